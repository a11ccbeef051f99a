#pragma once

#include "engine/data/dataset.h"
#include "engine/io/table.h"
#include "engine/io/times/date_text.h"

#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Most different times a dataset may have: more is a continuous time that must be binned first.
inline constexpr int kMostTimes = 1000;

/// How the cells of a time column were understood.
enum class TimeKind {
    Numbers,       ///< as they stand there
    NumbersInText, ///< "day 3", "12h", "E12.5"
    Dates,         ///< days since the first of them
    ClockTimes,    ///< "8:30": hours
    Categories,    ///< words: 0, 1, 2, … as they appear in the file, or in its own order
    Chosen,        ///< set by a person
};

/// What one of the different values of a time column means.
struct TimeEntry {
    std::string text;         ///< as it stands in the file
    std::optional<Real> time; ///< empty: its rows are left out
    bool operator==(const TimeEntry&) const = default;
};

/// How a continuous time is cut into snapshots.
struct TimeBins {
    enum class Rule { EqualCount, EqualWidth };
    enum class Place { Mean, Center }; ///< where the snapshot's time is: at the mean of its times, or amid the bin
    Rule rule = Rule::EqualCount;
    Place place = Place::Mean;
    int count = 8;
    bool operator==(const TimeBins&) const = default;
};

/// What the values of a time column mean: a value that can be guessed, shown, changed and applied again.
struct TimeAxis {
    TimeKind kind = TimeKind::Numbers;
    /// One per category of a column of text, in their order; for numbers one per different value, ascending, or none
    /// where they are times as they stand.
    std::vector<TimeEntry> entries;
    std::string unit;   ///< label only
    std::string remark; ///< what could be understood otherwise, for people
    /// Where time 0 is, in days since 1 January 1970; only for dates.
    std::optional<Real> dayZero;
    std::optional<TimeBins> bins; ///< empty: rows with equal times belong together

    /// Another time for an entry, or none.
    void setTime(std::size_t entry, std::optional<Real> time);
    /// Gives the times there are, in ascending order, to the entries in this order. Shape: a permutation of the
    /// entries that have a time.
    void reorder(const std::vector<std::size_t>& order);
    /// The entries that have a time, in order of time.
    std::vector<std::size_t> order() const;
    bool operator==(const TimeAxis&) const = default;
};

/// Understands a time column. Text is read as dates, times of the day or numbers with words around them, else as
/// ordered categories; numbers such as 20240301 are dates. A time that hardly ever repeats is cut into eight bins.
/// `order` decides what 01.02.2024 means; without it the whole column does.
TimeAxis guessTimeAxis(const TableColumn& column, std::optional<DateOrder> order = {});
/// The same for texts that stand for one snapshot each, e.g. names of files.
TimeAxis guessTimeAxis(const std::vector<std::string>& texts, std::optional<DateOrder> order = {});

/// The time of every row; NaN where it has none. Shape: one per row of the column.
std::vector<Real> rowTimes(const TableColumn& column, const TimeAxis& axis);

/// Puts dates and categories on the axis of a dataset that was read before: what is called like one of its snapshots
/// gets that snapshot's time, and dates are counted from its day 0.
void alignTo(TimeAxis& axis, const Dataset& dataset);
/// Day 0 of a dataset whose snapshots are named by dates, in days since 1 January 1970; empty for others.
std::optional<Real> dayZeroOf(const Dataset& dataset);

/// "days since 2024-03-01", "early = 0, mid = 1, late = 2, in the order of the file": how the column was understood,
/// for people; empty for plain numbers.
std::string description(const TimeAxis& axis);

} // namespace engine
