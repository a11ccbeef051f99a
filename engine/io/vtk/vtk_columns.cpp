#include "engine/io/vtk/vtk_columns.h"

#include "engine/io/column_builder.h"

#include <algorithm>
#include <array>

namespace engine {

namespace {

template <std::size_t N> bool isOneOf(const std::string& name, const std::array<std::string_view, N>& names) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return std::find(names.begin(), names.end(), lower) != names.end();
}

std::string componentName(const std::string& name, int component, int components) {
    if (components == 1)
        return name;
    return name + "_" + (components <= 3 ? std::string(1, "xyz"[component]) : std::to_string(component + 1));
}

} // namespace

void addVtkColumns(std::vector<TableColumn>& columns, const std::string& name, int components,
                   const std::vector<double>& numbers) {
    const std::size_t rows = numbers.size() / std::size_t(components);
    for (int k = 0; k < components; ++k) {
        std::vector<double> values(rows);
        for (std::size_t i = 0; i < rows; ++i)
            values[i] = numbers[i * std::size_t(components) + std::size_t(k)];
        columns.push_back(numberColumn(componentName(name, k, components), std::move(values)));
    }
}

void addVtkColumn(std::vector<TableColumn>& columns, const std::string& name, const std::vector<std::string>& texts) {
    TextColumnBuilder builder(name);
    for (const std::string& text : texts)
        builder.add(text);
    columns.push_back(builder.take());
}

bool isVtkAppearance(const std::string& name) {
    constexpr std::array<std::string_view, 6> kNames = {"normals", "normal",   "tcoords",
                                                        "uv",      "tangents", "texture coordinates"};
    return isOneOf(name, kNames);
}

bool isVtkTime(const std::string& name) {
    constexpr std::array<std::string_view, 4> kNames = {"timevalue", "time", "t", "day"};
    return isOneOf(name, kNames);
}

} // namespace engine
