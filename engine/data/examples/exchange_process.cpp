#include "engine/data/examples/exchange_process.h"

#include "engine/core/quadrature.h"

#include <cmath>
#include <numbers>

namespace engine {

void ExchangeProcess::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    sampleFlow(rng, t, x, dx_dt);
}

Real ExchangeProcess::sampleFlow(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    const Real p = m_p0 + t * (m_p1 - m_p0);
    const bool right = rng.uniform() < p;
    x[0] = (right ? m_e : -m_e) + m_deviation * rng.normal();
    x[1] = middle(t) + m_deviation * rng.normal();
    dx_dt[0] = 0;
    dx_dt[1] = m_drift;
    return (m_p1 - m_p0) / (right ? p : p - 1);
}

std::optional<Real> ExchangeProcess::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    const Real across = (x[1] - middle(t)) / m_deviation;
    return std::log(density(t, x[0])) - across * across / 2 - std::log(m_deviation * std::sqrt(2 * std::numbers::pi));
}

Real ExchangeProcess::density(Real t, Real x) const {
    const Real p = m_p0 + t * (m_p1 - m_p0), left = (x + m_e) / m_deviation, right = (x - m_e) / m_deviation;
    return ((1 - p) * std::exp(-left * left / 2) + p * std::exp(-right * right / 2)) /
           (m_deviation * std::sqrt(2 * std::numbers::pi));
}

Real ExchangeProcess::velocity(Real t, Real x) const {
    // F = (1−p) Φ((x+e)/s) + p Φ((x−e)/s), so −∂F/∂t = p' (Φ((x+e)/s) − Φ((x−e)/s)); the difference of the smaller
    // tails keeps its digits far out, and beyond 35 deviations the density is no number any more.
    const Real near = (std::abs(x) - m_e) / m_deviation, far = (std::abs(x) + m_e) / m_deviation;
    if (near > 35)
        return 0;
    const Real between = (std::erfc(near / std::numbers::sqrt2) - std::erfc(far / std::numbers::sqrt2)) / 2;
    return (m_p1 - m_p0) * between / density(t, x);
}

bool ExchangeProcess::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    v[0] = velocity(t, x[0]);
    v[1] = m_drift;
    return true;
}

std::optional<Real> ExchangeProcess::kineticEnergy() const {
    return m_energy.get([this] {
        const Quadrature time = gaussLegendre(32);
        const Real reach = m_e + 8 * m_deviation;
        const int steps = 2000;
        Real energy = m_drift * m_drift / 2;
        for (Index k = 0; k < time.nodes.size(); ++k)
            for (int i = 0; i < steps; ++i) {
                const Real x = reach * ((2 * i + 1.0) / steps - 1), v = velocity(time.nodes[k], x);
                energy += time.weights[k] * density(time.nodes[k], x) * v * v / 2 * 2 * reach / steps;
            }
        return energy;
    });
}

} // namespace engine
