#pragma once

#include "engine/io/mesh/mesh_data.h"
#include "engine/io/reader_registry.h"

#include <filesystem>

namespace engine {

/// Meshes as clouds of points spread evenly over their surface, see importMesh. Only places and faces are read; an OBJ
/// file without faces is the cloud of its vertices.
/// Errors: Error{UnusableInput} naming file and line (of binary STL: triangle).
DataReader objReader();
DataReader stlReader();

/// The places and faces themselves.
/// Errors: as above.
MeshData readObj(const std::filesystem::path& file, const ReadControl& control = {});
MeshData readStl(const std::filesystem::path& file, const ReadControl& control = {});

} // namespace engine
