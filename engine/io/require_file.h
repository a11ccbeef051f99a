#pragma once

#include <filesystem>

namespace engine {

/// Errors: Error{UnusableInput} when there is no such file, or when it is a folder.
void requireFile(const std::filesystem::path& file);

} // namespace engine
