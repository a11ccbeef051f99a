#pragma once

#include "engine/core/random.h"
#include "engine/data/mesh_sampling.h"

namespace engine {

/// Points spread evenly in the inside of a closed surface: where a ray to infinity crosses it an odd number of times.
/// Corners at equal places are taken as one, as files often repeat them.
/// Shape: vertices 3×n, at least one triangle; the result 3×count.
/// Errors: Error{UnusableInput} where the surface has an edge with a face on one side only, or no volume to speak of.
Points sampleVolume(const Points& vertices, const Triangles& triangles, Index count, Rng& rng);

} // namespace engine
