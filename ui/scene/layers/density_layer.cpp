#include "ui/scene/layers/density_layer.h"

#include "ui/scene/density_estimate.h"

#include <array>
#include <numbers>

namespace ui {

namespace {
constexpr int kFiner = 2;               ///< intervals drawn for one estimated
constexpr float kOpacity = 0.88F;
constexpr float kFull = 0.35F;          ///< part of the top where the colour has come up altogether
constexpr std::array kLevels = {0.06F, 0.15F, 0.3F, 0.5F, 0.75F}; ///< of the top
constexpr float kLine = 1.1F, kOnHeat = 0.32F, kAlone = 0.9F;
constexpr double kHatchStep = 9;        ///< pixels between two lines of the hatch
constexpr double kHatchPiece = 4;       ///< pixels that are decided upon at once
constexpr double kNumbersLeft = 44, kNumbersBelow = 26; ///< room of the numbers of the grid, which it keeps clear of
constexpr float kHatched = 0.5F;        ///< presence below which the hatch is drawn
} // namespace

DensityLayer::DensityLayer(const LayerHost& host)
    : Layer(host), m_image(add<ImageBatch>()), m_hatch(add<ShapeBatch>()), m_lines(add<ShapeBatch>()) {}

void DensityLayer::update(const LayerFrame& frame) {
    const DensityView& view = frame.state.density;
    const DensityEstimate& density = frame.density;
    m_lines->clear();
    m_hatch->clear();
    m_image->clear();
    if (frame.inSpace() || density.isEmpty())
        return;
    if (view.heat)
        paint(frame, density);
    if (view.contours)
        drawContours(frame, density);
    if (view.hatched)
        hatch(frame, density);
}

void DensityLayer::paint(const LayerFrame& frame, const DensityEstimate& density) {
    const DensityView& view = frame.state.density;
    const PlaneGrid& grid = density.grid();
    const ColorMap& map = colorMap(Palette::Cividis, frame.state.theme.dark);
    const float perTop = float(1 / std::max(view.top, 1e-300)), full = kOpacity * view.opacity * 255;
    std::vector<std::uint32_t>& pixels = m_image->edit(grid.nx, grid.ny);
    for (Eigen::Index i = 0; i < grid.size(); ++i) {
        const float u = std::min(density.values()[i] * perTop, 1.0F);
        const float up = std::min(u / kFull, 1.0F);
        pixels[std::size_t(i)] =
            (map.packedAt(double(u)) & 0xffffffU) | std::uint32_t(full * up * (2 - up)) << 24;
    }
    m_image->setPlace((grid.lower - frame.origin.head<2>()).cast<float>(),
                      (grid.upper - frame.origin.head<2>()).cast<float>());
}

void DensityLayer::drawContours(const LayerFrame& frame, const DensityEstimate& density) {
    const DensityView& view = frame.state.density;
    const PlaneGrid& coarse = density.grid();
    refine(density.values(), coarse.nx, coarse.ny, kFiner, m_fine, m_scratch);
    const PlaneGrid grid = refined(coarse, kFiner);
    const Color text = frame.state.theme.text.withAlpha(kOnHeat * view.opacity);
    const ColorMap& map = colorMap(Palette::Cividis, frame.state.theme.dark);
    for (const float level : kLevels) {
        // Alone the lines must stand out from the stage themselves, so the end of the map that is like it is left out.
        const double tone = frame.state.theme.dark ? 0.35 + 0.65 * double(level) : 0.75 * double(level);
        m_strokes.draw(frame, *m_lines, grid, m_fine, float(double(level) * view.top), kLine * frame.strokeScale(),
                       view.heat ? text : map.at(tone).withAlpha(kAlone * view.opacity),
                       [](const Eigen::Vector2f&) { return 1.0F; });
    }
}

void DensityLayer::hatch(const LayerFrame& frame, const DensityEstimate& density) {
    const PlaneGrid& grid = density.grid();
    const Eigen::Vector3d a = frame.view.toPixel({grid.lower.x(), grid.upper.y(), 0});
    const Eigen::Vector3d b = frame.view.toPixel({grid.upper.x(), grid.lower.y(), 0});
    const bool axes = frame.state.axes.visible;
    const double left = std::max(a.x(), axes ? kNumbersLeft : 0.0), right = std::min(b.x(), frame.view.width());
    const double top = std::max(a.y(), 0.0), bottom = std::min(b.y(), frame.view.height() - (axes ? kNumbersBelow : 0));
    if (!(right > left) || !(bottom > top))
        return;
    const Color color = frame.state.theme.borderStrong.faded(frame.state.theme.dark ? 0.75F : 0.6F);
    const double units = 1 / frame.view.pixelsPerUnit();
    const auto isEmptyAt = [&](double x, double y) {
        return density.presence(float(grid.lower.x() + (x - a.x()) * units),
                                float(grid.upper.y() - (y - a.y()) * units)) < kHatched;
    };
    // Lines x + y = c, a whole number of steps from a corner of the data: they move with it and never slide over it.
    const double anchor = a.x() + a.y();
    const auto first = std::int64_t(std::ceil((left + top - anchor) / kHatchStep));
    for (std::int64_t i = first; anchor + double(i) * kHatchStep < right + bottom; ++i) {
        const double c = anchor + double(i) * kHatchStep;
        const double from = std::max(left, c - bottom), to = std::min(right, c - top);
        const double piece = kHatchPiece / std::numbers::sqrt2;
        double begun = -1;
        for (double x = from; x < to + piece; x += piece) {
            const bool drawn = x < to && isEmptyAt(x, c - x);
            if (drawn && begun < 0) {
                begun = x;
            } else if (!drawn && begun >= 0) {
                const double end = std::min(x, to);
                m_hatch->line(float(begun), float(c - begun), float(end), float(c - end), 1, color);
                begun = -1;
            }
        }
    }
}

} // namespace ui
