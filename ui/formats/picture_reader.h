#pragma once

#include "engine/io/reader_registry.h"
#include "ui/formats/picture_density.h"

#include <filesystem>

namespace ui {

/// Pictures as one snapshot: `options.samples` points in the plane, as dense as the picture is dark (PictureDensity),
/// y up, its longer side 4 long around the origin. Equal seeds give equal points.
/// Errors: Error{UnusableInput} naming the file: no such picture, damaged, too large, or blank.
/// Thread: any.
engine::DataReader pixelPictureReader(); ///< PNG, JPEG
/// Drawn at 1,024 pixels. Text in it needs a QGuiApplication; it may be one without a display.
engine::DataReader vectorPictureReader(); ///< SVG

/// What of a picture file of these kinds is taken for density, to draw points from more than once. Never blank.
/// Errors: as above.
/// Thread: any.
PictureDensity readPictureDensity(const std::filesystem::path& file);

} // namespace ui
