#pragma once

#include "engine/path/snapshot_path.h"

namespace engine {

/// Straight lines between pairs of points of consecutive snapshots: x_t = (1−τ) x_i + τ x_{i+1}, ẋ = (x_{i+1} − x_i)/h.
/// Paper:  §1.5, linear, independent or optimal-transport pairs.
class LinearPath : public SnapshotPath {
public:
    /// Snapshots that are not held out. `couplings[k]` pairs snapshot k with k + 1; null: independent pairs.
    LinearPath(const Dataset& dataset, const Normalization& normalization,
               std::vector<std::shared_ptr<const Coupling>> couplings)
        : SnapshotPath(dataset, normalization, std::move(couplings)) {}

    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;
};

} // namespace engine
