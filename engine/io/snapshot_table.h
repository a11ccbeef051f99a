#pragma once

#include "engine/data/dataset.h"
#include "engine/io/table.h"

#include <vector>

namespace engine {

/// The name of the column that carries the names of snapshots.
inline constexpr char kSnapshotNameColumn[] = "snapshot";
/// The name of the array that says how coordinates are called, in formats that keep them together without names.
inline constexpr char kAxisNamesArray[] = "axis_names";

/// What travels with these points of a dataset: its attributes as columns; all missing where they have none.
std::vector<TableColumn> attributeColumns(const Dataset& dataset, const PointSet& points);

/// Snapshots as one table, as `applyMapping` reads them back: the time, coordinates, weight, attributes, and names of
/// snapshots where there are any. Weights are there when a snapshot has some, and in front of attributes of numbers,
/// which nothing else would tell from coordinates.
/// Errors: Error{UnusableInput} for snapshots of unequal dimensions.
struct SnapshotTable {
    Table table;
    std::size_t coordinates = 0;  ///< so many columns behind the time
    std::vector<Index> firstRows; ///< of each snapshot, and behind the last one

    explicit SnapshotTable(const Dataset& dataset);
    const TableColumn& time() const { return table.columns.front(); }
    const TableColumn& coordinate(std::size_t axis) const { return table.columns[1 + axis]; }
    /// The columns behind the coordinates.
    std::vector<const TableColumn*> others() const;
};

} // namespace engine
