#pragma once

#include "engine/data/examples/lazy_energy.h"
#include "engine/data/synthetic.h"

namespace engine {

/// A cloud that opens into a circle or a sphere: x = t R e + s(t) z, e uniform on the unit circle or sphere, s linear.
/// Given x, the direction e is von Mises–Fisher with concentration κ = t R ‖x‖/s², so E[e | x] = A(κ) x/‖x‖.
class OpeningProcess : public SyntheticProcess {
public:
    OpeningProcess(int dimension, Real radius, Real s0, Real s1);

    int dimension() const override { return m_dimension; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool isRadial() const override { return true; }
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    std::optional<Real> kineticEnergy() const override;

private:
    /// Speed away from the origin at distance r.
    Real radialSpeed(Real t, Real r) const;

    int m_dimension;
    Real m_radius, m_s0, m_s1;
    LazyEnergy m_energy;
};

} // namespace engine
