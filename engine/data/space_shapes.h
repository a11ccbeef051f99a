#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace engine {

/// Populations of a well-known shape in space, for stamps.
enum class SpaceShape { Ball, Shell, Torus, Helix, Box, Plane, SwissRoll, Knot };

/// Points of a shape around the origin that just fits into the unit sphere. What has an axis has the third:
/// - Ball: uniform in the unit ball;
/// - Shell: uniform on the unit sphere;
/// - Torus: uniform on the torus with radii 0.7 and 0.3;
/// - Helix: three turns of radius ½, 2·√¾ high, uniform along the curve;
/// - Box: uniform in the cube with edges of 2/√3;
/// - Plane: uniform in the square with edges of √2 at height 0;
/// - SwissRoll: r ∝ φ over one and a half turns up to 0.8, 1.2 high, uniform on the sheet;
/// - Knot: the trefoil (sin φ + 2 sin 2φ, cos φ − 2 cos 2φ, −sin 3φ)/3, uniform along the curve.
/// To all but Ball and Box comes a Gaussian of standard deviation `noise` in every coordinate.
/// Shape: 3×count.
Points sampleSpaceShape(SpaceShape shape, Index count, Real noise, Rng& rng);

} // namespace engine
