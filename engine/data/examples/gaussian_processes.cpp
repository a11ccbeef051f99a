#include "engine/data/examples/gaussian_processes.h"

#include <Eigen/Geometry>

namespace engine {

void ScalingEllipsoid::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    for (Index i = 0; i < m_from.size(); ++i) {
        const Real z = rng.normal();
        dx_dt[i] = (m_to[i] - m_from[i]) * z;
        x[i] = m_from[i] * z + t * dx_dt[i];
    }
}

bool ScalingEllipsoid::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    v = ((m_to - m_from).array() / (m_from + t * (m_to - m_from)).array() * x.array()).matrix();
    return true;
}

void RotatingEllipse::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    const Real first = rng.normal() * m_deviations[0], second = rng.normal() * m_deviations[1];
    const Eigen::Vector2d at = Eigen::Rotation2Dd(m_rate * t) * Eigen::Vector2d(first, second);
    x = at;
    dx_dt[0] = -m_rate * at[1];
    dx_dt[1] = m_rate * at[0];
}

bool RotatingEllipse::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    // In the turning frame s* = α x'y', so ∇s* = α (y', x').
    const Eigen::Rotation2Dd turn(m_rate * t);
    const Eigen::Vector2d own = turn.inverse() * Eigen::Vector2d(x[0], x[1]);
    v = turn * Eigen::Vector2d(m_alpha * own[1], m_alpha * own[0]);
    return true;
}

} // namespace engine
