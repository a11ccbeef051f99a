#include "ui/scene/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace ui {

namespace {

const char* const kMinus = "\u2212";
const char* const kThinSpace = "\u2009";

/// Sets the plain decimal number of `printf`: minus sign, thin spaces.
std::string typeset(const std::string& plain) {
    const bool negative = plain.front() == '-';
    const std::string digits = plain.substr(negative ? 1 : 0);
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    std::string result;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (whole > 3 && i > 0 && i < whole && (whole - i) % 3 == 0)
            result += kThinSpace;
        result += digits[i];
    }
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    return negative && !zero ? kMinus + result : result;
}

std::string fixed(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return typeset(text.data());
}

/// 1.2×10⁷ as a person writes it.
std::string scientific(double value, int decimals) {
    int exponent = int(std::floor(std::log10(std::abs(value))));
    double mantissa = value / std::pow(10.0, exponent);
    if (std::abs(mantissa) >= 10 - 0.5 * std::pow(10.0, -decimals)) {
        mantissa /= 10;
        ++exponent;
    }
    static const std::array<const char*, 10> kRaised = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                                        "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    std::string power = exponent < 0 ? "\u207b" : "";
    for (const char digit : std::to_string(std::abs(exponent)))
        power += kRaised[std::size_t(digit - '0')];
    return fixed(mantissa, decimals) + "\u00d710" + power;
}

constexpr double kPlainLimit = 1e6; ///< from here on powers of ten

} // namespace

double niceBelow(double value) {
    if (!(value > 0) || !std::isfinite(value))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-12));
    const double lead = value / power * (1 + 1e-9);
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

double niceAbove(double value) {
    const double below = niceBelow(value);
    if (!(value > 0) || below >= value * (1 - 1e-9))
        return below;
    const double lead = below / std::pow(10.0, std::floor(std::log10(below) + 1e-12));
    return below * (lead < 1.5 ? 2 : lead < 3 ? 2.5 : 2);
}

std::string tickText(double value, double step) {
    if (std::abs(value) < 1e-6 * step)
        return "0";
    const int exponent = int(std::floor(std::log10(step) + 1e-9));
    if (std::abs(value) >= kPlainLimit || step < 1e-5) {
        const int lead = int(std::floor(std::log10(std::abs(value)) + 1e-9));
        return scientific(value, std::clamp(lead - exponent, 0, 12));
    }
    return fixed(value, std::max(0, -exponent));
}

std::string numberText(double value, int digits) {
    if (value == 0)
        return "0";
    if (!std::isfinite(value))
        return "\u2013";
    const int lead = int(std::floor(std::log10(std::abs(value)) + 1e-12));
    if (std::abs(value) >= kPlainLimit || lead < -4)
        return scientific(value, digits - 1);
    return fixed(value, std::max(0, digits - 1 - lead));
}

std::string shortNumberText(double value) {
    constexpr int kMost = 6;
    const double size = std::abs(value);
    if (!std::isfinite(value) || size >= kPlainLimit || (size > 0 && size < 1e-4))
        return numberText(value);
    int decimals = 0;
    for (double scaled = size; decimals < kMost && std::abs(scaled - std::round(scaled)) > 1e-9 * std::max(scaled, 1.0);
         ++decimals)
        scaled *= 10;
    return fixed(value, decimals);
}

std::string timeText(double time) {
    constexpr int kLeast = 2;
    const double size = std::abs(time);
    if (!std::isfinite(time) || size >= kPlainLimit || (size > 0 && size < 1e-4))
        return numberText(time);
    if (size == std::round(size))
        return fixed(time, 0);
    const int most = size < 0.1 ? 6 : 4; // what is seen of a third
    int decimals = kLeast;
    for (double scaled = 100 * size; decimals < most && std::abs(scaled - std::round(scaled)) > 1e-6; ++decimals)
        scaled *= 10;
    return fixed(time, decimals);
}

std::string countText(std::int64_t count) { return typeset(std::to_string(count)); }

} // namespace ui
