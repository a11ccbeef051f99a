#include "engine/io/outline_table.h"

#include "engine/io/column_guess.h"

#include <cmath>

namespace engine {

namespace {

ColumnKind kindOfName(const std::string& name) {
    TableColumn column;
    column.name = name;
    return kindOf(column);
}

} // namespace

Outlines outlinesOf(const Table& table, const ColumnMapping& mapping, std::string name) {
    const std::vector<int> coordinates = mapping.columnsOf(ColumnRole::Coordinate);
    const auto columnAt = [&](int column) -> const TableColumn& { return table.columns[std::size_t(column)]; };
    const bool isSwapped = kindOf(columnAt(coordinates[0])) == ColumnKind::Latitude;
    const TableColumn &longitude = columnAt(coordinates[isSwapped ? 1 : 0]),
                      &latitude = columnAt(coordinates[isSwapped ? 0 : 1]),
                      &line = columnAt(mapping.indexOf(ColumnRole::Attribute));
    const auto lineAt = [&](std::size_t row) { return line.isText ? double(line.codes[row]) : line.numbers[row]; };
    Outlines outlines;
    outlines.name = std::move(name);
    const auto finish = [&] {
        const auto end = Index(outlines.points.size());
        if (end > (outlines.ends.empty() ? 0 : outlines.ends.back()))
            outlines.ends.push_back(end);
    };
    for (std::size_t row = 0; row < std::size_t(table.rows()); ++row) {
        const Eigen::Vector2d point(longitude.numbers[row], latitude.numbers[row]);
        if (!point.allFinite() || (row > 0 && lineAt(row) != lineAt(row - 1)))
            finish();
        if (point.allFinite())
            outlines.points.push_back(point);
    }
    finish();
    return outlines;
}

std::optional<std::array<int, 2>> mapAxes(const std::vector<std::string>& axisNames, int dimension) {
    std::array<int, 2> axes = {-1, -1};
    for (int axis = 0; axis < std::min(dimension, int(axisNames.size())); ++axis) {
        const ColumnKind kind = kindOfName(axisNames[std::size_t(axis)]);
        if (kind == ColumnKind::Longitude)
            axes[0] = axis;
        else if (kind == ColumnKind::Latitude)
            axes[1] = axis;
    }
    if (axes[0] >= 0 && axes[1] >= 0)
        return axes;
    return dimension == 2 ? std::optional(std::array{0, 1}) : std::nullopt;
}

} // namespace engine
