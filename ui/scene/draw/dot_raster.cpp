#include "ui/scene/draw/dot_raster.h"

#include "ui/scene/draw/ball_light.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kFractions = 8;    ///< places within a pixel that are told apart, in each direction
constexpr int kRadiusSteps = 16; ///< sizes told apart per pixel of radius
constexpr float kLargest = 64;   ///< radius in pixels

std::uint8_t toByte(float value) { return std::uint8_t(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); }

/// `over` on red and blue, and on green and alpha, two channels a multiplication.
std::uint32_t blended(std::uint32_t below, std::uint32_t color, std::uint32_t cover) {
    const std::uint32_t keep = 256 - cover;
    const std::uint32_t rb = ((below & 0xff00ffU) * keep + (color & 0xff00ffU) * cover + 0x800080U) >> 8 & 0xff00ffU;
    const std::uint32_t ga =
        ((below >> 8 & 0xff00ffU) * keep + (color >> 8 & 0xff00ffU) * cover + 0x800080U) & 0xff00ff00U;
    return rb | ga;
}

/// An opaque colour, every channel times `keep` and plus `white`, which may not exceed 255 together.
std::uint32_t lit(std::uint32_t color, std::uint32_t keep, std::uint32_t white) {
    const std::uint32_t rb = ((color & 0xff00ffU) * (keep + 1) >> 8 & 0xff00ffU) + white * 0x010001U;
    const std::uint32_t g = ((color >> 8 & 0xffU) * (keep + 1) >> 8) + white;
    return rb | g << 8 | 0xff000000U;
}

/// `color` with `part` (0 … 256) of `haze`; alpha as it is.
std::uint32_t hazy(std::uint32_t color, std::uint32_t haze, std::uint32_t part) {
    const std::uint32_t rb = ((color & 0xff00ffU) * (256 - part) + (haze & 0xff00ffU) * part) >> 8 & 0xff00ffU;
    const std::uint32_t g = ((color & 0xff00U) * (256 - part) + (haze & 0xff00U) * part) >> 8 & 0xff00U;
    return rb | g | (color & 0xff000000U);
}

} // namespace

void DotRaster::clear(int width, int height) {
    m_width = width;
    m_height = height;
    m_pixels.assign(std::size_t(width) * std::size_t(height), 0);
}

const DotRaster::Mask& DotRaster::mask(const DotStyle& style, int radiusSteps, int fractionX, int fractionY,
                                       float stroke) {
    const auto index = std::size_t((radiusSteps * kFractions + fractionX) * kFractions + fractionY);
    if (index >= m_masks.size())
        m_masks.resize(std::size_t(radiusSteps + 1) * kFractions * kFractions);
    Mask& mask = m_masks[index];
    if (mask.made)
        return mask;
    mask.made = true;
    const float radius = float(radiusSteps) / kRadiusSteps;
    const float halfSide = radius * (style.shape == DotShape::Glow ? style.reach : 1) + 0.5F;
    mask.reach = int(std::ceil(halfSide));
    mask.isLit = style.shape == DotShape::Ball && radius > kBallFrom;
    const float centerX = (float(fractionX) + 0.5F) / kFractions, centerY = (float(fractionY) + 0.5F) / kFractions;
    for (int y = -mask.reach; y <= mask.reach; ++y)
        for (int x = -mask.reach; x <= mask.reach; ++x) {
            const float dx = float(x) + 0.5F - centerX, dy = float(y) + 0.5F - centerY;
            const float away = std::sqrt(dx * dx + dy * dy);
            float cover = 0; // as in DotBatch's shaders
            if (style.shape == DotShape::Disc || style.shape == DotShape::Ball)
                cover = radius + 0.5F - away;
            else if (style.shape == DotShape::Ring)
                cover = 0.5F * stroke + 0.5F - std::abs(away - radius + 0.5F * stroke);
            else {
                const float fall = std::max(0.0F, 1 - away * away / (halfSide * halfSide));
                cover = fall * (2 - fall);
            }
            Mask::Pixel pixel{std::int16_t(x), std::int16_t(y), toByte(cover)};
            if (mask.isLit) { // rows count upwards
                const BallLight light = ballLight(dx / radius, dy / radius, radius);
                pixel.white = toByte(light.white);
                pixel.keep = std::uint8_t(std::min(255 - pixel.white, int(toByte(light.keep))));
            }
            if (pixel.cover > 0)
                mask.pixels.push_back(pixel);
        }
    return mask;
}

void DotRaster::draw(std::span<const Dot> dots, const View& view, const DotStyle& style) {
    const float stroke = style.stroke * view.ratio;
    if (style.shape != m_maskStyle.shape || style.reach != m_maskStyle.reach || stroke != m_maskStroke) {
        m_masks.clear();
        m_maskStyle = style;
        m_maskStroke = stroke;
    }
    const Eigen::Matrix4f& m = view.toClip;
    const auto width = float(m_width), height = float(m_height);
    const std::uint32_t fixedColor = style.color ? packed(*style.color) : 0;
    const std::uint32_t haze = packed(style.haze);
    const float fixedAlpha = style.color ? style.color->alpha : 1;
    for (const Dot& d : dots) {
        const float w = m(3, 0) * d.x + m(3, 1) * d.y + m(3, 2) * d.z + m(3, 3);
        if (!(w > 0))
            continue;
        const float x = ((m(0, 0) * d.x + m(0, 1) * d.y + m(0, 2) * d.z + m(0, 3)) / w + 1) / 2 * width;
        const float y = ((m(1, 0) * d.x + m(1, 1) * d.y + m(1, 2) * d.z + m(1, 3)) / w + 1) / 2 * height;
        const float depth = std::clamp(view.depthPlane[0] * d.x + view.depthPlane[1] * d.y + view.depthPlane[2] * d.z +
                                           view.depthPlane[3],
                                       0.0F, 1.0F);
        const float radius = std::min(
            0.5F * d.diameter * view.ratio * (style.sizeNear + (style.sizeFar - style.sizeNear) * depth), kLargest);
        const float reach = radius * (style.shape == DotShape::Glow ? style.reach : 1) + 1;
        if (!(x > -reach && x < width + reach && y > -reach && y < height + reach))
            continue;
        const float cue = style.opacityNear + (style.opacityFar - style.opacityNear) * depth;
        const auto alpha = std::uint32_t(float(d.rgba >> 24) * cue * fixedAlpha * (257.0F / 255) + 0.5F);
        std::uint32_t color = (style.color ? fixedColor : d.rgba) | 0xff000000U;
        if (style.hazeFar > 0 && !style.color)
            color = hazy(color, haze, std::uint32_t(256 * style.hazeFar * depth));

        const float floorX = std::floor(x), floorY = std::floor(y);
        const int fractionX = int((x - floorX) * kFractions), fractionY = int((y - floorY) * kFractions);
        const Mask& stamp = mask(style, int(radius * kRadiusSteps + 0.5F), fractionX, fractionY, stroke);
        const int column = int(floorX), row = int(floorY);
        std::uint32_t* center = m_pixels.data() + std::ptrdiff_t(row) * m_width + column;
        const bool inside = column >= stamp.reach && row >= stamp.reach && column < m_width - stamp.reach &&
                            row < m_height - stamp.reach;
        for (const Mask::Pixel& p : stamp.pixels) {
            if (!inside && (column + p.dx < 0 || row + p.dy < 0 || column + p.dx >= m_width || row + p.dy >= m_height))
                continue;
            const std::uint32_t a = p.cover * alpha >> 8;
            std::uint32_t& pixel = center[std::ptrdiff_t(p.dy) * m_width + p.dx];
            pixel = blended(pixel, stamp.isLit ? lit(color, p.keep, p.white) : color, a + (a >> 7));
        }
    }
}

} // namespace ui
