#include "engine/data/examples/double_well.h"

#include <cmath>
#include <numbers>

namespace engine {

DoubleWell::DoubleWell(Real sigma) : m_variance(sigma * sigma) {
    // Beyond the reach the density along x is less than e^{−36} of its largest value.
    m_reach = std::sqrt(1 + std::sqrt(18 * m_variance));
    constexpr int kSteps = 4000;
    Real sum = 0, curvature = 0;
    for (int i = 0; i < kSteps; ++i) {
        const Real x = m_reach * ((2 * i + 1.0) / kSteps - 1), density = std::exp(exponent(x));
        sum += density * 2 * m_reach / kSteps;
        curvature += density * 2 * m_reach / kSteps * (12 * x * x - 3);
    }
    // Along y the variance is σ²/2.
    m_logNormalization = std::log(sum) + std::log(std::numbers::pi * m_variance) / 2;
    m_meanCurvature = curvature / sum;
}

void DoubleWell::sample(Rng& rng, Real, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    do
        x[0] = m_reach * (2 * rng.uniform() - 1);
    while (rng.uniform() > std::exp(exponent(x[0])));
    x[1] = std::sqrt(m_variance / 2) * rng.normal();
    dx_dt.setZero();
}

std::optional<Real> DoubleWell::logDensity(Real, const Eigen::Ref<const Vector>& x) const {
    return exponent(x[0]) - x[1] * x[1] / m_variance - m_logNormalization;
}

void DoubleWell::potentialSlope(const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> slope) {
    slope[0] = 4 * x[0] * (x[0] * x[0] - 1);
    slope[1] = x[1];
}

} // namespace engine
