#pragma once

#include "engine/data/synthetic.h"

namespace engine {

/// An axis-parallel Gaussian whose deviations change linearly: s* = ½ Σ (sd_i'/sd_i) x_i².
/// Paper:  §4, T2b.
class ScalingEllipsoid : public SyntheticProcess {
public:
    ScalingEllipsoid(Vector from, Vector to) : m_from(std::move(from)), m_to(std::move(to)) {}

    int dimension() const override { return int(m_from.size()); }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    std::optional<GaussianMotion> gaussian(Real t) const override;
    std::optional<Real> kineticEnergy() const override { return (m_to - m_from).squaredNorm() / 2; }

private:
    Vector m_from, m_to;
};

/// A Gaussian ellipse that turns about its centre. Samples turn with it; the optimal velocity does not.
/// Paper:  §4, T4.
class RotatingEllipse : public SyntheticProcess {
public:
    RotatingEllipse(Real a, Real b, Real rate, Real lastTime)
        : m_deviations(a, b), m_rate(rate), m_lastTime(lastTime), m_alpha(rate * (a * a - b * b) / (a * a + b * b)) {}

    int dimension() const override { return 2; }
    Real lastTime() const override { return m_lastTime; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    std::optional<GaussianMotion> gaussian(Real t) const override;
    std::optional<Real> kineticEnergy() const override {
        return m_lastTime * m_alpha * m_alpha * m_deviations.squaredNorm() / 2;
    }

private:
    Eigen::Vector2d m_deviations;
    Real m_rate, m_lastTime, m_alpha;
};

} // namespace engine
