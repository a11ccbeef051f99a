#include "engine/path/linear_path.h"

#include <algorithm>

namespace engine {

LinearPath::LinearPath(const Dataset& dataset, const Normalization& normalization,
                       std::vector<std::shared_ptr<const Coupling>> couplings)
    : m_couplings(std::move(couplings)) {
    for (const Snapshot& snapshot : dataset.snapshots) {
        if (snapshot.heldOut)
            continue;
        Cloud cloud{float(normalization.toTraining(snapshot.time)),
                    normalization.toTraining(snapshot.points.points()).cast<float>(),
                    {}};
        if (snapshot.points.hasWeights()) {
            const RowVector weights = snapshot.points.weights();
            const double total = weights.sum();
            double sum = 0;
            for (Index i = 0; i < weights.size(); ++i)
                cloud.cumulative.push_back((sum += weights[i]) / total);
        }
        m_snapshots.push_back(std::move(cloud));
    }
    m_couplings.resize(m_snapshots.size() - 1);
}

Index LinearPath::Cloud::draw(Rng& rng) const {
    if (cumulative.empty())
        return Index(rng.below(std::uint64_t(points.cols())));
    const auto found = std::upper_bound(cumulative.begin(), cumulative.end(), rng.uniform());
    return std::min(Index(found - cumulative.begin()), points.cols() - 1);
}

void LinearPath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    std::size_t segment = 0;
    for (int j = 0; j < samples.interior; ++j) {
        const float t = samples.t[j];
        // Times usually ascend: go on from the last segment.
        if (t < m_snapshots[segment].time)
            segment = 0;
        while (segment + 2 < m_snapshots.size() && t >= m_snapshots[segment + 1].time)
            ++segment;
        const Cloud &from = m_snapshots[segment], &to = m_snapshots[segment + 1];
        Index source, target;
        if (const Coupling* coupling = m_couplings[segment].get()) {
            const Coupling::Pair pair = coupling->draw(rng);
            source = pair.source;
            target = pair.target;
        } else {
            source = from.draw(rng);
            target = to.draw(rng);
        }
        const float duration = to.time - from.time, tau = (t - from.time) / duration;
        samples.dx_dt.col(j) = (to.points.col(target) - from.points.col(source)) / duration;
        samples.x.col(j) = (1 - tau) * from.points.col(source) + tau * to.points.col(target);
    }
}

void LinearPath::sampleBoundary(Rng& rng, PathSamples<float>& samples) const {
    for (int j = 0; j < samples.boundary; ++j) {
        const Cloud& cloud = 2 * j < samples.boundary ? m_snapshots.front() : m_snapshots.back();
        samples.boundaryX.col(j) = cloud.points.col(cloud.draw(rng));
    }
}

} // namespace engine
