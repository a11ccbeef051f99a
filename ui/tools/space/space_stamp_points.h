#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"
#include "ui/tools/drawing_settings.h"

namespace ui {

/// The points of a stamp in space, around the origin and within the unit sphere but for the noise; for the shapes see
/// engine::sampleSpaceShape.
/// Shape: 3×settings.count.
/// Errors: Error{InvalidArgument} when there is no mesh yet; what engine::sampleVolume says of one that is not closed.
engine::Points spaceStampPoints(const StampSettings& settings, engine::Rng& rng);

/// "Ball", "Torus", …
QString nameOfSpaceStamp(SpaceStampKind kind);

} // namespace ui
