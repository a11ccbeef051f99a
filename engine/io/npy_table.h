#pragma once

#include "engine/io/read_control.h"
#include "engine/io/table.h"
#include "engine/io/table_memory.h"

#include <filesystem>

namespace engine {

/// Reads the rows of a two-dimensional array of numbers in an .npy file block by block, so that nothing but its columns
/// is in memory. They are called "column 1", "column 2", …
/// Errors: Error{UnusableInput} naming the file when it is no such array, breaks off or does not fit into memory;
///         Error{Cancelled}.
Table readNpyTable(const std::filesystem::path& file, const ReadControl& control, TableMemory& memory);

} // namespace engine
