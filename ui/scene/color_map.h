#pragma once

#include "ui/scene/color.h"

#include <array>
#include <vector>

namespace ui {

/// A scale of colours over 0 … 1, sampled once into a table that layers look into per point.
class ColorMap {
public:
    /// `anchors` evenly spaced; between them in OKLab where steps must look equal, else in sRGB.
    explicit ColorMap(const std::vector<Color>& anchors, bool perceptual = false);

    Color at(double u) const { return m_colors[index(u)]; }
    /// As a vertex buffer wants it, opaque.
    std::uint32_t packedAt(double u) const { return m_packed[index(u)]; }

private:
    static constexpr int kSize = 256;
    static std::size_t index(double u);

    std::array<Color, kSize> m_colors;
    std::array<std::uint32_t, kSize> m_packed;
};

/// The maps of the look: what each may mean is said in the theme's list of colours.
enum class Palette {
    Lamp,      ///< speed of particles and trails
    Growth,    ///< growth rate, differences: diverging, symmetric about zero
    Viridis,   ///< action, likelihood
    Cividis,   ///< density
    Snapshots, ///< time, early to late
    Labels,    ///< kLabelColors categories that are not times, each a band of the map of its own
};
inline constexpr int kLabelColors = 6;

const ColorMap& colorMap(Palette palette, bool dark);

/// Where category `index` lies on Palette::Labels; they begin again after kLabelColors.
constexpr double labelTone(int index) { return (index % kLabelColors + 0.5) / kLabelColors; }

/// The colour of snapshot `index` of `count`, ordered by time: n snapshots sample the anchors evenly.
Color snapshotColor(int index, int count, bool dark);

} // namespace ui
