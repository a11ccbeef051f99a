#include "engine/io/snapshot_table.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/column_builder.h"
#include "engine/io/column_guess.h"
#include "engine/io/table_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

/// "t", or with a unit a name that says it: "days", "t (h)".
std::string timeNameFor(const std::string& unit) {
    if (unit.empty())
        return "t";
    return timeUnitOf(unit) == unit ? unit : "t (" + unit + ")";
}

void append(TableColumn& all, const TableColumn& more) {
    all.isText = more.isText;
    all.categories = more.categories;
    all.codes.insert(all.codes.end(), more.codes.begin(), more.codes.end());
    all.numbers.insert(all.numbers.end(), more.numbers.begin(), more.numbers.end());
}

} // namespace

std::vector<TableColumn> attributeColumns(const Dataset& dataset, const PointSet& points) {
    const Matrix values = points.attributes();
    const auto rows = std::size_t(points.size());
    std::vector<TableColumn> columns;
    for (std::size_t k = 0; k < dataset.attributes.size(); ++k) {
        const AttributeColumn& attribute = dataset.attributes[k];
        const bool isThere = Index(k) < values.rows();
        TableColumn column;
        column.name = attribute.name;
        column.isText = !attribute.categories.empty();
        for (std::size_t i = 0; i < rows; ++i) {
            const Real value = isThere ? values(Index(k), Index(i)) : std::nan("");
            if (!column.isText)
                column.numbers.push_back(value);
            else
                column.codes.push_back(value >= 0 && value < Real(attribute.categories.size()) ? int(value) : -1);
        }
        column.categories = attribute.categories;
        columns.push_back(std::move(column));
    }
    return columns;
}

SnapshotTable::SnapshotTable(const Dataset& dataset) {
    std::vector<double> times;
    TextColumnBuilder names(kSnapshotNameColumn);
    std::vector<std::vector<double>> places(static_cast<std::size_t>(dataset.dimension()));
    std::vector<double> weights;
    std::vector<TableColumn> attributes(dataset.attributes.size());
    bool isWeighted = false, isNamed = false;
    for (const Snapshot& snapshot : dataset.snapshots) {
        const auto n = std::size_t(snapshot.points.size());
        if (n > 0 && snapshot.points.dimension() != int(places.size()))
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("The snapshot at %1 has another dimension than the first one.",
                                     shortNumber(snapshot.time)),
                        Sentence::of("All snapshots must have the same coordinates."));
        firstRows.push_back(Index(times.size()));
        times.insert(times.end(), n, snapshot.time);
        const Points points = snapshot.points.points();
        for (std::size_t axis = 0; n > 0 && axis < places.size(); ++axis)
            places[axis].insert(places[axis].end(), points.row(Index(axis)).begin(), points.row(Index(axis)).end());
        const RowVector own = snapshot.points.weights();
        weights.insert(weights.end(), own.begin(), own.end());
        weights.resize(times.size(), 1);
        isWeighted |= own.size() > 0;
        const std::vector<TableColumn> columns = attributeColumns(dataset, snapshot.points);
        for (std::size_t k = 0; k < columns.size(); ++k)
            append(attributes[k], columns[k]);
        for (std::size_t i = 0; i < n; ++i)
            names.add(snapshot.name);
        isNamed |= !snapshot.name.empty();
    }
    firstRows.push_back(Index(times.size()));

    std::vector<std::string> taken;
    const auto add = [&](const std::string& name, TableColumn column) {
        column.name = uniqueName(name, taken);
        table.columns.push_back(std::move(column));
    };
    table.source = dataset.title;
    table.hasHeader = true;
    coordinates = places.size();
    add(timeNameFor(dataset.timeUnit), numberColumn({}, std::move(times)));
    const std::vector<std::string> axes = namesOfAxes(dataset.axisNames, int(places.size()));
    for (std::size_t axis = 0; axis < places.size(); ++axis)
        add(axes[axis], numberColumn({}, std::move(places[axis])));
    const bool hasNumbers =
        std::any_of(attributes.begin(), attributes.end(), [](const TableColumn& column) { return !column.isText; });
    if (isWeighted || hasNumbers)
        add("weight", numberColumn({}, std::move(weights)));
    else
        taken.emplace_back("weight");
    if (isNamed)
        taken.emplace_back(kSnapshotNameColumn);
    for (std::size_t k = 0; k < attributes.size(); ++k)
        add(dataset.attributes[k].name, std::move(attributes[k]));
    if (isNamed)
        table.columns.push_back(names.take());
}

std::vector<const TableColumn*> SnapshotTable::others() const {
    std::vector<const TableColumn*> columns;
    for (std::size_t c = 1 + coordinates; c < table.columns.size(); ++c)
        columns.push_back(&table.columns[c]);
    return columns;
}

} // namespace engine
