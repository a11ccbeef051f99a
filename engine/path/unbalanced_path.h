#pragma once

#include "engine/path/snapshot_path.h"
#include "engine/path/unbalanced_coupling.h"

#include <array>

namespace engine {

/// Straight lines between pairs of unbalanced transport, along which weight grows or fades: x_t = (1−τ) x_i + τ
/// x_{i+1}, log w linear in τ from the pair's density at the source to that at the target, less log M(τ) so that the
/// mass of all samples stays 1. Weighted samples at the knots are the snapshots.
///
/// With ρ the log gain of a pair, samples drawn from ½(γ0 + γ1) have w = 2 e^{τρ}/((1 + e^ρ) M) ≤ 2/M and the rate
/// (ρ − M'/M)/h. log M(τ) is tabulated with its slope and interpolated by cubics whose exact derivative the rate takes,
/// so weights and rates agree exactly.
/// Paper:  §1.5, §1.6 (E_w and r_t).
class UnbalancedPath : public SnapshotPath {
public:
    /// Snapshots that are not held out; `couplings[k]`, none null, pairs snapshot k with k + 1.
    UnbalancedPath(const Dataset& dataset, const Normalization& normalization,
                   std::vector<std::shared_ptr<const UnbalancedCoupling>> couplings);

    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;

private:
    static constexpr int kIntervals = 32;
    /// log M and its slope in τ at the ends of equal intervals.
    struct MassTable {
        std::array<double, kIntervals + 1> logMass, slope;
    };
    static MassTable tabulate(const UnbalancedCoupling& coupling);

    std::vector<std::shared_ptr<const UnbalancedCoupling>> m_couplings;
    std::vector<MassTable> m_masses;
};

} // namespace engine
