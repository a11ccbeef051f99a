#pragma once

#include "engine/io/table.h"

#include <string>

namespace engine {

/// What the name (and where that says nothing, the content) of a column suggests it is.
enum class ColumnKind { Time, Number, Weight, Identity, Label, Velocity, Longitude, Latitude, RowIndex };

ColumnKind kindOf(const TableColumn& column);

/// The column of times: by name, else text that is nothing but dates, else the first column when it has few different
/// values, each in several rows; −1 without one.
int guessTimeColumn(const Table& table);

/// "Time (h)" → "h", "day" → "days", "t_min" → "minutes"; empty when the name does not say.
std::string timeUnitOf(const std::string& columnName);

} // namespace engine
