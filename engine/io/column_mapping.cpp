#include "engine/io/column_mapping.h"

#include "engine/core/error.h"
#include "engine/io/column_guess.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace engine {

namespace {

int requireColumn(const Table& table, const std::string& name) {
    const int column = table.find(name);
    if (column < 0) {
        std::vector<int> all(table.columns.size());
        std::iota(all.begin(), all.end(), 0);
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("%1 has no column \"%2\".", table.source, shownInMessage(name)),
                    Sentence::of("Its columns are: %1.", table.names(all)));
    }
    return column;
}

/// Too empty to be a coordinate: most rows would be left out.
bool isSparse(const TableColumn& column) { return 2 * column.missing > column.size(); }

/// "t, x, y, weight, more": numbers behind a column `weight` that follows numbers are no coordinates. Returns how many
/// columns may be some.
std::ptrdiff_t coordinatesEnd(const Table& table, const std::vector<ColumnKind>& kinds, int time) {
    const int weight = table.find("weight");
    for (int c = 0; c < weight; ++c)
        if (const ColumnKind kind = kinds[std::size_t(c)];
            c != time && (kind == ColumnKind::Number || kind == ColumnKind::Velocity))
            return weight;
    return std::ptrdiff_t(kinds.size());
}

} // namespace

int ColumnMapping::indexOf(ColumnRole role) const {
    const auto found = std::find(roles.begin(), roles.end(), role);
    return found == roles.end() ? -1 : int(found - roles.begin());
}

std::vector<int> ColumnMapping::columnsOf(ColumnRole role) const {
    std::vector<int> columns;
    if (role == ColumnRole::Coordinate)
        for (const int column : coordinateOrder)
            if (roles[std::size_t(column)] == role)
                columns.push_back(column);
    for (std::size_t c = 0; c < roles.size(); ++c)
        if (roles[c] == role && std::find(columns.begin(), columns.end(), int(c)) == columns.end())
            columns.push_back(int(c));
    return columns;
}

ColumnMapping guessMapping(const Table& table) {
    const int time = guessTimeColumn(table);
    std::vector<ColumnKind> kinds;
    for (const TableColumn& column : table.columns)
        kinds.push_back(kindOf(column));
    const auto numbersEnd = kinds.begin() + coordinatesEnd(table, kinds, time);
    const auto count = [&](ColumnKind kind) { return std::count(kinds.begin(), numbersEnd, kind); };
    const bool isMap = count(ColumnKind::Longitude) == 1 && count(ColumnKind::Latitude) == 1;
    // Velocities come with positions of another name; v1, v2 alone are positions.
    const bool onlyVelocities = !isMap && count(ColumnKind::Number) == 0;

    ColumnMapping mapping;
    bool weighted = false;
    for (std::size_t c = 0; c < kinds.size(); ++c) {
        const ColumnKind kind = kinds[c];
        ColumnRole role = ColumnRole::Attribute;
        if (int(c) == time)
            role = ColumnRole::Time;
        else if (kind == ColumnKind::RowIndex)
            role = ColumnRole::Ignore;
        else if (kind == ColumnKind::Weight && !weighted) {
            role = ColumnRole::Weight;
            weighted = true;
        } else if (kind == ColumnKind::Longitude || kind == ColumnKind::Latitude)
            role = ColumnRole::Coordinate;
        else if (!isMap && !isSparse(table.columns[c]) && kinds.begin() + std::ptrdiff_t(c) < numbersEnd &&
                 (kind == ColumnKind::Number || (kind == ColumnKind::Velocity && onlyVelocities)))
            role = ColumnRole::Coordinate;
        mapping.roles.push_back(role);
    }
    return mapping;
}

ColumnMapping mappingFor(const Table& table, const ColumnChoice& choice) {
    ColumnMapping mapping = guessMapping(table);
    const auto put = [&](int column, ColumnRole role) {
        for (ColumnRole& other : mapping.roles)
            if (other == role)
                other = ColumnRole::Attribute;
        mapping.roles[std::size_t(column)] = role;
    };
    if (!choice.coordinates.empty()) {
        for (ColumnRole& role : mapping.roles)
            if (role == ColumnRole::Coordinate)
                role = ColumnRole::Attribute;
        for (const std::string& name : choice.coordinates) {
            mapping.coordinateOrder.push_back(requireColumn(table, name));
            mapping.roles[std::size_t(mapping.coordinateOrder.back())] = ColumnRole::Coordinate;
        }
    }
    if (choice.weight)
        put(requireColumn(table, *choice.weight), ColumnRole::Weight);
    if (choice.time)
        put(requireColumn(table, *choice.time), ColumnRole::Time);
    if (const int time = mapping.indexOf(ColumnRole::Time); choice.bins && time >= 0) {
        mapping.times = guessTimeAxis(table.columns[std::size_t(time)]);
        mapping.times->bins = TimeBins();
        mapping.times->bins->count = *choice.bins;
    }
    return mapping;
}

std::string description(const Table& table, const ColumnMapping& mapping) {
    const std::string times = mapping.times ? description(*mapping.times) : std::string();
    std::string text;
    const std::pair<ColumnRole, const char*> parts[] = {{ColumnRole::Time, "time"},
                                                        {ColumnRole::Coordinate, "coordinates"},
                                                        {ColumnRole::Weight, "weight"},
                                                        {ColumnRole::Attribute, "attributes"},
                                                        {ColumnRole::Ignore, "ignored"}};
    for (const auto& [role, word] : parts)
        if (const auto columns = mapping.columnsOf(role); !columns.empty())
            text += (text.empty() ? "" : " · ") + std::string(word) + ": " + table.names(columns) +
                    (role == ColumnRole::Time && !times.empty() ? " (" + times + ")" : "");
    return text;
}

bool isOverlay(const Table& table, const ColumnMapping& mapping) {
    const std::vector<int> coordinates = mapping.columnsOf(ColumnRole::Coordinate),
                           names = mapping.columnsOf(ColumnRole::Attribute);
    if (mapping.indexOf(ColumnRole::Time) >= 0 || mapping.indexOf(ColumnRole::Weight) >= 0 || coordinates.size() != 2 ||
        names.size() != 1)
        return false;
    for (const int column : coordinates)
        if (const ColumnKind kind = kindOf(table.columns[std::size_t(column)]);
            kind != ColumnKind::Longitude && kind != ColumnKind::Latitude)
            return false;
    const TableColumn& name = table.columns[std::size_t(names.front())];
    const auto valueAt = [&](Index row) {
        return name.isText ? double(name.codes[std::size_t(row)]) : name.numbers[std::size_t(row)];
    };
    constexpr Index kPointsOfALine = 3;
    std::set<double> lines;
    for (Index row = 0; row < table.rows(); ++row)
        if (row == 0 || valueAt(row) != valueAt(row - 1))
            if (!lines.insert(valueAt(row)).second || Index(lines.size()) * kPointsOfALine > table.rows())
                return false;
    return !lines.empty();
}

} // namespace engine
