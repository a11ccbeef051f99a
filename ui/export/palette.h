#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace ui {

/// The colour with five bits a channel: 32,768 bins.
constexpr std::uint16_t colorBin(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    return std::uint16_t((red >> 3) << 10 | (green >> 3) << 5 | blue >> 3);
}

/// 256 colours, and which of them stands for each bin.
struct Palette256 {
    std::array<std::uint32_t, 256> argb{};
    std::vector<std::uint8_t> nearest;
};

/// Chooses the palette by median cut over a histogram of true colours, so that even areas keep theirs exactly.
class PaletteBuilder {
public:
    PaletteBuilder() : m_bins(1U << 15) {}
    void count(std::uint16_t bin, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
        Bin& b = m_bins[bin];
        ++b.count;
        b.sum[0] += red;
        b.sum[1] += green;
        b.sum[2] += blue;
    }
    Palette256 build() const;

private:
    struct Bin {
        std::uint64_t count = 0;
        std::array<std::uint64_t, 3> sum{};
    };
    struct Box;
    void measure(Box& box) const;

    std::vector<Bin> m_bins;
};

} // namespace ui
