#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/runge_kutta.h"

#include <memory>

namespace engine {

/// Rates of (x, ∫ (div v − λ s) dt) for particles of a smooth flow that go from times of their own to one common time,
/// in u from 0 to 1: t_i(u) = t_i + u (t_0 − t_i). The divergence is exact up to kExactDimension dimensions, above it
/// is estimated along random directions.
/// Paper:  Eq. 9.
/// Units:  training units.
/// Thread: one at a time.
class DensityField {
public:
    static constexpr int kExactDimension = 5; ///< up to here every axis is a direction

    /// The model must outlive the field.
    explicit DensityField(const ActionModel& model);

    /// Times of the tile's particles and the common one; `first` is the index of its first particle.
    void begin(const Eigen::Ref<const RowVector>& times, double start, std::uint64_t seed, Index first);
    /// Shape: states and rates (d+1)×n, n ≤ the action's tile.
    void operator()(double u, RungeKutta::Block states, RungeKutta::Block rates);

private:
    const ActionFunction& m_action;
    ConjugateCost m_cost;
    double m_growth;
    int m_directions;
    std::unique_ptr<ActionFunction::Workspace> m_workspace;
    Eigen::MatrixXf m_u, m_slope, m_probes, m_roots;
    Eigen::RowVectorXf m_s, m_second;
    Vector m_y;
    Matrix m_root;
    RowVector m_times;
    double m_start = 0;
};

} // namespace engine
