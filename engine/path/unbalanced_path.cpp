#include "engine/path/unbalanced_path.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

/// log(2 e^{τρ}/(1 + e^ρ)) without overflow.
double logWeight(double gain, double tau) {
    return std::numbers::ln2 + tau * gain - (std::max(gain, 0.0) + std::log1p(std::exp(-std::abs(gain))));
}

} // namespace

UnbalancedPath::UnbalancedPath(const Dataset& dataset, const Normalization& normalization,
                               std::vector<std::shared_ptr<const UnbalancedCoupling>> couplings)
    : SnapshotPath(dataset, normalization, {}), m_couplings(std::move(couplings)) {
    assert(m_couplings.size() == segmentCount());
    for (const auto& coupling : m_couplings)
        m_masses.push_back(tabulate(*coupling));
}

UnbalancedPath::MassTable UnbalancedPath::tabulate(const UnbalancedCoupling& coupling) {
    MassTable table;
    for (int k = 0; k <= kIntervals; ++k) {
        double mass = 0, change = 0, before = 0;
        for (std::size_t pair = 0; pair < coupling.logGain.size(); ++pair) {
            const double probability = coupling.pairs.cumulative[pair] - before, gain = coupling.logGain[pair];
            const double weight = probability * std::exp(logWeight(gain, double(k) / kIntervals));
            mass += weight;
            change += weight * gain;
            before = coupling.pairs.cumulative[pair];
        }
        table.logMass[std::size_t(k)] = std::log(mass);
        table.slope[std::size_t(k)] = change / mass;
    }
    return table;
}

void UnbalancedPath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    std::size_t segment = 0;
    for (int j = 0; j < samples.interior; ++j) {
        const float t = samples.t[j];
        segment = segmentOf(t, segment);
        const Cloud &from = clouds()[segment], &to = clouds()[segment + 1];
        const UnbalancedCoupling& coupling = *m_couplings[segment];
        const std::size_t drawn = coupling.pairs.drawIndex(rng);
        const Coupling::Pair pair = coupling.pairs.pairs[drawn];
        const double gain = coupling.logGain[drawn];
        const float h = to.time - from.time, tau = std::clamp((t - from.time) / h, 0.f, 1.f);
        samples.dx_dt.col(j) = (to.points.col(pair.target) - from.points.col(pair.source)) / h;
        samples.x.col(j) = (1 - tau) * from.points.col(pair.source) + tau * to.points.col(pair.target);

        // The cubic of the interval: with u in [0, 1] and the step d, y = y_0 + u d s_0 + u²((3−2u) e − (1−u) d
        // (s_1−s_0)), e = y_1 − y_0 − d s_0.
        const MassTable& table = m_masses[segment];
        const int interval = std::min(int(tau * kIntervals), kIntervals - 1);
        const double u = double(tau) * kIntervals - interval, step = 1.0 / kIntervals;
        const auto k = std::size_t(interval);
        const double bend = table.logMass[k + 1] - table.logMass[k] - step * table.slope[k];
        const double turn = step * (table.slope[k + 1] - table.slope[k]);
        const double logMass =
            table.logMass[k] + u * (step * table.slope[k] + u * ((3 - 2 * u) * bend - (1 - u) * turn));
        const double slope = table.slope[k] + (6 * u * (1 - u) * bend - u * (2 - 3 * u) * turn) / step;
        samples.weight[j] = float(std::exp(logWeight(gain, tau) - logMass));
        samples.logWeightRate[j] = float((gain - slope) / h);
    }
}

} // namespace engine
