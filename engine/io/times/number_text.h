#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Texts read as numbers with words around them.
struct NumberReading {
    std::vector<double> values; ///< one per text
    std::string unit;           ///< "days"; empty when the texts do not say
    std::string remark;         ///< what was done beyond reading the number, for people; may be empty
};

/// The one number in each text that can be a time: "day 3", "D3", "E12.5", "t=4", "12h", "2 weeks", "1 h 30 min". Among
/// several in a text it is the one with a word of time at it, else the only one that differs between the texts; "3-6 h"
/// is the middle of a range. Different units become the finest of them; postnatal days (P7) follow embryonic ones
/// (E12.5) where both occur. Empty when a text has no such number.
std::optional<NumberReading> readNumbersInTexts(const std::vector<std::string_view>& texts);

/// Whether a word of time or a unit stands at a number of the text: true for "cells_day3", false for "cells3".
bool saysTime(std::string_view text);

/// "h" and "hrs" → "hours"; empty for a word that is no unit of time.
std::string timeUnitNamed(std::string_view word);

} // namespace engine
