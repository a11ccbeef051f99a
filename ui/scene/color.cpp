#include "ui/scene/color.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace ui {

namespace {

unsigned byte(float value) { return unsigned(std::lround(std::clamp(value, 0.F, 1.F) * 255)); }

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double encoded(double c) { return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055; }

using Lab = std::array<double, 3>;

// The matrices of Björn Ottosson's OKLab.
Lab toOklab(Color c) {
    const double r = linear(c.red), g = linear(c.green), b = linear(c.blue);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Color fromOklab(const Lab& lab, float alpha) {
    const auto cube = [](double x) { return x * x * x; };
    const double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
    const double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
    const double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
    const auto channel = [](double c) { return float(encoded(std::clamp(c, 0.0, 1.0))); };
    return {channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha};
}

} // namespace

unsigned Color::rgb() const { return byte(red) << 16 | byte(green) << 8 | byte(blue); }

std::uint32_t packed(Color c) {
    const std::array<std::uint8_t, 4> bytes = {std::uint8_t(byte(c.red)), std::uint8_t(byte(c.green)),
                                               std::uint8_t(byte(c.blue)), std::uint8_t(byte(c.alpha))};
    return std::bit_cast<std::uint32_t>(bytes);
}

Color mix(Color a, Color b, double u) {
    const float v = float(u);
    return {a.red + (b.red - a.red) * v, a.green + (b.green - a.green) * v, a.blue + (b.blue - a.blue) * v,
            a.alpha + (b.alpha - a.alpha) * v};
}

Color mixPerceptually(Color a, Color b, double u) {
    const Lab from = toOklab(a), to = toOklab(b);
    const auto between = [u](double x, double y) { return x + (y - x) * u; };
    return fromOklab({between(from[0], to[0]), between(from[1], to[1]), between(from[2], to[2])},
                     float(between(a.alpha, b.alpha)));
}

} // namespace ui
