#include "engine/data/examples/opening_rectangle.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace engine {

void OpeningRectangle::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    for (Index i = 0; i < m_halfSides.size(); ++i) {
        const Real z = rng.normal();
        dx_dt[i] = m_halfSides[i] * (2 * rng.uniform() - 1);
        x[i] = t * dx_dt[i] + (m_s0 + t * (m_s1 - m_s0)) * z;
        dx_dt[i] += (m_s1 - m_s0) * z;
    }
}

OpeningRectangle::Axis OpeningRectangle::along(Real l, Real t, Real x) const {
    const Real s = m_s0 + t * (m_s1 - m_s0), relative = (m_s1 - m_s0) / s;
    const auto u = [&](Index k) { return 2 * m_uniform.nodes[k] - 1; };
    const auto exponent = [&](Index k) {
        const Real z = (x - t * l * u(k)) / s;
        return -z * z / 2;
    };
    Real largest = -std::numeric_limits<Real>::infinity(), sum = 0, mean = 0;
    for (Index k = 0; k < m_uniform.nodes.size(); ++k)
        largest = std::max(largest, exponent(k));
    for (Index k = 0; k < m_uniform.nodes.size(); ++k) {
        const Real weight = m_uniform.weights[k] * std::exp(exponent(k) - largest);
        sum += weight;
        mean += weight * u(k);
    }
    return {largest + std::log(sum) - std::log(s * std::sqrt(2 * std::numbers::pi)),
            relative * x + (1 - t * relative) * l * mean / sum};
}

std::optional<Real> OpeningRectangle::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    Real sum = 0;
    for (Index i = 0; i < x.size(); ++i)
        sum += along(m_halfSides[i], t, x[i]).logDensity;
    return sum;
}

bool OpeningRectangle::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    for (Index i = 0; i < x.size(); ++i)
        v[i] = along(m_halfSides[i], t, x[i]).velocity;
    return true;
}

std::optional<Real> OpeningRectangle::kineticEnergy() const {
    return m_energy.get([this] {
        const Quadrature time = gaussLegendre(24);
        constexpr int kSteps = 400;
        Real energy = 0;
        for (const Real l : m_halfSides)
            for (Index k = 0; k < time.nodes.size(); ++k) {
                const Real t = time.nodes[k], reach = t * l + 8 * (m_s0 + t * (m_s1 - m_s0));
                for (int i = 0; i < kSteps; ++i) {
                    const Real x = reach * ((2 * i + 1.0) / kSteps - 1);
                    const Axis at = along(l, t, x);
                    energy +=
                        time.weights[k] * std::exp(at.logDensity) * at.velocity * at.velocity / 2 * 2 * reach / kSteps;
                }
            }
        return energy;
    });
}

} // namespace engine
