#pragma once

#include "engine/io/mesh/mesh_data.h"
#include "engine/io/reader_registry.h"

#include <vector>

namespace engine {

/// A mesh or a cloud as data. A surface without point data becomes `options.samples` points spread evenly over it or
/// inside it, as `options.meshPoints` says; of everything else the points are taken as they are. Axes behind the last one
/// that is not zero everywhere are left out.
/// Point data are columns: one with the name of a time is the time, weights are weights, the others attributes.
/// Errors: Error{UnusableInput} when there is no point, the surface has no area, or points are wanted inside one that is
///         not closed; and as importTable.
ImportedData importMesh(MeshData mesh, const ImportOptions& options);

/// The same for a series: each mesh is taken at its `time`, which all have; those with equal times belong together.
ImportedData importMeshSeries(std::vector<MeshData> meshes, const std::string& source, const ImportOptions& options);

} // namespace engine
