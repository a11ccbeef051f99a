#pragma once

#include "engine/core/quadrature.h"
#include "engine/data/examples/lazy_energy.h"
#include "engine/data/synthetic.h"

namespace engine {

/// A cloud opens into a rectangle, every axis for itself: x = t l u + s z with u uniform in [−1, 1] and s linear in t.
/// One dimension leaves the velocity no choice: it is E[ẋ | x] = −(∂F/∂t)/q, and of a product it is the one of every
/// axis. Expectations over u by 64 Gauss–Legendre nodes.
/// Paper:  §4, T10.
class OpeningRectangle : public SyntheticProcess {
public:
    OpeningRectangle(Vector halfSides, Real s0, Real s1) : m_halfSides(std::move(halfSides)), m_s0(s0), m_s1(s1) {}

    int dimension() const override { return int(m_halfSides.size()); }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override;
    std::optional<Real> logDensity(Real t, const Eigen::Ref<const Vector>& x) const override;
    bool optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const override;
    std::optional<Real> kineticEnergy() const override;

private:
    /// log q and v along an axis of half side l.
    struct Axis {
        Real logDensity, velocity;
    };
    Axis along(Real l, Real t, Real x) const;

    Vector m_halfSides;
    Real m_s0, m_s1;
    Quadrature m_uniform = gaussLegendre(64);
    LazyEnergy m_energy;
};

} // namespace engine
