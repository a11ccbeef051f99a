#pragma once

#include <cstdint>
#include <vector>

namespace ui {

/// A picture in memory: rows from the top, four bytes red, green, blue, alpha a pixel, no padding.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;

    bool isEmpty() const { return rgba.empty(); }
    const std::uint8_t* row(int y) const { return rgba.data() + std::size_t(y) * std::size_t(width) * 4; }
};

} // namespace ui
