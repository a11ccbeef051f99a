#include "ui/scene/layers/field_layer.h"

#include "ui/scene/number_text.h"

namespace ui {

namespace {
constexpr int kFiner = 3; ///< intervals drawn for one sampled
constexpr float kLine = 1, kLineOpacity = 0.30F;
constexpr int kLevels = 9; ///< lines at most between the ends of the colours
} // namespace

FieldLayer::FieldLayer(const LayerHost& host) : Layer(host), m_image(add<ImageBatch>()), m_lines(add<ShapeBatch>()) {}

void FieldLayer::update(const LayerFrame& frame) {
    const FieldView& field = frame.state.field;
    const engine::PlaneSamples* samples = field.samples.get();
    m_lines->clear();
    if (!samples || frame.inSpace() || !samples->has(field.quantity) || samples->nx < 2 || samples->ny < 2) {
        m_image->clear();
        return;
    }
    const PlaneGrid grid = refined({samples->lower, samples->upper, samples->nx, samples->ny}, kFiner);
    if (field.samples != m_samples) {
        m_samples = field.samples;
        refine(samples->reach, samples->nx, samples->ny, kFiner, m_reach, m_scratch);
    }
    samples->at(field.quantity, frame.state.time, m_values);
    refine(m_values, samples->nx, samples->ny, kFiner, m_fine, m_scratch);
    paint(frame, grid);
    if (field.contours)
        drawContours(frame, grid);
}

void FieldLayer::paint(const LayerFrame& frame, const PlaneGrid& grid) {
    const FieldView& field = frame.state.field;
    const ColorMap& map = colorMap(field.palette, frame.state.theme.dark);
    const float full = fieldOpacity(field, frame.state.theme.dark) * 255;
    const float perValue = 1 / std::max(field.high - field.low, 1e-30F);
    const bool isSigned = engine::isSigned(field.quantity);
    std::vector<std::uint32_t>& pixels = m_image->edit(grid.nx, grid.ny);
    for (Eigen::Index i = 0; i < grid.size(); ++i) {
        const float u = std::clamp((m_fine[i] - field.low) * perValue, 0.0F, 1.0F);
        const float reach = std::clamp(m_reach[i], 0.0F, 1.0F);
        float alpha = full * reach * reach * (3 - 2 * reach);
        if (isSigned)
            alpha *= signedOpacity(u);
        pixels[std::size_t(i)] = (map.packedAt(double(u)) & 0xffffffU) | std::uint32_t(alpha) << 24;
    }
    m_image->setPlace((grid.lower - frame.origin.head<2>()).cast<float>(),
                      (grid.upper - frame.origin.head<2>()).cast<float>());
}

void FieldLayer::drawContours(const LayerFrame& frame, const PlaneGrid& grid) {
    const FieldView& field = frame.state.field;
    const Color color = frame.state.theme.text.withAlpha(kLineOpacity * field.opacity);
    const double step = niceAbove(double(field.high - field.low) / kLevels);
    const PlaneLookup reach({Eigen::Vector2d::Zero(), Eigen::Vector2d(grid.nx - 1, grid.ny - 1), grid.nx, grid.ny});
    const bool hasZeroLine = !engine::isBetweenModels(field.quantity); // where two agree there is no line to see
    for (auto k = std::int64_t(std::ceil(double(field.low) / step)); double(k) * step <= double(field.high); ++k)
        if (k != 0 || hasZeroLine)
            m_strokes.draw(frame, *m_lines, grid, m_fine, float(double(k) * step), kLine * frame.strokeScale(), color,
                       [&](const Eigen::Vector2f& at) {
                           const float r = reach(m_reach, at.x(), at.y());
                           return r * r;
                       });
}

} // namespace ui
