#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace engine {

/// Points in the plane spread as densely as the cells of a picture say: cells are drawn by density, places in them
/// uniformly, so that no grid shows.
/// Shape: density rows×columns from the top left, none negative, with a sum above zero; the result 2×count.
/// Units: the middle of the picture is the origin, y points up, the longer side is `longestSide`.
Points sampleDensity(const Matrix& density, Real longestSide, Index count, Rng& rng);

} // namespace engine
