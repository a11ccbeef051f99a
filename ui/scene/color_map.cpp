#include "ui/scene/color_map.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

std::vector<Color> colors(std::initializer_list<unsigned> rgb) {
    std::vector<Color> result;
    for (const unsigned c : rgb)
        result.push_back(Color::hex(c));
    return result;
}

// Anchors of the look (resources/style/tokens.json, section data); viridis and cividis by their published samples.
const std::vector<Color> kSnapshotsDark = colors({0x805DDF, 0x6C89EF, 0x4EB2F1, 0x4ED3E1, 0x72EDC6, 0xBDFB9B});
const std::vector<Color> kSnapshotsLight = colors({0xB07FD0, 0x6572E4, 0x1174B4, 0x006B74, 0x005C41, 0x1B490F});
const std::vector<Color> kLampDark = colors({0x3A1D0C, 0x6B2F0A, 0x9C4708, 0xCC650E, 0xF5A83C, 0xFFCF7D, 0xFFF1D0});
const std::vector<Color> kLampLight = colors({0xF3CF9B, 0xE5A95B, 0xCE7F22, 0xA85A00, 0x7F3F00, 0x572800, 0x331600});
const std::vector<Color> kGrowthDark = colors({0x5AA9F5, 0x4A86BD, 0x456684, 0x5E6268, 0x9A7040, 0xD18A32, 0xFFB54A});
const std::vector<Color> kGrowthLight = colors({0x0B4F9C, 0x4C82BE, 0x9DB8D6, 0xD8D8D8, 0xE0B37C, 0xC17A1E, 0x8A4700});
// Every colour twice: between its two anchors the map does not change.
const std::vector<Color> kLabelsDark = colors({0x6FB7E9, 0x6FB7E9, 0xF28E6B, 0xF28E6B, 0x7BD3A8, 0x7BD3A8, 0xE7CF5B,
                                               0xE7CF5B, 0xC79BE0, 0xC79BE0, 0xB9BEC6, 0xB9BEC6});
const std::vector<Color> kLabelsLight = colors({0x1F6FA8, 0x1F6FA8, 0xB5482A, 0xB5482A, 0x1B7F5C, 0x1B7F5C, 0x8A6B00,
                                                0x8A6B00, 0x7E4FA3, 0x7E4FA3, 0x5C636C, 0x5C636C});
const std::vector<Color> kViridis =
    colors({0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725});
const std::vector<Color> kCividis =
    colors({0x00204D, 0x00306F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46});

} // namespace

ColorMap::ColorMap(const std::vector<Color>& anchors, bool perceptual) {
    for (int i = 0; i < kSize; ++i) {
        const double place = double(i) / (kSize - 1) * double(anchors.size() - 1);
        const auto left = std::min(std::size_t(place), anchors.size() - 2);
        const double u = place - double(left);
        const Color color = perceptual ? mixPerceptually(anchors[left], anchors[left + 1], u)
                                       : mix(anchors[left], anchors[left + 1], u);
        m_colors[std::size_t(i)] = color;
        m_packed[std::size_t(i)] = packed(color);
    }
}

std::size_t ColorMap::index(double u) {
    return u > 0 ? std::size_t(std::min(u, 1.0) * (kSize - 1) + 0.5) : 0; // not a number counts as 0
}

const ColorMap& colorMap(Palette palette, bool dark) {
    static const ColorMap lampDark(kLampDark), lampLight(kLampLight), growthDark(kGrowthDark),
        growthLight(kGrowthLight), viridis(kViridis), cividis(kCividis), snapshotsDark(kSnapshotsDark, true),
        snapshotsLight(kSnapshotsLight, true), labelsDark(kLabelsDark), labelsLight(kLabelsLight);
    switch (palette) {
    case Palette::Lamp:
        return dark ? lampDark : lampLight;
    case Palette::Growth:
        return dark ? growthDark : growthLight;
    case Palette::Cividis:
        return cividis;
    case Palette::Snapshots:
        return dark ? snapshotsDark : snapshotsLight;
    case Palette::Labels:
        return dark ? labelsDark : labelsLight;
    case Palette::Viridis:
        break;
    }
    return viridis;
}

Color snapshotColor(int index, int count, bool dark) {
    const std::vector<Color>& anchors = dark ? kSnapshotsDark : kSnapshotsLight;
    if (count <= 1)
        return anchors[2];
    const double place = double(std::clamp(index, 0, count - 1)) / (count - 1) * double(anchors.size() - 1);
    const auto left = std::min(std::size_t(place), anchors.size() - 2);
    return mixPerceptually(anchors[left], anchors[left + 1], place - double(left));
}

} // namespace ui
