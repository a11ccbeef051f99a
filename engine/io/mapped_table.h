#pragma once

#include "engine/data/dataset.h"
#include "engine/io/column_mapping.h"

#include <string>

namespace engine {

/// What a table became, and what is worth saying about it.
struct MappedTable {
    Dataset dataset;
    ColumnMapping mapping;     ///< with the times filled in where they were left to be guessed
    Index rowsWithoutTime = 0; ///< left out
    Index incompleteRows = 0;  ///< left out for want of a coordinate or a weight
    std::string understanding; ///< one line: the roles, the times, what was left out
};

/// The snapshots a table holds: rows with equal times, or with times in one bin, belong together. What the times are
/// called in the file becomes the snapshots' names.
/// Errors: Error{UnusableInput} with file, line and column: a cell of a used column that is no finite number and may not
///         be left out, no row left, no or too many coordinates, too many times, a negative weight.
MappedTable applyMapping(const Table& table, const ColumnMapping& mapping);

/// Times and positions of rows, in their order, for evaluating a model at given places.
struct PointsAtTimes {
    Times times; ///< empty when the table has no time column
    Points points;
};
/// Every row counts here: none is left out and no time is binned. Text that is no time is understood only where the
/// mapping says how: see alignTo.
/// Errors: as applyMapping, and Error{UnusableInput} when the number of coordinates is not `dimension`.
PointsAtTimes pointsAtTimes(const Table& table, const ColumnMapping& mapping, int dimension);

} // namespace engine
