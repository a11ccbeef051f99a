#pragma once

#include <string>

namespace engine {

/// A number as a person writes it, for messages and names: exact where that is short, else six digits.
std::string shortNumber(double value);
/// The shortest text that reads back as the same number, for files. Always with a decimal point, whatever the locale.
std::string exactNumber(double value);
std::string exactNumber(float value);

} // namespace engine
