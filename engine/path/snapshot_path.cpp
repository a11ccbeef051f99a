#include "engine/path/snapshot_path.h"

#include <algorithm>
#include <cassert>

namespace engine {

SnapshotPath::SnapshotPath(const Dataset& dataset, const Normalization& normalization,
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
        m_clouds.push_back(std::move(cloud));
    }
    assert(m_clouds.size() >= 2);
    m_couplings.resize(m_clouds.size() - 1);
}

Index SnapshotPath::Cloud::draw(Rng& rng) const {
    if (cumulative.empty())
        return Index(rng.below(std::uint64_t(points.cols())));
    const auto found = std::upper_bound(cumulative.begin(), cumulative.end(), rng.uniform());
    return std::min(Index(found - cumulative.begin()), points.cols() - 1);
}

std::size_t SnapshotPath::segmentOf(float t, std::size_t last) const {
    std::size_t segment = t < m_clouds[last].time ? 0 : last;
    while (segment + 2 < m_clouds.size() && t >= m_clouds[segment + 1].time)
        ++segment;
    return segment;
}

Coupling::Pair SnapshotPath::drawPair(std::size_t segment, Rng& rng) const {
    if (const Coupling* pairs = coupling(segment))
        return pairs->draw(rng);
    const auto source = std::int32_t(m_clouds[segment].draw(rng));
    return {source, std::int32_t(m_clouds[segment + 1].draw(rng))};
}

void SnapshotPath::sampleBoundary(Rng& rng, PathSamples<float>& samples) const {
    for (int j = 0; j < samples.boundary; ++j) {
        const Cloud& cloud = 2 * j < samples.boundary ? m_clouds.front() : m_clouds.back();
        samples.boundaryX.col(j) = cloud.points.col(cloud.draw(rng));
    }
}

} // namespace engine
