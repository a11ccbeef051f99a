#pragma once

#include "engine/io/reader_registry.h"

namespace engine {

/// Point clouds in Stanford's PLY format, as text or binary of either byte order: the vertices, one row each. x, y and,
/// where there is one, z are the coordinates, a property called like a time is the time, the other numbers of a vertex
/// travel along; faces are passed over.
/// Errors: Error{UnusableInput} naming file and place; Error{Cancelled}.
DataReader plyReader();

} // namespace engine
