#pragma once

#include <cstdint>
#include <string>

namespace ui {

/// The largest of 1, 2, 5 × 10ᵏ that is not above `value`.
double niceBelow(double value);
/// The smallest that is not below.
double niceAbove(double value);

/// A tick of a scale in steps of `step`: as many decimals as the step needs, true minus sign, thin spaces between
/// thousands, powers of ten beyond a million.
std::string tickText(double value, double step);
/// A number with so many significant digits, set the same way.
std::string numberText(double value, int digits = 3);
/// With as many decimals as it has, six at most: 0.25, 2, −1.5.
std::string shortNumberText(double value);
/// A time as it stands everywhere: whole numbers as they are, others with two decimals at least: 2, 0.50, 0.125.
std::string timeText(double time);
/// A count, with thin spaces between thousands.
std::string countText(std::int64_t count);

} // namespace ui
