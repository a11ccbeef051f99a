#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace engine {

/// Populations of a well-known shape in the plane, for stamps.
enum class PlaneShape { Gaussian, Ring, Moons, Spiral, Lattice };

/// Points of a shape around the origin, of radius 1:
/// - Gaussian: standard deviation ½, so that the circle of radius 1 holds 86 % of them; `noise` does not count;
/// - Ring: uniform on the unit circle;
/// - Moons: two half circles that reach into each other, 2 wide;
/// - Spiral: two turns of r ∝ φ that end on the unit circle, uniform along the curve;
/// - Lattice: a square of 2 × 2 with as many rows as columns; `count` is rounded to the nearest square.
/// To all but the first comes a Gaussian of standard deviation `noise` in both coordinates.
/// Shape: 2×count.
Points samplePlaneShape(PlaneShape shape, Index count, Real noise, Rng& rng);

} // namespace engine
