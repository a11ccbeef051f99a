#pragma once

#include "engine/core/error.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Small words for writing and reading the manifest of a project.
namespace ui::manifest {

using Json = nlohmann::ordered_json;

/// Errors: Error{UnusableInput} unless it holds; `what` goes on from "Cannot open the project F: ".
inline void require(bool holds, const engine::Sentence& what) {
    if (!holds)
        throw engine::Error(engine::ErrorCode::UnusableInput, what);
}

template <class T> Json orNull(const std::optional<T>& value) { return value ? Json(*value) : Json(); }

template <class T> std::optional<T> optionalAt(const Json& json, const char* key) {
    return json.at(key).is_null() ? std::nullopt : std::optional<T>(json.at(key).get<T>());
}

/// A whole number that T holds. Signed ones stay within 2^53, which every reader of JSON keeps exactly and which leaves
/// room to count on. Errors: Error{UnusableInput} for fractions and numbers too large.
template <class T> T whole(const Json& json, const char* key) {
    static_assert(std::is_integral_v<T> && !std::is_same_v<T, bool>);
    constexpr auto kLargest = std::int64_t(1) << 53;
    const auto what = engine::Sentence::of("its %1 is not a whole number in range.", key);
    require(json.is_number_integer(), what);
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        require(std::is_unsigned_v<T> || value <= std::uint64_t(kLargest), what);
        require(std::in_range<T>(value), what);
        return T(value);
    }
    const auto value = json.get<std::int64_t>();
    require(value >= -kLargest && std::in_range<T>(value), what);
    return T(value);
}

template <class T> T wholeAt(const Json& json, const char* key) { return whole<T>(json.at(key), key); }

template <class T> std::vector<T> wholeNumbersAt(const Json& json, const char* key) {
    std::vector<T> numbers;
    for (const Json& each : json.at(key))
        numbers.push_back(whole<T>(each, key));
    return numbers;
}

inline Json named(std::string_view name) { return std::string(name); }

inline double finiteAt(const Json& json, const char* key) {
    const double value = json.at(key).get<double>();
    require(std::isfinite(value), engine::Sentence::of("its %1 is not a finite number.", key));
    return value;
}

} // namespace ui::manifest
