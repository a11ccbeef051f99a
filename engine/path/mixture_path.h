#pragma once

#include "engine/path/snapshot_path.h"

namespace engine {

/// Nothing moves: q_t = (1−τ) q_i + τ q_{i+1}, the weights of one snapshot fade while those of the next rise. The
/// natural path of pure growth.
///
/// Samples come half from each end with the weights 2(1−τ) and 2τ and the rates −1/((1−τ)h) and 1/(τh), so that
/// weight · rate is ∓2/h: the loss is that of §1.6, E_t[f(s)] − (E_{q_{i+1}}[s] − E_{q_i}[s])/h.
/// Paper:  §1.5, §1.6, mixture path.
class MixturePath : public SnapshotPath {
public:
    MixturePath(const Dataset& dataset, const Normalization& normalization)
        : SnapshotPath(dataset, normalization, {}) {}

    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;
};

} // namespace engine
