#pragma once

#include "engine/data/dataset.h"
#include "engine/io/table.h"

#include <optional>
#include <string>
#include <vector>

namespace engine {

enum class ColumnRole {
    Time, ///< at most one; without it all rows are one snapshot at time 0
    Coordinate,
    Weight,    ///< at most one
    Attribute, ///< travels with the points: labels, ids, velocities, other measurements
    Ignore,
};

/// What the columns of a table mean: a value that can be guessed, shown, changed and applied again.
struct ColumnMapping {
    std::vector<ColumnRole> roles;    ///< one per column of the table
    std::vector<int> coordinateOrder; ///< coordinate columns in the order wanted; empty: that of the table

    int indexOf(ColumnRole role) const; ///< the first column of this role, −1 without one
    std::vector<int> columnsOf(ColumnRole role) const;
    bool operator==(const ColumnMapping&) const = default;
};

/// Columns named on the command line; what is not named is guessed.
struct ColumnChoice {
    std::optional<std::string> time;
    std::vector<std::string> coordinates; ///< in the order wanted; empty: guessed
    std::optional<std::string> weight;
};

/// Most coordinates a dataset may have: beyond that, velocities on a plain network are hopeless anyway.
inline constexpr int kMostCoordinates = 256;
/// Most different times a table may have: more is a continuous time that must be binned first.
inline constexpr int kMostTimes = 1000;

/// The roles the names and contents suggest. Every column of numbers is a coordinate except time, weight, identity,
/// label and velocity columns; where there are longitude and latitude, these alone are the coordinates.
ColumnMapping guessMapping(const Table& table);
/// The guess with the named columns put in their roles; named coordinates make all others attributes.
/// Errors: Error{InvalidArgument} for a name the table does not have, listing those it has.
ColumnMapping mappingFor(const Table& table, const ColumnChoice& choice);

/// "time: t · coordinates: x, y · weight: w", for the command line and the window.
std::string description(const Table& table, const ColumnMapping& mapping);

/// The snapshots a table holds: rows with equal times belong together.
/// Errors: Error{UnusableInput} with file, line and column: a cell of a used column that is no finite number, no or too
///         many coordinates, too many times, a negative weight.
Dataset applyMapping(const Table& table, const ColumnMapping& mapping);

/// Times and positions of rows, in their order, for evaluating a model at given places.
struct PointsAtTimes {
    Times times; ///< empty when the table has no time column
    Points points;
};
/// Errors: as applyMapping, and Error{UnusableInput} when the number of coordinates is not `dimension`.
PointsAtTimes pointsAtTimes(const Table& table, const ColumnMapping& mapping, int dimension);

} // namespace engine
