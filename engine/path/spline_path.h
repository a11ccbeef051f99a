#pragma once

#include "engine/path/coupling_rows.h"
#include "engine/path/snapshot_path.h"

#include <optional>

namespace engine {

/// Smooth curves through chains of pairs across all snapshots: x_0 → x_1 → … drawn by row-normalised plans, joined by
/// cubic Hermite pieces whose velocities at the knots are those of the parabola through three neighbours (Catmull–Rom
/// for uneven times), at both ends those of a curve without bending. Velocities are exact derivatives and, unlike those
/// of straight lines, continuous at the knots.
///
/// A piece depends on the four nearest knots alone, and a Markov chain can be drawn from its middle: the pair of the
/// segment, then one step forward by rows and one backward by columns.
/// Paper:  §1.5, splines through OT chains.
class SplinePath : public SnapshotPath {
public:
    /// Snapshots that are not held out. `couplings[k]` pairs snapshot k with k + 1; null: independent pairs.
    SplinePath(const Dataset& dataset, const Normalization& normalization,
               std::vector<std::shared_ptr<const Coupling>> couplings);

    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;

private:
    /// The chain's point before the segment's pair, or after it; −1 where there is none.
    Index before(std::size_t segment, Index source, Rng& rng) const;
    Index after(std::size_t segment, Index target, Rng& rng) const;

    std::vector<std::optional<CouplingRows>> m_forward, m_backward; ///< one a segment; empty: independent
};

} // namespace engine
