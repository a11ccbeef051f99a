#pragma once

#include "ui/scene/plane_grid.h"
#include "ui/scene/scene_state.h"

namespace ui {

/// The field of a state as a surface over the plane at one moment: what FieldView::height asks for. Keeps its memory.
class ReliefSurface {
public:
    /// Empty where the state shows no relief.
    void make(const SceneState& state);

    bool isEmpty() const { return m_heights.size() == 0; }
    const PlaneGrid& grid() const { return m_grid; }
    /// Over the plane, in data units, and where particles come (0 … 1). Shape: 1×(nx·ny).
    const Eigen::RowVectorXf& heights() const { return m_heights; }
    const Eigen::RowVectorXf& reach() const { return m_reach; }
    /// Height at a place; 0 when empty.
    float at(float x, float y) const { return isEmpty() ? 0 : PlaneLookup(m_grid)(m_heights, x, y); }

private:
    PlaneGrid m_grid;
    std::shared_ptr<const engine::PlaneSamples> m_samples; ///< that m_reach belongs to
    Eigen::RowVectorXf m_values, m_heights, m_reach, m_scratch;
};

} // namespace ui
