#pragma once

#include "engine/data/examples/lazy_energy.h"
#include "engine/data/synthetic.h"

namespace engine {

/// Two Gaussians at ±e on the first axis that stay where they are, while the right one's share p grows linearly. The
/// path of pure growth; action matching must explain it by carrying mass across.
/// Samples know the rate of their mode, p'/p or −p'/(1−p), but no velocity that carries the population alone.
/// Paper:  §4, U5 and T10: v = −(∂F/∂t)/q along the first axis.
class ExchangeProcess : public SyntheticProcess {
public:
    ExchangeProcess(Real e, Real deviation, Real p0, Real p1) : m_e(e), m_deviation(deviation), m_p0(p0), m_p1(p1) {}

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

    Real m_e, m_deviation, m_p0, m_p1;
    LazyEnergy m_energy;
};

} // namespace engine
