#pragma once

#include <cstdint>

namespace ui {

/// A colour as people write it: sRGB components and opacity, all in 0 … 1.
struct Color {
    float red = 0, green = 0, blue = 0, alpha = 1;

    /// From 0xRRGGBB.
    static constexpr Color hex(unsigned rgb, float alpha = 1) {
        return {float((rgb >> 16) & 0xff) / 255, float((rgb >> 8) & 0xff) / 255, float(rgb & 0xff) / 255, alpha};
    }
    constexpr Color withAlpha(float a) const { return {red, green, blue, a}; }
    constexpr Color faded(float factor) const { return {red, green, blue, alpha * factor}; }
    /// 0xRRGGBB, without the opacity.
    unsigned rgb() const;

    bool operator==(const Color&) const = default;
};

/// Four bytes red, green, blue, alpha in memory: what vertex buffers hold.
std::uint32_t packed(Color color);

/// Between two colours, straight in sRGB: as a style sheet's gradient.
Color mix(Color a, Color b, double u);
/// Between two colours in OKLab, where equal steps look equal.
Color mixPerceptually(Color a, Color b, double u);

} // namespace ui
