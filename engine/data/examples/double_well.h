#pragma once

#include "engine/data/synthetic.h"

namespace engine {

/// The stationary distribution of dX = −∇U dt + σ dW in a double well, U = (x² − 1)² + ½ y²: q ∝ exp(−2U/σ²), not
/// Gaussian and with two modes. Nothing moves.
/// Paper:  §4, T7: entropic action matching finds s = −U, which is score matching; plain action matching finds rest.
class DoubleWell : public SyntheticProcess {
public:
    explicit DoubleWell(Real sigma);

    int dimension() const override { return 2; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real, const Eigen::Ref<const Vector>&, Eigen::Ref<Vector> v) const override {
        v.setZero();
        return true;
    }
    std::optional<Real> kineticEnergy() const override { return 0; }

    static void potentialSlope(const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> slope);
    /// E[ΔU] = E[12 x² − 3].
    Real meanCurvature() const { return m_meanCurvature; }

private:
    Real exponent(Real x) const { return -2 * (x * x - 1) * (x * x - 1) / m_variance; }

    Real m_variance, m_reach, m_logNormalization, m_meanCurvature;
};

} // namespace engine
