#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"
#include "ui/tools/drawing_settings.h"

namespace ui {

/// The points of a stamp around the origin, of radius 1, not turned: text and pictures have a longer side of 2, for the
/// other kinds see engine::samplePlaneShape. Letters are filled uniformly inside their outlines.
/// Shape: 2×n, with n = settings.count but for lattices.
/// Errors: Error{InvalidArgument} when there is no picture yet, no text, or a font without outlines for it.
/// Thread: any with a QGuiApplication.
engine::Points stampPoints(const StampSettings& settings, engine::Rng& rng);

} // namespace ui
