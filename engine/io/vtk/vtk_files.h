#pragma once

#include "engine/io/mesh/mesh_data.h"
#include "engine/io/read_control.h"

#include <filesystem>
#include <string>

namespace engine {

/// Reads VTK's XML format: points (.vtp) and unstructured grids (.vtu), in one or more pieces, written as text, in
/// base 64 or raw, uncompressed or compressed with zlib. Point data become columns, those with several components a
/// column each; normals and texture coordinates of faces are left out; polygons become triangles, and of grids with
/// solid cells only the points are taken. A field array TimeValue is the time.
///
/// Not by VTK's own readers: on damaged files these go on after an error and may crash.
/// Errors: Error{UnusableInput} with file, place and remedy; Error{Cancelled}.
MeshData readVtkXml(const std::filesystem::path& file, const ReadControl& control = {});

/// The same for VTK's legacy format (.vtk), text or binary: POLYDATA, UNSTRUCTURED_GRID, STRUCTURED_GRID,
/// STRUCTURED_POINTS and RECTILINEAR_GRID, of which the nodes are taken.
MeshData readVtkLegacy(const std::filesystem::path& file, const ReadControl& control = {});

} // namespace engine
