#pragma once

#include "engine/core/random.h"
#include "engine/data/snapshot.h"
#include "engine/metrics/mmd.h"

#include <optional>

namespace engine {

/// Points with their weights. Shape: points d×n; weights 1×n or empty (all equal).
struct WeightedCloud {
    Points points;
    RowVector weights;

    static WeightedCloud of(const Snapshot& snapshot) { return {snapshot.points.points(), snapshot.points.weights()}; }
    Index size() const { return points.cols(); }
    /// `count` of the points, drawn without replacement; all of them, as they stand, where there are not more.
    WeightedCloud thinned(Index count, Rng& rng) const;
};

/// How far simulated particles are from an observed snapshot, by every measure.
/// Units: those of the points; mmd is the square of the discrepancy, without unit.
struct CloudDistances {
    Real w1 = 0, w2 = 0, slicedW2 = 0, mmd = 0;
    /// W1, W2 and MMD are between random parts: the whole has more than kMostTransportPairs pairs.
    bool isThinned = false;
};

/// Equal seeds give equal results.
CloudDistances distancesBetween(const WeightedCloud& simulated, const WeightedCloud& observed, std::uint64_t seed);

/// W1 between two random halves of a snapshot: what two draws of the very same population differ by. Zero for a single
/// point.
Real floorOfW1(const WeightedCloud& cloud, std::uint64_t seed);
/// The same for MMD², with the kernels `distancesBetween` would take unless others are given: mean |MMD²| over several
/// pairs of random halves.
Real floorOfMmd(const WeightedCloud& cloud, std::uint64_t seed, const std::optional<MmdKernel>& kernel = {});

} // namespace engine
