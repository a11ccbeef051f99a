#pragma once

#include "engine/io/table.h"

#include <string>
#include <vector>

namespace engine {

/// Columns from one array of point data: "name", or "name_x", "name_y", "name_z", or "name_1", …, "name_9" and so on.
/// Shape: one entry a point, its components next to each other.
void addVtkColumns(std::vector<TableColumn>& columns, const std::string& name, int components,
                   const std::vector<double>& numbers);
void addVtkColumn(std::vector<TableColumn>& columns, const std::string& name, const std::vector<std::string>& texts);

/// Whether an array only says how faces are to be shown.
bool isVtkAppearance(const std::string& name);
/// Whether a field array of one number is the time, as VTK, VisIt and others name it.
bool isVtkTime(const std::string& name);

/// Most components of an array: as many coordinates as data may have.
inline constexpr int kMostVtkComponents = 256;

} // namespace engine
