#pragma once

#include "engine/core/types.h"
#include "engine/data/mesh_sampling.h"
#include "engine/io/table.h"

#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Most points and most triangles a file of a mesh or of scattered points may have.
inline constexpr Index kMostMeshPoints = 20'000'000;

/// What files of meshes and of scattered points hold: places, what is measured there, and faces between them.
/// Shape: points 3×n; every column has n entries; the triangles' corners are columns of `points`.
struct MeshData {
    std::string source; ///< file name, for messages
    Points points = Points(3, 0);
    std::vector<TableColumn> columns;
    Triangles triangles = Triangles(3, 0);
    std::vector<std::string> axisNames; ///< of files that say so: one for each coordinate, further ones are columns
    std::optional<Real> time;           ///< of files that say when they were taken
};

} // namespace engine
