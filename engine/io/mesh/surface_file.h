#pragma once

#include "engine/io/mesh/mesh_data.h"
#include "engine/io/read_control.h"

#include <filesystem>

namespace engine {

/// A surface from a file with a mesh (.obj, .stl), for what samples it itself.
/// Errors: Error{UnusableInput} as the readers; for another ending, and where there are no faces.
MeshData readSurface(const std::filesystem::path& file, const ReadControl& control = {});

} // namespace engine
