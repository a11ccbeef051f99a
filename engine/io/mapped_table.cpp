#include "engine/io/mapped_table.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/csv_format.h"
#include "engine/io/message_text.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/times/time_bins.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace engine {

namespace {

constexpr Real kNoTime = std::numeric_limits<Real>::quiet_NaN();

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

std::string allNames(const Table& table) {
    std::vector<int> columns(table.columns.size());
    std::iota(columns.begin(), columns.end(), 0);
    return table.names(columns);
}

/// The first cell that the choice for incomplete rows does not let pass.
std::optional<TableColumn::BadCell> firstRefused(const TableColumn& column, IncompleteRows choice) {
    if (choice == IncompleteRows::LeaveOutAll)
        return {};
    if (choice == IncompleteRows::LeaveOutMissing || !column.firstMissing)
        return column.firstBad;
    return column.firstBad && column.firstBad->row < column.firstMissing->row ? column.firstBad : column.firstMissing;
}

void requireNumbers(const Table& table, int index, IncompleteRows choice) {
    const TableColumn& column = table.columns[std::size_t(index)];
    if (column.isText)
        refuse(Sentence::of("%1, column %2: it holds text (\"%3\"), numbers were expected.", table.source, column.name,
                            column.categories.empty() ? "" : shownInMessage(column.categories.front())),
               Sentence::of("Give the column another role."));
    const auto bad = firstRefused(column, choice);
    if (!bad)
        return;
    const Sentence place = bad->line > 0 ? Sentence::of("line %1", bad->line) : Sentence::of("row %1", bad->row + 1);
    refuse(
        Sentence::of("%1, %2, column %3: %4, a finite number was expected.", table.source, place, column.name,
                     bad->text.empty() ? Sentence::of("the cell is empty") : Sentence::of("found \"%1\"", bad->text)),
        Sentence::of("Correct the cell, remove the row, or give the column another role."));
}

std::vector<int> requireCoordinates(const Table& table, const ColumnMapping& mapping) {
    const std::vector<int> columns = mapping.columnsOf(ColumnRole::Coordinate);
    if (columns.empty())
        refuse(Sentence::of("%1 has no column of coordinates: its columns are %2.", table.source, allNames(table)),
               Sentence::of("Name the columns that hold positions, or check how its numbers are written."));
    if (columns.size() > kMostMeasured)
        refuse(Sentence::of("%1 has %2 coordinates; at most %3 are supported.", table.source, columns.size(),
                            kMostMeasured),
               Sentence::of("Leave out those that hardly vary."));
    for (const int column : columns)
        requireNumbers(table, column, mapping.incompleteRows);
    return columns;
}

/// The times of all rows, NaN where they have none that may be left out.
std::vector<Real> requireTimes(const Table& table, int index, const TimeAxis& axis, IncompleteRows choice) {
    const TableColumn& column = table.columns[std::size_t(index)];
    if (!column.isText)
        requireNumbers(table, index, choice);
    std::vector<Real> times = rowTimes(column, axis);
    const auto without = std::find_if(times.begin(), times.end(), [](Real time) { return std::isnan(time); });
    if (column.isText && choice == IncompleteRows::Refuse && without != times.end())
        refuse(Sentence::of("%1, row %2, column %3: there is no time.", table.source, without - times.begin() + 1,
                            column.name),
               Sentence::of("Fill it in or remove the row."));
    return times;
}

/// Which snapshot each row belongs to (−1: none), and what the snapshots are.
struct Grouping {
    std::vector<int> snapshotOf;
    std::vector<Snapshot> snapshots; ///< without points, in order of time
};

Grouping byTime(const Table& table, int timeColumn, const std::vector<Real>& times) {
    std::map<Real, int> order;
    Real previous = kNoTime;
    for (const Real time : times) {
        if (time == previous || std::isnan(time))
            continue;
        order.try_emplace(previous = time, 0);
        if (order.size() > std::size_t(kMostTimes))
            refuse(Sentence::of("%1, column %2: more than %3 different times.", table.source,
                                table.columns[std::size_t(timeColumn)].name, kMostTimes),
                   Sentence::of("Cut the time into bins, or choose another time column."));
    }
    Grouping grouping;
    for (auto& [time, position] : order) {
        position = int(grouping.snapshots.size());
        grouping.snapshots.emplace_back().time = time;
    }
    previous = kNoTime;
    for (const Real time : times) {
        if (std::isnan(time))
            grouping.snapshotOf.push_back(-1);
        else
            grouping.snapshotOf.push_back(time == previous ? grouping.snapshotOf.back() : order[time]);
        previous = time;
    }
    return grouping;
}

bool isPlainNumber(const std::string& text) { return !std::isnan(parseNumber(text, true)); }

/// Names the snapshots as the file calls their times, unless that is the time itself.
void nameByTime(std::vector<Snapshot>& snapshots, const TimeAxis& axis) {
    for (const std::size_t entry : axis.order()) {
        const std::string& text = axis.entries[entry].text;
        const auto found =
            std::find_if(snapshots.begin(), snapshots.end(),
                         [&](const Snapshot& snapshot) { return snapshot.time == *axis.entries[entry].time; });
        if (found != snapshots.end() && found->name.empty() && (axis.dayZero || !isPlainNumber(text)))
            found->name = text;
    }
}

Grouping byBin(const std::vector<Real>& times, const TimeAxis& axis) {
    BinnedTimes bins = binned(times, *axis.bins);
    Grouping grouping{std::move(bins.binOf), {}};
    const auto textAt = [&](Real time) {
        return std::find_if(axis.entries.begin(), axis.entries.end(),
                            [&](const TimeEntry& entry) { return entry.time == time; })
            ->text;
    };
    for (const BinnedTimes::Bin& bin : bins.bins) {
        Snapshot& snapshot = grouping.snapshots.emplace_back();
        snapshot.time = bin.time;
        // The mean of some dates is no date; numbers say where the bin is by themselves.
        if (axis.dayZero)
            snapshot.name = bin.first == bin.last ? textAt(bin.first) : textAt(bin.first) + " – " + textAt(bin.last);
    }
    return grouping;
}

bool isComplete(const Table& table, const std::vector<int>& columns, std::size_t row) {
    return std::none_of(columns.begin(), columns.end(),
                        [&](int column) { return std::isnan(table.columns[std::size_t(column)].numbers[row]); });
}

std::string rowsText(Index rows) { return counted(std::size_t(rows), "row"); }

/// Takes the time of rows that lack a number, and says how many rows are left out.
void leaveOut(MappedTable& mapped, const Table& table, const std::vector<int>& columns, std::vector<Real>& times) {
    bool any = false;
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (std::isnan(times[row])) {
            ++mapped.rowsWithoutTime;
        } else if (!isComplete(table, columns, row)) {
            ++mapped.incompleteRows;
            times[row] = kNoTime;
        } else {
            any = true;
        }
    }
    std::vector<int> holed = columns;
    std::erase_if(holed, [&](int column) {
        const TableColumn& c = table.columns[std::size_t(column)];
        return !c.firstMissing && !c.firstBad;
    });
    if (mapped.rowsWithoutTime > 0)
        mapped.understanding += " · " + rowsText(mapped.rowsWithoutTime) + " without a time left out";
    if (mapped.incompleteRows > 0)
        mapped.understanding += " · " + rowsText(mapped.incompleteRows) + " without a value in " +
                                (holed.size() > 1 ? "one of " : "") + table.names(holed) + " left out";
    if (!any)
        refuse(Sentence::of("%1: no row has both a time and a value in every column used.", table.source),
               mapped.incompleteRows > 0 ? Sentence::of("Leave out a column of these: %1.", table.names(holed))
                                         : Sentence::of("Choose another time column."));
}

void requireWeights(const Table& table, int column, const std::vector<int>& snapshotOf) {
    const auto& weights = table.columns[std::size_t(column)].numbers;
    for (std::size_t row = 0; row < weights.size(); ++row)
        if (snapshotOf[row] >= 0 && weights[row] < 0)
            refuse(
                Sentence::of("%1, row %2: the weight is %3.", table.source, row + 1, shortNumber(weights[row])),
                Sentence::of("Weights must not be negative; give the column another role if it holds something else."));
}

/// Whether weights say anything: all 1 is what points without weights have.
bool saysWeights(const std::vector<double>& weights) {
    return std::any_of(weights.begin(), weights.end(),
                       [](double weight) { return weight != 1 && !std::isnan(weight); });
}

/// The column that names the snapshots, one name in each; −1 without one. `rows` are those of each snapshot.
int nameColumn(const Table& table, const ColumnMapping& mapping, const std::vector<std::vector<Index>>& rows) {
    const int index = table.find(kSnapshotNameColumn);
    if (index < 0 || mapping.roles[std::size_t(index)] != ColumnRole::Attribute ||
        !table.columns[std::size_t(index)].isText)
        return -1;
    const auto& codes = table.columns[std::size_t(index)].codes;
    const bool isOneEach = std::all_of(rows.begin(), rows.end(), [&](const std::vector<Index>& own) {
        return std::all_of(own.begin(), own.end(),
                           [&](Index row) { return codes[std::size_t(row)] == codes[std::size_t(own.front())]; });
    });
    return isOneEach ? index : -1;
}

/// The columns' values in some rows. Shape: one row per column.
Matrix valuesIn(const Table& table, const std::vector<int>& columns, const std::vector<Index>& rows) {
    Matrix values(Index(columns.size()), Index(rows.size()));
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const TableColumn& column = table.columns[std::size_t(columns[k])];
        for (std::size_t j = 0; j < rows.size(); ++j) {
            const auto row = std::size_t(rows[j]);
            values(Index(k), Index(j)) = column.isText ? Real(column.codes[row]) : column.numbers[row];
        }
    }
    return values;
}

} // namespace

MappedTable applyMapping(const Table& table, const ColumnMapping& mapping) {
    MappedTable mapped;
    mapped.mapping = mapping;
    const std::vector<int> coordinates = requireCoordinates(table, mapping);
    const int timeColumn = mapping.indexOf(ColumnRole::Time);
    int weightColumn = mapping.indexOf(ColumnRole::Weight);
    std::vector<int> numbers = coordinates;
    if (weightColumn >= 0) {
        requireNumbers(table, weightColumn, mapping.incompleteRows);
        numbers.push_back(weightColumn);
    }

    std::vector<Real> times(std::size_t(table.rows()), 0);
    std::optional<TimeAxis>& axis = mapped.mapping.times;
    if (timeColumn < 0) {
        axis.reset();
    } else {
        if (!axis)
            axis = guessTimeAxis(table.columns[std::size_t(timeColumn)]);
        times = requireTimes(table, timeColumn, *axis, mapping.incompleteRows);
        mapped.dataset.timeUnit = axis->unit;
    }
    mapped.understanding = description(table, mapped.mapping);
    leaveOut(mapped, table, numbers, times);
    Grouping grouping = axis && axis->bins ? byBin(times, *axis) : byTime(table, timeColumn, times);
    if (axis && !axis->bins && axis->kind != TimeKind::Numbers)
        nameByTime(grouping.snapshots, *axis);
    if (weightColumn >= 0)
        requireWeights(table, weightColumn, grouping.snapshotOf);
    if (weightColumn >= 0 && !saysWeights(table.columns[std::size_t(weightColumn)].numbers))
        weightColumn = -1;

    Dataset& dataset = mapped.dataset;
    dataset.title = table.source.substr(0, table.source.find_last_of('.'));
    for (const int column : coordinates)
        if (table.hasHeader)
            dataset.axisNames.push_back(table.columns[std::size_t(column)].name);
    std::vector<std::vector<Index>> rows(grouping.snapshots.size());
    for (std::size_t row = 0; row < grouping.snapshotOf.size(); ++row)
        if (grouping.snapshotOf[row] >= 0)
            rows[std::size_t(grouping.snapshotOf[row])].push_back(Index(row));
    std::vector<int> attributes = mapping.columnsOf(ColumnRole::Attribute);
    const int names = nameColumn(table, mapping, rows);
    std::erase(attributes, names);
    for (const int column : attributes)
        dataset.attributes.push_back(
            {table.columns[std::size_t(column)].name, table.columns[std::size_t(column)].categories});

    for (std::size_t k = 0; k < rows.size(); ++k) {
        Snapshot& snapshot = grouping.snapshots[k];
        if (names >= 0 && !rows[k].empty())
            if (const auto code = table.columns[std::size_t(names)].codes[std::size_t(rows[k].front())]; code >= 0)
                snapshot.name = table.columns[std::size_t(names)].categories[std::size_t(code)];
        RowVector weights;
        if (weightColumn >= 0)
            weights = valuesIn(table, {weightColumn}, rows[k]);
        snapshot.points =
            PointSet(valuesIn(table, coordinates, rows[k]), weights, valuesIn(table, attributes, rows[k]));
        dataset.snapshots.push_back(std::move(snapshot));
    }
    return mapped;
}

PointsAtTimes pointsAtTimes(const Table& table, const ColumnMapping& mapping, int dimension) {
    ColumnMapping strict = mapping;
    strict.incompleteRows = IncompleteRows::Refuse;
    const std::vector<int> coordinates = requireCoordinates(table, strict);
    if (int(coordinates.size()) != dimension)
        refuse(Sentence::of("%1 has %2 (%3), the model has %4.", table.source,
                            coordinates.size() == 1 ? Sentence::of("1 coordinate")
                                                    : Sentence::of("%1 coordinates", coordinates.size()),
                            table.names(coordinates), dimension),
               Sentence::of("Give the file one column for each coordinate, in the model's order."));
    PointsAtTimes result;
    if (const int time = mapping.indexOf(ColumnRole::Time); time >= 0) {
        const TableColumn& column = table.columns[std::size_t(time)];
        const TimeAxis axis = mapping.times ? *mapping.times : guessTimeAxis(column);
        if (axis.kind == TimeKind::Categories)
            refuse(Sentence::of("%1, column %2: \"%3\" is no time; a number such as 3 or \"day 3\" was expected.",
                                table.source, column.name,
                                column.categories.empty() ? "" : shownInMessage(column.categories.front())),
                   Sentence::of("Choose another time column, or call the times as the snapshots are called."));
        const std::vector<Real> times = requireTimes(table, time, axis, IncompleteRows::Refuse);
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
