#include "engine/io/column_mapping.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/column_guess.h"
#include "engine/io/csv_format.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace engine {

namespace {

constexpr Real kMissing = std::numeric_limits<Real>::quiet_NaN();

[[noreturn]] void refuse(const std::string& what, const std::string& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

std::string joinedNames(const Table& table, const std::vector<int>& columns) {
    constexpr std::size_t kMost = 12;
    std::string text;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (k == kMost)
            return text + ", … (" + std::to_string(columns.size()) + ")";
        text += (k > 0 ? ", " : "") + table.columns[std::size_t(columns[k])].name;
    }
    return text;
}

std::vector<int> allColumns(const Table& table) {
    std::vector<int> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        columns.push_back(int(c));
    return columns;
}

int requireColumn(const Table& table, const std::string& name) {
    const int column = table.find(name);
    if (column < 0)
        throw Error(ErrorCode::InvalidArgument, table.source + " has no column \"" + shownInMessage(name) + "\".",
                    "Its columns are: " + joinedNames(table, allColumns(table)) + ".");
    return column;
}

void requireNumbers(const Table& table, int index) {
    const TableColumn& column = table.columns[std::size_t(index)];
    if (column.isText)
        refuse(table.source + ", column " + column.name + ": it holds text (\"" +
                   (column.categories.empty() ? "" : shownInMessage(column.categories.front())) +
                   "\"), numbers were expected.",
               "Give the column another role.");
    if (!column.firstBad)
        return;
    const auto& bad = *column.firstBad;
    const std::string place =
        bad.line > 0 ? ", line " + std::to_string(bad.line) : ", row " + std::to_string(bad.row + 1);
    refuse(table.source + place + ", column " + column.name + ": " +
               (bad.text.empty() ? "the cell is empty" : "found \"" + bad.text + "\"") +
               ", a finite number was expected.",
           "Correct the cell, remove the row, or give the column another role.");
}

/// The only number in a text such as "day 3", "E12.5" or "4 h"; NaN when there is none.
double numberWithin(const std::string& text) {
    const auto begin = text.find_first_of("0123456789");
    if (begin == std::string::npos)
        return kMissing;
    auto end = text.find_first_not_of("0123456789.", begin);
    end = end == std::string::npos ? text.size() : end;
    const bool another = text.find_first_of("0123456789", end) != std::string::npos;
    // "-3" and "day -3" are negative, "day-3" is not.
    const bool negative = begin > 0 && text[begin - 1] == '-' && (begin == 1 || text[begin - 2] == ' ');
    const double value = parseNumber(std::string_view(text).substr(begin, end - begin), false);
    return another ? kMissing : negative ? -value : value;
}

std::vector<double> timesOf(const Table& table, int index) {
    const TableColumn& column = table.columns[std::size_t(index)];
    if (!column.isText) {
        requireNumbers(table, index);
        return column.numbers;
    }
    std::vector<double> values, times;
    for (const std::string& category : column.categories) {
        values.push_back(numberWithin(category));
        if (std::isnan(values.back()))
            refuse(table.source + ", column " + column.name + ": \"" + shownInMessage(category) +
                       "\" is no time; a number such as 3 or \"day 3\" was expected.",
                   "Choose another time column.");
    }
    for (std::size_t i = 0; i < column.codes.size(); ++i) {
        if (column.codes[i] < 0)
            refuse(table.source + ", row " + std::to_string(i + 1) + ", column " + column.name + ": the time is empty.",
                   "Fill it in or remove the row.");
        times.push_back(values[std::size_t(column.codes[i])]);
    }
    return times;
}

std::vector<int> requireCoordinates(const Table& table, const ColumnMapping& mapping) {
    const std::vector<int> columns = mapping.columnsOf(ColumnRole::Coordinate);
    if (columns.empty())
        refuse(table.source + " has no column of coordinates: its columns are " +
                   joinedNames(table, allColumns(table)) + ".",
               "Name the columns that hold positions, or check how its numbers are written.");
    if (columns.size() > kMostCoordinates)
        refuse(table.source + " has " + std::to_string(columns.size()) + " coordinates; at most " +
                   std::to_string(kMostCoordinates) + " are supported.",
               "Reduce them first, for example to the leading principal components.");
    for (const int column : columns)
        requireNumbers(table, column);
    return columns;
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
    const auto count = [&](ColumnKind kind) { return std::count(kinds.begin(), kinds.end(), kind); };
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
        else if (!isMap && (kind == ColumnKind::Number || (kind == ColumnKind::Velocity && onlyVelocities)))
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
    return mapping;
}

std::string description(const Table& table, const ColumnMapping& mapping) {
    std::string text;
    const std::pair<ColumnRole, const char*> parts[] = {{ColumnRole::Time, "time"},
                                                        {ColumnRole::Coordinate, "coordinates"},
                                                        {ColumnRole::Weight, "weight"},
                                                        {ColumnRole::Attribute, "attributes"},
                                                        {ColumnRole::Ignore, "ignored"}};
    for (const auto& [role, word] : parts)
        if (const auto columns = mapping.columnsOf(role); !columns.empty())
            text += (text.empty() ? "" : " · ") + std::string(word) + ": " + joinedNames(table, columns);
    return text;
}

Dataset applyMapping(const Table& table, const ColumnMapping& mapping) {
    const std::vector<int> coordinates = requireCoordinates(table, mapping);
    const int timeColumn = mapping.indexOf(ColumnRole::Time), weightColumn = mapping.indexOf(ColumnRole::Weight);
    const auto rows = std::size_t(table.rows());
    const std::vector<double> times = timeColumn >= 0 ? timesOf(table, timeColumn) : std::vector<double>(rows, 0);
    if (weightColumn >= 0) {
        requireNumbers(table, weightColumn);
        const auto& weights = table.columns[std::size_t(weightColumn)].numbers;
        if (const auto found = std::find_if(weights.begin(), weights.end(), [](double w) { return w < 0; });
            found != weights.end())
            refuse(table.source + ", row " + std::to_string(found - weights.begin() + 1) + ": the weight is " +
                       shortNumber(*found) + ".",
                   "Weights must not be negative; give the column another role if it holds something else.");
    }

    // Which snapshot a row belongs to, and how many rows each has.
    std::map<double, std::size_t> order;
    for (const double time : times) {
        order.try_emplace(time, 0);
        if (order.size() > kMostTimes)
            refuse(table.source + ", column " + table.columns[std::size_t(timeColumn)].name + ": more than " +
                       std::to_string(kMostTimes) + " different times.",
                   "Choose another time column, or round the times so that points share them.");
    }
    std::size_t next = 0;
    for (auto& [time, position] : order)
        position = next++;
    std::vector<std::vector<Index>> members(order.size());
    std::size_t previous = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        if (i == 0 || times[i] != times[i - 1])
            previous = order[times[i]];
        members[previous].push_back(Index(i));
    }

    Dataset dataset;
    dataset.title = table.source.substr(0, table.source.find_last_of('.'));
    for (const int column : coordinates)
        if (table.hasHeader)
            dataset.axisNames.push_back(table.columns[std::size_t(column)].name);
    if (timeColumn >= 0)
        dataset.timeUnit = timeUnitOf(table.columns[std::size_t(timeColumn)].name);
    const std::vector<int> attributes = mapping.columnsOf(ColumnRole::Attribute);
    for (const int column : attributes)
        dataset.attributes.push_back(
            {table.columns[std::size_t(column)].name, table.columns[std::size_t(column)].categories});

    for (const auto& [time, position] : order) {
        const std::vector<Index>& rowsHere = members[position];
        const auto n = Index(rowsHere.size());
        const auto fill = [&](const TableColumn& column, auto&& row) {
            for (Index j = 0; j < n; ++j) {
                const auto i = std::size_t(rowsHere[std::size_t(j)]);
                row[j] = column.isText ? Real(column.codes[i]) : column.numbers[i];
            }
        };
        Points points(Index(coordinates.size()), n);
        for (std::size_t k = 0; k < coordinates.size(); ++k)
            fill(table.columns[std::size_t(coordinates[k])], points.row(Index(k)));
        RowVector weights(weightColumn >= 0 ? n : 0);
        if (weightColumn >= 0)
            fill(table.columns[std::size_t(weightColumn)], weights);
        Matrix values(Index(attributes.size()), n);
        for (std::size_t k = 0; k < attributes.size(); ++k)
            fill(table.columns[std::size_t(attributes[k])], values.row(Index(k)));
        Snapshot snapshot;
        snapshot.time = time;
        snapshot.points = PointSet(points, weights, values);
        dataset.snapshots.push_back(std::move(snapshot));
    }
    return dataset;
}

PointsAtTimes pointsAtTimes(const Table& table, const ColumnMapping& mapping, int dimension) {
    const std::vector<int> coordinates = requireCoordinates(table, mapping);
    if (int(coordinates.size()) != dimension)
        refuse(table.source + " has " + counted(coordinates.size(), "coordinate") + " (" +
                   joinedNames(table, coordinates) + "), the model has " + std::to_string(dimension) + ".",
               "Give the file one column for each coordinate, in the model's order.");
    PointsAtTimes result;
    if (const int time = mapping.indexOf(ColumnRole::Time); time >= 0) {
        const std::vector<double> times = timesOf(table, time);
        result.times = Eigen::Map<const Times>(times.data(), Index(times.size()));
    }
    result.points.resize(dimension, table.rows());
    for (int k = 0; k < dimension; ++k) {
        const auto& numbers = table.columns[std::size_t(coordinates[std::size_t(k)])].numbers;
        result.points.row(k) = Eigen::Map<const RowVector>(numbers.data(), table.rows());
    }
    return result;
}

} // namespace engine
