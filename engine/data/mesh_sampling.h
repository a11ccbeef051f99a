#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace engine {

/// Corners of triangles, as columns of a matrix of vertices. Shape: 3×m.
using Triangles = Eigen::Matrix<Index, 3, Eigen::Dynamic>;

/// Areas of triangles. Shape: vertices 3×n; the result 1×m.
RowVector triangleAreas(const Points& vertices, const Triangles& triangles);

/// Points spread evenly over a surface: triangles are drawn by their area, places in them uniformly.
/// Shape: vertices 3×n; the result 3×count. The total area is finite and above zero.
Points sampleSurface(const Points& vertices, const Triangles& triangles, Index count, Rng& rng);

} // namespace engine
