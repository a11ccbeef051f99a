#include "engine/io/times/time_axis.h"

#include "engine/core/text.h"
#include "engine/io/column_guess.h"
#include "engine/io/csv_format.h"
#include "engine/io/missing_value.h"
#include "engine/io/times/number_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_set>

namespace engine {

namespace {

constexpr Real kNoTime = std::numeric_limits<Real>::quiet_NaN();
/// Fewer rows a time than this are no population, and so many times are no series of measurements.
constexpr std::size_t kRowsATime = 2, kManyTimes = 24;

/// The different numbers in ascending order, without NaN; one more than `most` when there are more.
std::vector<double> differentNumbers(const std::vector<double>& numbers, std::size_t most) {
    std::unordered_set<double> seen;
    double previous = kNoTime;
    for (const double number : numbers) {
        if (number == previous || std::isnan(number)) // rows often come sorted
            continue;
        seen.insert(previous = number);
        if (seen.size() > most)
            break;
    }
    std::vector<double> different(seen.begin(), seen.end());
    std::sort(different.begin(), different.end());
    return different;
}

std::string wordsFor(const DateReading& dates) {
    if (!dates.order)
        return {};
    const std::string order = *dates.order == DateOrder::DayFirst ? "day before month" : "month before day";
    return dates.isAmbiguous ? order + ", though month before day is possible as well" : order;
}

/// What texts, none of them a missing value, were read as.
struct Reading {
    TimeKind kind = TimeKind::Categories;
    std::vector<double> times;
    std::string unit, remark;
    std::optional<Real> dayZero;
};

Reading fromDates(const DateReading& dates) {
    const Real zero = *std::min_element(dates.days.begin(), dates.days.end());
    Reading reading{TimeKind::Dates, dates.days, "days", wordsFor(dates), zero};
    for (double& day : reading.times)
        day -= zero;
    return reading;
}

/// Dates with words around them, the same in all: "visit 2024-03-01".
std::optional<DateReading> datesWithin(const std::vector<std::string_view>& texts) {
    std::vector<std::string_view> dates;
    for (const std::string_view text : texts)
        dates.push_back(dateWithin(text));
    const bool differ =
        std::any_of(dates.begin(), dates.end(), [&](const auto& date) { return date != dates.front(); });
    // A date that all share says when the experiment began, not what is its time.
    if (!differ && (dates.size() > 1 || dates.empty() || saysTime(texts.front())))
        return {};
    return readDates(dates);
}

Reading readTexts(const std::vector<std::string_view>& texts, std::optional<DateOrder> order) {
    if (const auto dates = readDates(texts, order))
        return fromDates(*dates);
    if (const auto hours = readClockTimes(texts))
        return {TimeKind::ClockTimes, *hours, "hours", {}, {}};
    if (const auto dates = datesWithin(texts))
        return fromDates(*dates);
    if (const auto numbers = readNumbersInTexts(texts))
        return {TimeKind::NumbersInText, numbers->values, numbers->unit, numbers->remark, {}};
    Reading reading;
    reading.times.resize(texts.size());
    std::iota(reading.times.begin(), reading.times.end(), 0.0);
    return reading;
}

TimeAxis axisOf(const std::vector<std::string>& texts, std::optional<DateOrder> order) {
    std::vector<std::string_view> present;
    for (const std::string& text : texts)
        if (!isMissingMarker(text))
            present.push_back(text);
    Reading reading = readTexts(present, order);
    TimeAxis axis{reading.kind, {}, reading.unit, reading.remark, reading.dayZero, {}};
    auto time = reading.times.begin();
    for (const std::string& text : texts)
        axis.entries.push_back({text, isMissingMarker(text) ? std::nullopt : std::optional<Real>(*time++)});
    return axis;
}

/// Numbers that are dates without separators: 20240301.
std::optional<DateReading> compactDates(const std::vector<double>& numbers) {
    std::vector<std::string> texts;
    for (const double number : numbers) {
        if (number != std::floor(number) || number < 1e7 || number >= 1e8)
            return {};
        texts.push_back(std::to_string(std::int64_t(number)));
    }
    return readDates({texts.begin(), texts.end()});
}

TimeAxis axisOf(const std::vector<double>& numbers) {
    TimeAxis axis;
    std::vector<double> different = differentNumbers(numbers, std::size_t(kMostTimes));
    if (const auto sample = compactDates(different)) {
        different = differentNumbers(numbers, numbers.size());
        if (const auto dates = compactDates(different)) {
            Reading reading = fromDates(*dates);
            axis = {reading.kind, {}, reading.unit, reading.remark, reading.dayZero, {}};
            for (std::size_t i = 0; i < different.size(); ++i)
                axis.entries.push_back({std::to_string(std::int64_t(different[i])), reading.times[i]});
            return axis;
        }
    }
    if (different.size() <= std::size_t(kMostTimes))
        for (const double number : different)
            axis.entries.push_back({shortNumber(number), number});
    return axis;
}

/// Some formats keep categories in the order of the alphabet: the rows say more.
void countByAppearance(TimeAxis& axis, const std::vector<std::int32_t>& codes) {
    std::vector<bool> seen(axis.entries.size(), false);
    Real next = 0;
    for (const std::int32_t code : codes) {
        if (code < 0 || seen[std::size_t(code)])
            continue;
        seen[std::size_t(code)] = true;
        if (axis.entries[std::size_t(code)].time)
            axis.entries[std::size_t(code)].time = next++;
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i])
            axis.entries[i].time.reset();
}

bool isContinuous(const TableColumn& column, const TimeAxis& axis) {
    if (axis.kind == TimeKind::Categories)
        return false;
    std::size_t different = axis.entries.size();
    if (axis.entries.empty())
        different = differentNumbers(column.numbers, std::size_t(kMostTimes)).size();
    return different > std::size_t(kMostTimes) ||
           (different >= kManyTimes && std::size_t(column.size()) < kRowsATime * different);
}

} // namespace

void TimeAxis::setTime(std::size_t entry, std::optional<Real> time) {
    entries[entry].time = time;
    kind = TimeKind::Chosen;
}

void TimeAxis::reorder(const std::vector<std::size_t>& wanted) {
    std::vector<std::optional<Real>> times;
    for (const std::size_t entry : order())
        times.push_back(entries[entry].time);
    assert(wanted.size() == times.size());
    for (std::size_t k = 0; k < wanted.size(); ++k)
        setTime(wanted[k], times[k]);
}

std::vector<std::size_t> TimeAxis::order() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].time)
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return *entries[a].time < *entries[b].time; });
    return order;
}

TimeAxis guessTimeAxis(const TableColumn& column, std::optional<DateOrder> order) {
    TimeAxis axis = column.isText ? axisOf(column.categories, order) : axisOf(column.numbers);
    if (axis.kind == TimeKind::Categories && !column.isOrdered)
        countByAppearance(axis, column.codes);
    if (axis.unit.empty() && axis.kind != TimeKind::Categories) // words are counted, whatever the column is called
        axis.unit = timeUnitOf(column.name);
    if (isContinuous(column, axis)) {
        axis.bins = TimeBins();
        if (axis.kind == TimeKind::Numbers)
            axis.entries.clear();
    }
    return axis;
}

TimeAxis guessTimeAxis(const std::vector<std::string>& texts, std::optional<DateOrder> order) {
    return axisOf(texts, order);
}

std::vector<Real> rowTimes(const TableColumn& column, const TimeAxis& axis) {
    const auto timeOf = [&](std::size_t entry) { return axis.entries[entry].time.value_or(kNoTime); };
    std::vector<Real> times;
    times.reserve(std::size_t(column.size()));
    if (column.isText) {
        assert(axis.entries.size() == column.categories.size());
        for (const std::int32_t code : column.codes)
            times.push_back(code < 0 ? kNoTime : timeOf(std::size_t(code)));
        return times;
    }
    if (axis.entries.empty())
        return column.numbers;
    const std::vector<double> different = differentNumbers(column.numbers, column.numbers.size());
    assert(axis.entries.size() == different.size());
    double previous = kNoTime;
    for (const double number : column.numbers) {
        if (number == previous) {
            times.push_back(times.back());
            continue;
        }
        previous = number;
        const auto found = std::lower_bound(different.begin(), different.end(), number);
        times.push_back(std::isnan(number) ? kNoTime : timeOf(std::size_t(found - different.begin())));
    }
    return times;
}

std::optional<Real> dayZeroOf(const Dataset& dataset) {
    std::vector<std::string_view> names;
    for (const Snapshot& snapshot : dataset.snapshots)
        names.push_back(snapshot.name);
    const auto dates = readDates(names);
    return dates ? std::optional(dates->days.front() - dataset.firstTime()) : std::nullopt;
}

void alignTo(TimeAxis& axis, const Dataset& dataset) {
    if (const std::optional<Real> zero = dayZeroOf(dataset); zero && axis.dayZero) {
        for (TimeEntry& entry : axis.entries)
            if (entry.time)
                *entry.time += *axis.dayZero - *zero;
        axis.dayZero = zero;
        return;
    }
    bool all = true;
    for (TimeEntry& entry : axis.entries) {
        const auto found = std::find_if(dataset.snapshots.begin(), dataset.snapshots.end(),
                                        [&](const Snapshot& s) { return !s.name.empty() && s.name == entry.text; });
        if (found != dataset.snapshots.end())
            entry.time = found->time;
        else
            all &= !entry.time;
    }
    if (axis.kind == TimeKind::Categories && all)
        axis.kind = TimeKind::Chosen;
}

namespace {

/// "early = 0, mid = 1, late = 2", the first of them.
std::string listOf(const TimeAxis& axis) {
    constexpr std::size_t kMost = 6;
    const std::vector<std::size_t> order = axis.order();
    std::string list;
    for (std::size_t k = 0; k < std::min(order.size(), kMost); ++k)
        list += (k > 0 ? ", " : "") + axis.entries[order[k]].text + " = " + shortNumber(*axis.entries[order[k]].time);
    return list + (order.size() > kMost ? ", …" : "");
}

/// "2024-03-01": the text of the earliest time; empty without one.
std::string earliestOf(const TimeAxis& axis) {
    const auto isEarlier = [](const TimeEntry& a, const TimeEntry& b) {
        return a.time && (!b.time || *a.time < *b.time); // those without a time come last
    };
    const auto found = std::min_element(axis.entries.begin(), axis.entries.end(), isEarlier);
    return found == axis.entries.end() ? std::string() : found->text;
}

} // namespace

std::string description(const TimeAxis& axis) {
    std::string text;
    switch (axis.kind) {
    case TimeKind::Numbers:
        break;
    case TimeKind::NumbersInText:
        text = "the numbers in the text" + (axis.unit.empty() ? "" : ", in " + axis.unit);
        break;
    case TimeKind::Dates:
        text = "days since " + earliestOf(axis);
        break;
    case TimeKind::ClockTimes:
        text = "times of the day in hours";
        break;
    case TimeKind::Categories:
        text = listOf(axis) + ", in the order of the file";
        break;
    case TimeKind::Chosen:
        text = listOf(axis) + " as chosen";
        break;
    }
    if (!axis.remark.empty())
        text += (text.empty() ? "" : ", ") + axis.remark;
    if (axis.bins)
        text += (text.empty() ? "" : ", ") + std::string("continuous, in ") + std::to_string(axis.bins->count) +
                (axis.bins->rule == TimeBins::Rule::EqualCount ? " bins of equally many rows" : " bins of equal width");
    return text;
}

} // namespace engine
