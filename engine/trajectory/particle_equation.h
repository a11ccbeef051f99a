#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/runge_kutta.h"

#include <optional>

namespace engine {

/// The equation particles follow in one simulation: which actions give the drift, how strong the noise is, whether
/// weights change. A state has d rows for x and, where weights change, one more for log w.
///
/// With the model's own noise the drift is ∇c*(∇s). Every other level ε, and motion backward with noise, need the pair
/// s̃, s* of the same path. With r = ε²/σ² the density moves in the same way for every r:
///   forward   dx = [∇s* + r (∇s̃ − ∇s*)] dt + ε dW
///   backward  dx = [−∇s* + r (∇s̃ − ∇s*)] dτ + ε dW,  τ = −t.
/// Where σ changes in time ε is the root mean square level: r is the same at all times.
/// Paper:  Eqs. 5, 10, 16; Sec. 3.3; the pair: §2.
/// Units:  training units, but `noise` is in data units.
/// Errors: Error{InvalidArgument} when the model cannot give the motion asked for, with the remedy.
class ParticleEquation {
public:
    /// The model must outlive the equation. `noise` empty: the model's own level.
    ParticleEquation(const ActionModel& model, std::optional<Real> noise, bool backward);

    const ActionModel& model() const { return m_model; }
    int dimension() const { return m_model.dimension(); }
    int rows() const { return dimension() + (isWeighted() ? 1 : 0); }
    bool isWeighted() const { return m_growth != 0; }
    bool isNoisy() const { return m_noiseFactor > 0; }
    /// ∫ε² dt between two times in either order: the variance of the noise gathered in a step.
    double noiseVariance(double from, double to) const;

private:
    friend class ParticleField;

    const ActionModel& m_model;
    NoiseSchedule m_noise;
    double m_growth = 0;      ///< λ
    double m_noiseFactor = 0; ///< r
    bool m_usesPair = false;
    double m_pairFactor = 0; ///< r forward, −r backward: of ∇s̃ − ∇s* in dx/dt
};

/// The rate of change of particles under an equation. Thread: one at a time; allocates nothing after construction.
class ParticleField {
public:
    explicit ParticleField(const ParticleEquation& equation);

    /// Writes (dx/dt without its noise, d log w/dt) at time t. Shape: states and rates rows()×n, n ≤ the action's tile.
    void operator()(double t, RungeKutta::Block states, RungeKutta::Block rates);

private:
    const ParticleEquation& m_equation;
    const ActionFunction &m_action, *m_companion;
    ConjugateCost m_cost;
    std::unique_ptr<ActionFunction::Workspace> m_workspace, m_companionWorkspace;
    Eigen::MatrixXf m_u, m_slope, m_companionSlope;
    Eigen::RowVectorXf m_s;
    Vector m_y;
};

} // namespace engine
