#pragma once

#include "engine/io/read_control.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace engine {

/// Everything in a file, plain or gzip-compressed, for formats that are not read line by line.
/// Errors: Error{UnusableInput} for a file that is missing, a folder, unreadable, empty, damaged or, unpacked, larger
///         than `most` bytes; Error{Cancelled}.
std::string readWholeFile(const std::filesystem::path& file, const ReadControl& control = {},
                          std::uint64_t most = std::uint64_t(1) << 31);

} // namespace engine
