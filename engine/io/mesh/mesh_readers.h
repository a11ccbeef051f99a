#pragma once

#include "engine/io/reader_registry.h"

namespace engine {

/// Meshes as clouds of points spread evenly over their surface, see importMesh. Only places and faces are read; an OBJ
/// file without faces is the cloud of its vertices.
/// Errors: Error{UnusableInput} naming file and line (of binary STL: triangle).
DataReader objReader();
DataReader stlReader();

} // namespace engine
