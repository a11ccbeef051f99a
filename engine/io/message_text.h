#pragma once

#include <string>
#include <string_view>

namespace engine {

/// What was found in a file, fit for a message: at most 40 characters, nothing unprintable.
std::string shownInMessage(std::string_view found);
/// "1 field", "3 fields".
std::string counted(std::size_t n, const std::string& noun);

} // namespace engine
