#pragma once

#include "engine/io/mesh/face_list.h"

namespace engine {

/// Adds a cell of an unstructured grid where it is a face; of curved faces only the corners count. Returns false for a
/// solid, whose surface cannot be told from its cells alone.
/// `type` is VTK's number of the kind of cell.
/// Errors: as FaceList.
bool addVtkCell(FaceList& faces, int type, const Index* corners, std::size_t count);

} // namespace engine
