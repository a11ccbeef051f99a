// What DotBatch tells a VectorPicture: circles, or, where there are too many of them for a file, what DotRaster makes
// of them.
#include "ui/scene/draw/dot_batch.h"
#include "ui/scene/draw/vector_picture.h"

#include <algorithm>
#include <cmath>
#include <vtkOpenGLBufferObject.h>
#include <vtkTextureObject.h>

namespace ui {

namespace {

constexpr std::size_t kMostCircles = 20'000;
constexpr float kFineness = 3; ///< pixels of a recorded cloud in a logical one, at least

/// From the raster's premultiplied rows from the bottom.
Image imageOf(const DotRaster& raster) {
    Image image{raster.width(), raster.height(), {}};
    image.rgba.reserve(4 * raster.pixels().size());
    for (int y = image.height - 1; y >= 0; --y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint32_t pixel = raster.pixels()[std::size_t(y) * std::size_t(image.width) + std::size_t(x)];
            const std::uint32_t alpha = pixel >> 24;
            for (int shift = 0; shift < 24; shift += 8)
                image.rgba.push_back(
                    alpha ? std::uint8_t(std::min(255U, ((pixel >> shift & 0xffU) * 255 + alpha / 2) / alpha)) : 0);
            image.rgba.push_back(std::uint8_t(alpha));
        }
    return image;
}

/// `color` with a part of `haze`.
std::uint32_t hazy(std::uint32_t color, std::uint32_t haze, float part) {
    std::uint32_t result = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const auto from = float(color >> shift & 0xffU), to = float(haze >> shift & 0xffU);
        result |= std::uint32_t(std::lround(from + (to - from) * part)) << shift;
    }
    return result;
}

} // namespace

void DotBatch::record(VectorPicture& picture) const {
    const BatchFrame& f = frame();
    const std::vector<Dot>& dots = m_buffer->dots();
    const Eigen::Matrix4f toClip = clipMatrix();
    if (dots.size() > kMostCircles) {
        const float ratio = std::max(f.ratio, kFineness);
        const int width = int(std::lround(f.width * ratio)), height = int(std::lround(f.height * ratio));
        DotRaster raster;
        raster.clear(width, height);
        raster.draw(dots, {toClip, f.depthPlane, width, height, ratio}, m_style);
        picture.parts.push_back(VectorPicture::Pixels{imageOf(raster), {0, 0}, {f.width, f.height}});
        return;
    }
    const std::uint32_t fixedColor = m_style.color ? packed(m_style.color->withAlpha(1)) & 0xffffffU : 0;
    for (const Dot& dot : dots) {
        const Eigen::Vector4f place(dot.x, dot.y, dot.z, 1), clip = toClip * place;
        if (!(clip.w() > 0))
            continue;
        const float depth = std::clamp(f.depthPlane.dot(place), 0.0F, 1.0F);
        const auto cued = [depth](float near, float far) { return near + (far - near) * depth; };
        const float radius = dot.diameter / 2 * cued(m_style.sizeNear, m_style.sizeFar) *
                             (m_style.shape == DotShape::Glow ? m_style.reach : 1);
        const Eigen::Vector2f center((clip.x() / clip.w() + 1) / 2 * f.width, (1 - clip.y() / clip.w()) / 2 * f.height);
        if (center.x() < -radius || center.y() < -radius || center.x() > f.width + radius ||
            center.y() > f.height + radius)
            continue;
        const float alpha = float(dot.rgba >> 24) * cued(m_style.opacityNear, m_style.opacityFar) *
                            (m_style.color ? m_style.color->alpha : 1);
        const std::uint32_t rgb =
            m_style.color ? fixedColor : hazy(dot.rgba, packed(m_style.haze), m_style.hazeFar * depth) & 0xffffffU;
        if (alpha >= 1)
            picture.parts.push_back(
                VectorPicture::Circle{center, radius, rgb | std::uint32_t(std::lround(std::min(alpha, 255.0F))) << 24,
                                      m_style.shape, m_style.stroke});
    }
}

} // namespace ui
