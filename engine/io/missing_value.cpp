#include "engine/io/missing_value.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace engine {

bool isMissingMarker(std::string_view text) {
    constexpr std::array<std::string_view, 17> kMarkers = {"",     "na",      "n/a",  "#n/a", "<na>",   "nan",
                                                           "-nan", "nat",     "-",    "--",   ".",      "?",
                                                           "null", "missing", "none", "n.a.", "unknown"};
    constexpr std::size_t kLongest = 7;
    if (text.size() > kLongest)
        return false;
    std::array<char, kLongest> lower{};
    std::transform(text.begin(), text.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return std::find(kMarkers.begin(), kMarkers.end(), std::string_view(lower.data(), text.size())) != kMarkers.end();
}

} // namespace engine
