#pragma once

#include "engine/io/reader_registry.h"

namespace engine {

/// Files of VTK and ParaView as data, see importMesh: .vtp and .vtu, legacy .vtk.
DataReader vtkXmlReader();
DataReader vtkLegacyReader();

/// A .pvd file: the list of a series of such files, with the time of each. Files are sought beside the list; files of
/// equal times are one snapshot.
/// Errors: Error{UnusableInput} naming the file that is missing or damaged, or has no time.
DataReader pvdReader();

} // namespace engine
