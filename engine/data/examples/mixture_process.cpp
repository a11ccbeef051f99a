#include "engine/data/examples/mixture_process.h"

#include "engine/core/quadrature.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace engine {

MixtureProcess::MixtureProcess(Matrix centers, Vector probabilities, ScheduleAt schedule, Real lastTime)
    : m_centers(std::move(centers)),
      m_probabilities(probabilities / probabilities.sum()),
      m_schedule(std::move(schedule)),
      m_lastTime(lastTime) {
    assert(m_centers.rows() <= kMostDimensions && m_centers.cols() == m_probabilities.size());
}

MixtureProcess::Schedule MixtureProcess::at(Real t) const {
    Schedule schedule;
    schedule.drift.setZero(dimension());
    schedule.driftRate.setZero(dimension());
    m_schedule(t, schedule);
    return schedule;
}

void MixtureProcess::sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
    const Schedule s = at(t);
    Real u = rng.uniform();
    Index k = 0;
    while (k + 1 < m_probabilities.size() && u >= m_probabilities[k])
        u -= m_probabilities[k++];
    x = s.drift + s.spread * m_centers.col(k);
    dx_dt = s.driftRate + s.spreadRate * m_centers.col(k);
    for (int i = 0; i < dimension(); ++i) {
        const Real z = rng.normal();
        x[i] += s.noise * z;
        dx_dt[i] += s.noiseRate * z;
    }
    if (s.secondNoise != 0 || s.secondNoiseRate != 0)
        for (int i = 0; i < dimension(); ++i) {
            const Real z = rng.normal();
            x[i] += s.secondNoise * z;
            dx_dt[i] += s.secondNoiseRate * z;
        }
}

void MixtureProcess::velocity(const Schedule& s, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    const Real variance = s.noise * s.noise + s.secondNoise * s.secondNoise;
    const Real varianceRate = 2 * (s.noise * s.noiseRate + s.secondNoise * s.secondNoiseRate);
    const SmallVector y = x - s.drift;
    const auto exponent = [&](Index k) {
        return std::log(m_probabilities[k]) - (y - s.spread * m_centers.col(k)).squaredNorm() / (2 * variance);
    };
    Real largest = -std::numeric_limits<Real>::infinity();
    for (Index k = 0; k < m_centers.cols(); ++k)
        largest = std::max(largest, exponent(k));
    SmallVector mean = SmallVector::Zero(dimension());
    Real total = 0;
    for (Index k = 0; k < m_centers.cols(); ++k) {
        const Real weight = std::exp(exponent(k) - largest);
        mean += weight * m_centers.col(k);
        total += weight;
    }
    mean /= total;
    v = s.driftRate + s.spreadRate * mean + varianceRate / (2 * variance) * (y - s.spread * mean);
}

bool MixtureProcess::optimalVelocity(Real t, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) const {
    velocity(at(t), x, v);
    return true;
}

std::optional<Real> MixtureProcess::logDensity(Real t, const Eigen::Ref<const Vector>& x) const {
    const Schedule s = at(t);
    const Real variance = s.noise * s.noise + s.secondNoise * s.secondNoise;
    const auto exponent = [&](Index k) {
        return std::log(m_probabilities[k]) -
               (x - s.drift - s.spread * m_centers.col(k)).squaredNorm() / (2 * variance);
    };
    Real largest = -std::numeric_limits<Real>::infinity(), sum = 0;
    for (Index k = 0; k < m_centers.cols(); ++k)
        largest = std::max(largest, exponent(k));
    for (Index k = 0; k < m_centers.cols(); ++k)
        sum += std::exp(exponent(k) - largest);
    return largest + std::log(sum) - dimension() * std::log(2 * std::numbers::pi * variance) / 2;
}

std::optional<GaussianMotion> MixtureProcess::gaussian(Real t) const {
    if (m_centers.cols() > 1)
        return {};
    const Schedule s = at(t);
    const Matrix identity = Matrix::Identity(dimension(), dimension());
    return GaussianMotion{s.drift + s.spread * m_centers.col(0), s.driftRate + s.spreadRate * m_centers.col(0),
                          (s.noise * s.noise + s.secondNoise * s.secondNoise) * identity,
                          2 * (s.noise * s.noiseRate + s.secondNoise * s.secondNoiseRate) * identity};
}

/// ½ E‖v‖² at one time, by a product rule around every centre.
Real MixtureProcess::powerAt(Real t) const {
    const Schedule s = at(t);
    const int d = dimension();
    // Around one centre alone v is linear, and the rule exact with few nodes.
    const Quadrature rule = standardNormal(m_centers.cols() == 1 ? 25 : 75);
    const Real deviation = std::hypot(s.noise, s.secondNoise);
    const Index nodes = rule.nodes.size();
    Index combinations = 1;
    for (int i = 0; i < d; ++i)
        combinations *= nodes;
    Vector x(d), v(d);
    Real power = 0;
    for (Index k = 0; k < m_centers.cols(); ++k)
        for (Index combination = 0; combination < combinations; ++combination) {
            Real weight = m_probabilities[k];
            x = s.drift + s.spread * m_centers.col(k);
            for (Index i = 0, rest = combination; i < d; ++i, rest /= nodes) {
                x[i] += deviation * rule.nodes[rest % nodes];
                weight *= rule.weights[rest % nodes];
            }
            velocity(s, x, v);
            power += weight * v.squaredNorm() / 2;
        }
    return power;
}

std::optional<Real> MixtureProcess::kineticEnergy() const {
    if (dimension() > (m_centers.cols() == 1 ? 3 : 2))
        return {};
    return m_energy.get([this] {
        const Quadrature time = gaussLegendre(48);
        Real energy = 0;
        for (Index i = 0; i < time.nodes.size(); ++i)
            energy += m_lastTime * time.weights[i] * powerAt(m_lastTime * time.nodes[i]);
        return energy;
    });
}

} // namespace engine
