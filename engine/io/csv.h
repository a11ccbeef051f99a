#pragma once

#include "engine/io/read_control.h"
#include "engine/io/table.h"
#include "engine/io/table_memory.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace engine {

/// Reads a table from a text file: comma, semicolon, tab, bar or blanks between the fields, with or without a header,
/// comments (#), quoted fields, decimal commas, gzip. What is written how is found out from the beginning of the file.
/// A cell that is no number in a column of numbers is remembered in the column, not thrown: see TableColumn::firstBad.
/// Errors: Error{UnusableInput} naming file and line for what LineReader refuses, for rows of unequal length and files
///         without a row of data or without room in memory; Error{Cancelled}.
Table readCsv(const std::filesystem::path& file, const ReadControl& control = {});
/// The same; `memory` decides what becomes of a table that is too large.
Table readCsv(const std::filesystem::path& file, const ReadControl& control, TableMemory& memory);

/// The same for text in memory, e.g. a pasted table.
Table parseCsv(std::string_view text, std::string sourceName = "text");

} // namespace engine
