#include "ui/export/palette.h"

#include <algorithm>

namespace ui {

namespace {
int channel(int bin, int c) { return (bin >> (10 - 5 * c)) & 31; }
} // namespace

struct PaletteBuilder::Box {
    std::vector<int> bins;
    int widest = 0; ///< channel
    int spread = 0; ///< along it
};

void PaletteBuilder::measure(Box& box) const {
    box.spread = 0;
    for (int c = 0; c < 3; ++c) {
        const auto [low, high] = std::minmax_element(box.bins.begin(), box.bins.end(),
                                                     [c](int a, int b) { return channel(a, c) < channel(b, c); });
        if (const int spread = channel(*high, c) - channel(*low, c); spread > box.spread) {
            box.spread = spread;
            box.widest = c;
        }
    }
}

Palette256 PaletteBuilder::build() const {
    std::vector<Box> boxes(1);
    for (std::size_t i = 0; i < m_bins.size(); ++i)
        if (m_bins[i].count > 0)
            boxes[0].bins.push_back(int(i));
    Palette256 palette;
    palette.nearest.assign(m_bins.size(), 0);
    palette.argb.fill(0xff000000U);
    if (boxes[0].bins.empty())
        return palette;
    measure(boxes[0]);
    while (boxes.size() < palette.argb.size()) {
        const auto largest = std::max_element(boxes.begin(), boxes.end(),
                                              [](const Box& a, const Box& b) { return a.spread < b.spread; });
        if (largest->spread == 0)
            break;
        const int c = largest->widest;
        std::sort(largest->bins.begin(), largest->bins.end(),
                  [c](int a, int b) { return channel(a, c) < channel(b, c); });
        const auto middle = std::ptrdiff_t(largest->bins.size() / 2);
        Box upper;
        upper.bins.assign(largest->bins.begin() + middle, largest->bins.end());
        largest->bins.resize(std::size_t(middle));
        measure(*largest);
        measure(upper);
        boxes.push_back(std::move(upper));
    }

    std::vector<std::array<int, 3>> colors;
    for (const Box& box : boxes) {
        Bin all;
        for (const int i : box.bins) {
            const Bin& b = m_bins[std::size_t(i)];
            all.count += b.count;
            for (std::size_t c = 0; c < 3; ++c)
                all.sum[c] += b.sum[c];
        }
        std::array<int, 3> color{};
        for (std::size_t c = 0; c < 3; ++c)
            color[c] = int((all.sum[c] + all.count / 2) / all.count);
        palette.argb[colors.size()] =
            0xff000000U | unsigned(color[0]) << 16 | unsigned(color[1]) << 8 | unsigned(color[2]);
        colors.push_back(color);
    }
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const Bin& b = m_bins[i];
        std::array<int, 3> wanted{};
        for (std::size_t c = 0; c < 3; ++c)
            wanted[c] = b.count > 0 ? int(b.sum[c] / b.count) : channel(int(i), int(c)) * 8 + 4;
        int distance = 1 << 30;
        for (std::size_t k = 0; k < colors.size(); ++k) {
            const int r = wanted[0] - colors[k][0], g = wanted[1] - colors[k][1], u = wanted[2] - colors[k][2];
            if (const int d = 2 * r * r + 4 * g * g + 3 * u * u; d < distance) {
                distance = d;
                palette.nearest[i] = std::uint8_t(k);
            }
        }
    }
    return palette;
}

} // namespace ui
