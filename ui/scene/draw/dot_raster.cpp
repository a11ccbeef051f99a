#include "ui/scene/draw/dot_raster.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kFractions = 8;    ///< places within a pixel that are told apart, in each direction
constexpr int kRadiusSteps = 16; ///< sizes told apart per pixel of radius
constexpr float kLargest = 64;   ///< radius in pixels
constexpr std::size_t kMostMasks = 20'000;

std::uint8_t toByte(float value) { return std::uint8_t(std::lround(std::clamp(value, 0.0F, 1.0F) * 255)); }

/// `over` on red and blue, and on green and alpha, two channels a multiplication.
std::uint32_t blended(std::uint32_t below, std::uint32_t color, std::uint32_t cover) {
    const std::uint32_t keep = 256 - cover;
    const std::uint32_t rb = ((below & 0xff00ffU) * keep + (color & 0xff00ffU) * cover + 0x800080U) >> 8 & 0xff00ffU;
    const std::uint32_t ga =
        ((below >> 8 & 0xff00ffU) * keep + (color >> 8 & 0xff00ffU) * cover + 0x800080U) & 0xff00ff00U;
    return rb | ga;
}

} // namespace

void DotRaster::clear(int width, int height) {
    m_width = width;
    m_height = height;
    m_pixels.assign(std::size_t(width) * std::size_t(height), 0);
}

const DotRaster::Mask& DotRaster::mask(const DotStyle& style, int radiusSteps, int fractionX, int fractionY,
                                       float stroke) {
    const std::int64_t key = (std::int64_t(radiusSteps) * kFractions + fractionX) * kFractions + fractionY;
    const auto found = m_masks.find(key);
    if (found != m_masks.end())
        return found->second;
    const float radius = float(radiusSteps) / kRadiusSteps;
    const float halfSide = radius * (style.shape == DotShape::Glow ? style.reach : 1) + 0.5F;
    Mask mask;
    mask.offset = -int(std::ceil(halfSide));
    mask.side = 1 - 2 * mask.offset;
    mask.cover.resize(std::size_t(mask.side) * std::size_t(mask.side));
    const float centerX = (float(fractionX) + 0.5F) / kFractions, centerY = (float(fractionY) + 0.5F) / kFractions;
    for (int row = 0; row < mask.side; ++row)
        for (int column = 0; column < mask.side; ++column) {
            const float dx = float(column + mask.offset) + 0.5F - centerX,
                        dy = float(row + mask.offset) + 0.5F - centerY;
            const float away = std::sqrt(dx * dx + dy * dy);
            float cover = 0; // as in DotBatch's shaders
            if (style.shape == DotShape::Disc)
                cover = radius + 0.5F - away;
            else if (style.shape == DotShape::Ring)
                cover = 0.5F * stroke + 0.5F - std::abs(away - radius + 0.5F * stroke);
            else {
                const float fall = std::max(0.0F, 1 - away * away / (halfSide * halfSide));
                cover = fall * (2 - fall);
            }
            mask.cover[std::size_t(row) * std::size_t(mask.side) + std::size_t(column)] = toByte(cover);
        }
    return m_masks.emplace(key, std::move(mask)).first->second;
}

void DotRaster::draw(std::span<const Dot> dots, const View& view, const DotStyle& style) {
    const float stroke = style.stroke * view.ratio;
    if (style.shape != m_maskStyle.shape || style.reach != m_maskStyle.reach || stroke != m_maskStroke ||
        m_masks.size() > kMostMasks) {
        m_masks.clear();
        m_maskStyle = style;
        m_maskStroke = stroke;
    }
    const Eigen::Matrix4f& m = view.toClip;
    const auto width = float(m_width), height = float(m_height);
    const std::uint32_t fixedColor = style.color ? packed(*style.color) : 0;
    const float fixedAlpha = style.color ? style.color->alpha : 1;
    const Mask* stamp = nullptr;
    std::int64_t stampKey = -1;
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
        const std::uint32_t color = (style.color ? fixedColor : d.rgba) | 0xff000000U;

        const float floorX = std::floor(x), floorY = std::floor(y);
        const int fractionX = int((x - floorX) * kFractions), fractionY = int((y - floorY) * kFractions);
        const int steps = int(radius * kRadiusSteps + 0.5F);
        const std::int64_t key = (std::int64_t(steps) * kFractions + fractionX) * kFractions + fractionY;
        if (key != stampKey) {
            stamp = &mask(style, steps, fractionX, fractionY, stroke);
            stampKey = key;
        }
        const int left = int(floorX) + stamp->offset, bottom = int(floorY) + stamp->offset;
        const int fromX = std::max(0, -left), toX = std::min(stamp->side, m_width - left);
        const int fromY = std::max(0, -bottom), toY = std::min(stamp->side, m_height - bottom);
        for (int row = fromY; row < toY; ++row) {
            std::uint32_t* out = m_pixels.data() + std::size_t(bottom + row) * std::size_t(m_width) + left;
            const std::uint8_t* cover = stamp->cover.data() + std::size_t(row) * std::size_t(stamp->side);
            for (int column = fromX; column < toX; ++column) {
                const std::uint32_t a = cover[column] * alpha >> 8;
                if (a > 0)
                    out[column] = blended(out[column], color, a + (a >> 7));
            }
        }
    }
}

} // namespace ui
