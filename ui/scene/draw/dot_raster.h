#pragma once

#include "ui/scene/draw/dot.h"

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

namespace ui {

/// Draws dots into a picture in memory: the same discs, balls, rings and glows as the shaders of DotBatch.
///
/// A software OpenGL sets up every point sprite as a triangle and shades it in blocks; stamping a mask is about ten
/// times as fast, which keeps 100,000 points fluent without a graphics processor.
class DotRaster {
public:
    /// Where the dots are seen from.
    struct View {
        Eigen::Matrix4f toClip;
        Eigen::Vector4f depthPlane;
        int width, height; ///< physical pixels
        float ratio;       ///< physical pixels in a logical one
        bool operator==(const View&) const = default;
    };

    /// An empty picture. Keeps its memory.
    void clear(int width, int height);
    void draw(std::span<const Dot> dots, const View& view, const DotStyle& style);

    int width() const { return m_width; }
    int height() const { return m_height; }
    /// Red, green, blue, alpha; colours multiplied by alpha; rows from the bottom.
    const std::vector<std::uint32_t>& pixels() const { return m_pixels; }

private:
    /// The pixels a dot of one radius at one fraction of a pixel covers, and how much.
    struct Mask {
        struct Pixel {
            std::int16_t dx, dy;
            std::uint8_t cover;
            std::uint8_t keep = 255, white = 0; ///< of a ball's light
        };
        bool made = false;
        bool isLit = false; ///< of a ball: colours differ from pixel to pixel
        int reach = 0;
        std::vector<Pixel> pixels;
    };
    const Mask& mask(const DotStyle& style, int radiusSteps, int fractionX, int fractionY, float stroke);

    int m_width = 0, m_height = 0;
    std::vector<std::uint32_t> m_pixels;
    std::vector<Mask> m_masks; ///< by radius and fractions, made when first needed
    DotStyle m_maskStyle;
    float m_maskStroke = 0;
};

} // namespace ui
