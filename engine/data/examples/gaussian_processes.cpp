#include "engine/data/examples/gaussian_processes.h"

#include <Eigen/Geometry>
#include <cmath>
#include <numbers>

namespace engine {

namespace {
/// Of a Gaussian with these deviations along the axes.
Real logGaussian(const Vector& x, const Vector& deviations) {
    return -x.cwiseQuotient(deviations).squaredNorm() / 2 - deviations.array().log().sum() -
           Real(x.size()) * std::log(2 * std::numbers::pi) / 2;
}
} // namespace

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

std::optional<GaussianMotion> ScalingEllipsoid::gaussian(Real t) const {
    const Vector still = Vector::Zero(m_from.size()), rate = m_to - m_from, deviations = m_from + t * rate;
    return GaussianMotion{still, still, deviations.cwiseAbs2().asDiagonal(),
                          (2 * deviations.cwiseProduct(rate)).asDiagonal()};
}

std::optional<Real> ScalingEllipsoid::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    return logGaussian(x, m_from + t * (m_to - m_from));
}

void RotatingEllipse::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    const Real first = rng.normal() * m_deviations[0], second = rng.normal() * m_deviations[1];
    const Eigen::Vector2d at = Eigen::Rotation2Dd(m_rate * t) * Eigen::Vector2d(first, second);
    x = at;
    dx_dt[0] = -m_rate * at[1];
    dx_dt[1] = m_rate * at[0];
}

std::optional<Real> RotatingEllipse::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    const Eigen::Vector2d own = Eigen::Rotation2Dd(-m_rate * t) * Eigen::Vector2d(x[0], x[1]);
    return logGaussian(own, m_deviations);
}

std::optional<GaussianMotion> RotatingEllipse::gaussian(Real t) const {
    // Σ = R D Rᵀ and R' = w J R, so Σ' = w (JΣ − ΣJ) with J the quarter turn.
    const Matrix turn = Eigen::Rotation2Dd(m_rate * t).toRotationMatrix();
    const Matrix quarter = (Matrix(2, 2) << 0, -1, 1, 0).finished();
    const Matrix covariance = turn * m_deviations.cwiseAbs2().asDiagonal() * turn.transpose();
    return GaussianMotion{Vector::Zero(2), Vector::Zero(2), covariance,
                          m_rate * (quarter * covariance - covariance * quarter)};
}

bool RotatingEllipse::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    // In the turning frame s* = α x'y', so ∇s* = α (y', x').
    const Eigen::Rotation2Dd turn(m_rate * t);
    const Eigen::Vector2d own = turn.inverse() * Eigen::Vector2d(x[0], x[1]);
    v = turn * Eigen::Vector2d(m_alpha * own[1], m_alpha * own[0]);
    return true;
}

} // namespace engine
