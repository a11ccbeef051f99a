#pragma once

#include <string_view>

namespace engine {

/// Whether a cell says that there is no value: empty, "NA", "n/a", "NaN", "null", "-", "." and their like, in any case.
bool isMissingMarker(std::string_view text);

} // namespace engine
