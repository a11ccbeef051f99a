#pragma once

#include "engine/io/table.h"

#include <string>
#include <vector>

namespace engine {

/// A field of a text table, quoted where it must be.
std::string csvField(const std::string& text, char delimiter = ',');

/// A cell as it stands in a text table: exact, empty where there is no value.
std::string cellText(const TableColumn& column, Index row, char delimiter = ',');

/// The name, or the name with "_2", "_3", … behind it when it is taken already; it is taken from then on.
std::string uniqueName(const std::string& name, std::vector<std::string>& taken);

} // namespace engine
