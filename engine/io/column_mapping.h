#pragma once

#include "engine/io/table.h"
#include "engine/io/times/time_axis.h"

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

/// What becomes of rows without a number in a coordinate or the weight. A row without a time is treated alike.
enum class IncompleteRows {
    LeaveOutMissing, ///< left out where the cell says that there is no value; a word in its place is refused
    LeaveOutAll,     ///< left out whatever stands there
    Refuse,
};

/// What the columns of a table mean: a value that can be guessed, shown, changed and applied again.
struct ColumnMapping {
    std::vector<ColumnRole> roles;    ///< one per column of the table
    std::vector<int> coordinateOrder; ///< coordinate columns in the order wanted; empty: that of the table
    std::optional<TimeAxis> times;    ///< what the cells of the time column mean; empty: guessed when applied
    IncompleteRows incompleteRows = IncompleteRows::LeaveOutMissing;

    int indexOf(ColumnRole role) const; ///< the first column of this role, −1 without one
    std::vector<int> columnsOf(ColumnRole role) const;
    bool operator==(const ColumnMapping&) const = default;
};

/// Columns named on the command line; what is not named is guessed.
struct ColumnChoice {
    std::optional<std::string> time;
    std::vector<std::string> coordinates; ///< in the order wanted; empty: guessed
    std::optional<std::string> weight;
    std::optional<int> bins = {}; ///< cut the time into so many; empty: only where it is continuous
};

/// Most coordinates that are trained as they are: beyond that, velocities on a plain network are hopeless anyway, and
/// principal components take their place.
inline constexpr int kMostCoordinates = 256;
/// Most coordinates a file may have.
inline constexpr int kMostMeasured = 65'536;
/// The roles the names and contents suggest. Every column of numbers is a coordinate except time, weight, identity,
/// label and velocity columns and those without a value in most rows; where there are longitude and latitude, these
/// alone are the coordinates.
ColumnMapping guessMapping(const Table& table);
/// The guess with the named columns put in their roles; named coordinates make all others attributes.
/// Errors: Error{InvalidArgument} for a name the table does not have, listing those it has.
ColumnMapping mappingFor(const Table& table, const ColumnChoice& choice);

/// "time: t · coordinates: x, y · weight: w", with how the times were understood where `mapping` says so, for the
/// command line and the window.
std::string description(const Table& table, const ColumnMapping& mapping);

/// Whether a table draws lines on a map rather than a population: longitude and latitude without a time, and one column
/// of names each of which holds one run of rows.
bool isOverlay(const Table& table, const ColumnMapping& mapping);

} // namespace engine
