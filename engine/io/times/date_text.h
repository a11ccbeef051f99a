#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Which number of a date such as 01.02.2024 is the day.
enum class DateOrder { DayFirst, MonthFirst };

/// Texts read as dates, with or without a time of the day.
struct DateReading {
    std::vector<double> days; ///< since 1 January 1970, one per text
    /// Empty where the dates say themselves which part is the month: 2024-03-01, 1 Mar 2024.
    std::optional<DateOrder> order;
    bool isAmbiguous = false; ///< the other order would do as well, and gives other dates
};

/// Reads texts as dates; empty when one of them is none. Understood are 2024-03-01, 2024/3/1, 20240301, 2024-03,
/// 01.02.2024, 02/13/24, 1 Mar 2024, March 1, 2024, each with a time of the day behind it: T12:30, 12:30:15.5, 2:30 pm,
/// with Z or +01:00. Which number is the day is decided by all texts together, else it is the first.
/// `order` forces one; the result is empty where it is impossible.
std::optional<DateReading> readDates(const std::vector<std::string_view>& texts, std::optional<DateOrder> order = {});

/// Hours of times of the day or durations such as 8:30 and 36:00:15; empty when one text is none.
std::optional<std::vector<double>> readClockTimes(const std::vector<std::string_view>& texts);

/// The first date written with its year first within a text, e.g. in a file name: "cells_2024-03-01_a" → "2024-03-01".
/// Empty without one.
std::string_view dateWithin(std::string_view text);

} // namespace engine
