#pragma once

#include "engine/core/error.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

/// Small words for writing and reading the manifest of a project.
namespace ui::manifest {

using Json = nlohmann::ordered_json;

/// Errors: Error{UnusableInput} unless it holds; `what` goes on from "Cannot open the project F: ".
inline void require(bool holds, const std::string& what) {
    if (!holds)
        throw engine::Error(engine::ErrorCode::UnusableInput, what);
}

template <class T> Json orNull(const std::optional<T>& value) { return value ? Json(*value) : Json(); }

template <class T> std::optional<T> optionalAt(const Json& json, const char* key) {
    return json.at(key).is_null() ? std::nullopt : std::optional<T>(json.at(key).get<T>());
}

inline Json named(std::string_view name) { return std::string(name); }

inline double finiteAt(const Json& json, const char* key) {
    const double value = json.at(key).get<double>();
    require(std::isfinite(value), std::string("its ") + key + " is not a finite number.");
    return value;
}

} // namespace ui::manifest
