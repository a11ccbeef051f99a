#pragma once

#include "engine/data/dataset.h"
#include "engine/data/normalization.h"
#include "engine/path/coupling.h"
#include "engine/path/path.h"

#include <memory>
#include <vector>

namespace engine {

/// What all paths between snapshots share: the clouds in training units, drawn from by the weights of their points, the
/// segment a time is in, and the pairs of its two clouds.
/// Paper:  §1.5.
class SnapshotPath : public Path {
public:
    int dimension() const override { return int(m_clouds.front().points.rows()); }
    void sampleBoundary(Rng& rng, PathSamples<float>& samples) const override;

protected:
    struct Cloud {
        float time;
        Eigen::MatrixXf points;
        std::vector<double> cumulative; ///< of the weights; empty when all are equal
        Index draw(Rng& rng) const;
    };

    /// Snapshots that are not held out. `couplings[k]` pairs snapshot k with k + 1; null: independent pairs.
    SnapshotPath(const Dataset& dataset, const Normalization& normalization,
                 std::vector<std::shared_ptr<const Coupling>> couplings);

    const std::vector<Cloud>& clouds() const { return m_clouds; }
    std::size_t segmentCount() const { return m_couplings.size(); }
    const Coupling* coupling(std::size_t segment) const { return m_couplings[segment].get(); }
    /// The segment from cloud k to k + 1 that holds t. Times usually ascend: the search goes on from `last`.
    std::size_t segmentOf(float t, std::size_t last) const;
    /// One point of each end of a segment.
    Coupling::Pair drawPair(std::size_t segment, Rng& rng) const;

private:
    std::vector<Cloud> m_clouds;
    std::vector<std::shared_ptr<const Coupling>> m_couplings;
};

} // namespace engine
