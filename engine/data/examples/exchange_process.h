#pragma once

#include "engine/data/examples/lazy_energy.h"
#include "engine/data/synthetic.h"

namespace engine {

/// Two Gaussians at ±e on the first axis, while the right one's share p grows linearly. Along that axis they stay where
/// they are; along the second both drift evenly through its origin. The path of growth alone, or of growth on the way;
/// action matching must explain it by carrying mass across.
/// Samples know the rate of their mode, p'/p or −p'/(1−p), but no velocity that carries the population alone.
/// Paper:  §4, U5 and T10: v = −(∂F/∂t)/q along the first axis; the drift is independent of it and adds ½ drift² to K.
class ExchangeProcess : public SyntheticProcess {
public:
    ExchangeProcess(Real e, Real deviation, Real p0, Real p1, Real drift = 0)
        : m_e(e), m_deviation(deviation), m_p0(p0), m_p1(p1), m_drift(drift) {}

    int dimension() const override { return 2; }
    bool hasVelocity() const override { return false; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    bool hasFlow() const override { return true; }
    Real sampleFlow(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    std::optional<Real> kineticEnergy() const override;

private:
    Real velocity(Real t, Real x) const;
    Real density(Real t, Real x) const;
    Real middle(Real t) const { return m_drift * (t - 0.5); } ///< along the second axis

    Real m_e, m_deviation, m_p0, m_p1, m_drift;
    LazyEnergy m_energy;
};

} // namespace engine
