#include "ui/scene/layers/layer.h"

#include <array>

namespace ui {

void DepthCue::apply(DotStyle& style, Color stage) const {
    constexpr float kHaze = 0.15F, kOpacityFar = 0.40F;
    style.sizeNear = sizeNear, style.sizeFar = sizeFar;
    style.opacityNear = opacityNear, style.opacityFar = kOpacityFar;
    style.haze = stage, style.hazeFar = kHaze;
}

void sortByDepth(std::vector<Dot>& dots, const Eigen::Vector4f& plane, std::vector<Dot>& scratch) {
    constexpr int kSlices = 2048;
    std::array<std::uint32_t, kSlices + 1> begin{};
    const auto slice = [&plane](const Dot& d) {
        const float depth = plane[0] * d.x + plane[1] * d.y + plane[2] * d.z + plane[3];
        return kSlices - 1 - int(std::clamp(depth, 0.0F, 1.0F) * (kSlices - 1));
    };
    for (const Dot& d : dots)
        ++begin[std::size_t(slice(d)) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i)
        begin[i] += begin[i - 1];
    scratch.resize(dots.size());
    for (const Dot& d : dots)
        scratch[begin[std::size_t(slice(d))]++] = d;
    dots.swap(scratch);
}

} // namespace ui
