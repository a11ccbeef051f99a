#pragma once

#include "engine/data/outlines.h"
#include "engine/io/column_mapping.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// The lines a table draws: see isOverlay. A row without a longitude or a latitude ends a line.
/// Precondition: isOverlay(table, mapping).
Outlines outlinesOf(const Table& table, const ColumnMapping& mapping, std::string name);

/// Which axes of data with these names are longitude and latitude; of data in a plane with other names the first and
/// the second. Empty where there are none.
std::optional<std::array<int, 2>> mapAxes(const std::vector<std::string>& axisNames, int dimension);

} // namespace engine
