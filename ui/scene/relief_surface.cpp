#include "ui/scene/relief_surface.h"

namespace ui {

namespace {
constexpr int kFiner = 2; ///< intervals drawn for one sampled
}

void ReliefSurface::make(const SceneState& state) {
    const FieldView& field = state.field;
    const engine::PlaneSamples* samples = field.samples.get();
    if (!samples || !(field.height > 0) || !samples->has(field.quantity) || samples->nx < 2 || samples->ny < 2) {
        m_heights.resize(0);
        return;
    }
    m_grid = refined({samples->lower, samples->upper, samples->nx, samples->ny}, kFiner);
    if (field.samples != m_samples || m_reach.size() != m_grid.size()) {
        m_samples = field.samples;
        refine(samples->reach, samples->nx, samples->ny, kFiner, m_reach, m_scratch);
        m_reach = m_reach.cwiseMax(0.0F).cwiseMin(1.0F);
    }
    samples->at(field.quantity, state.time, m_values);
    refine(m_values, samples->nx, samples->ny, kFiner, m_heights, m_scratch);
    const float perValue = 1 / std::max(field.high - field.low, 1e-30F);
    m_heights = float(field.height) * ((m_heights.array() - field.low) * perValue).max(0).min(1);
}

} // namespace ui
