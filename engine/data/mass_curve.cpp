#include "engine/data/mass_curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

template <class MassOf> MassCurve curveOf(const Dataset& dataset, MassOf&& massOf) {
    std::vector<Real> times, masses;
    for (const Snapshot& snapshot : dataset.snapshots) {
        if (snapshot.heldOut)
            continue;
        times.push_back(snapshot.time);
        masses.push_back(massOf(snapshot));
    }
    return {std::move(times), std::move(masses)};
}

} // namespace

MassCurve::MassCurve(std::vector<Real> times, std::vector<Real> masses)
    : m_times(std::move(times)), m_masses(std::move(masses)) {
    assert(m_times.size() == m_masses.size() && std::is_sorted(m_times.begin(), m_times.end()));
    for (const Real mass : m_masses)
        m_logMasses.push_back(std::log(mass));
}

MassCurve MassCurve::byCounts(const Dataset& dataset) {
    return curveOf(dataset, [](const Snapshot& snapshot) { return Real(snapshot.points.size()); });
}

MassCurve MassCurve::byWeights(const Dataset& dataset) {
    return curveOf(dataset, [](const Snapshot& snapshot) {
        if (snapshot.mass)
            return *snapshot.mass;
        return snapshot.points.hasWeights() ? snapshot.points.weights().sum() : Real(snapshot.points.size());
    });
}

Real MassCurve::logMass(Real t) const {
    if (m_times.empty())
        return 0;
    if (t <= m_times.front())
        return m_logMasses.front();
    if (t >= m_times.back())
        return m_logMasses.back();
    const auto k = std::size_t(std::upper_bound(m_times.begin(), m_times.end(), t) - m_times.begin()) - 1;
    return m_logMasses[k] + (t - m_times[k]) * logRate(t);
}

Real MassCurve::logRate(Real t) const {
    if (m_times.empty() || t < m_times.front() || t >= m_times.back())
        return 0;
    const auto k = std::size_t(std::upper_bound(m_times.begin(), m_times.end(), t) - m_times.begin()) - 1;
    return (m_logMasses[k + 1] - m_logMasses[k]) / (m_times[k + 1] - m_times[k]);
}

} // namespace engine
