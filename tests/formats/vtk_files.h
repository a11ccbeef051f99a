#pragma once

#include <filesystem>
#include <vector>

namespace tests {

/// Files written by VTK itself in every way it has: points with the arrays t, weight, and kind, a mesh of triangles,
/// an unstructured and two structured grids.
std::vector<std::filesystem::path> vtkPointFiles(const std::filesystem::path& folder);
std::vector<std::filesystem::path> vtkMeshFiles(const std::filesystem::path& folder);

/// What VTK's own reader finds in a .vtp file.
struct VtkContent {
    std::vector<double> places;  ///< three a point
    std::vector<double> numbers; ///< of the array asked for
    std::vector<std::string> texts;
    long long lines = 0, dots = 0;
};
VtkContent readByVtk(const std::filesystem::path& file, const std::string& array);

} // namespace tests
