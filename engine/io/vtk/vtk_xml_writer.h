#pragma once

#include "engine/core/types.h"
#include "engine/io/table.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace engine {

/// One array as VTK's XML format has it, its bytes in base 64.
/// Shape: the components of an entry next to each other.
std::string vtkArray(const std::string& name, int components, const std::vector<float>& numbers);
std::string vtkArray(const std::string& name, int components, const std::vector<double>& numbers);
std::string vtkArray(const std::string& name, int components, const std::vector<std::int64_t>& numbers);
std::string vtkArray(const std::string& name, const std::vector<std::string>& texts);
/// The cells of a column in these rows; of text, missing values are empty.
std::string vtkArray(const std::string& name, const TableColumn& column, const std::vector<Index>& rows);

/// A .vtp file of points. `places` and `pointData` are arrays; each line goes through `pointsPerLine` points that
/// follow each other, or is a dot where that is 1.
std::string vtkPointsFile(Index points, Index pointsPerLine, const std::string& places, const std::string& pointData,
                          const std::string& fieldData = {});

/// Writes a series: a .pvd file that lists a .vtp file for each time, in a folder of its name beside it. `part` makes
/// their contents. The files take their places when all are written, the list last.
/// Errors: Error{CannotWrite}; what was there before stays.
void writeVtkSeries(const std::filesystem::path& list, const std::vector<Real>& times,
                    const std::function<std::string(std::size_t)>& part);

} // namespace engine
