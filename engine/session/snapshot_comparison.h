#pragma once

#include "engine/data/dataset.h"
#include "engine/metrics/bootstrap.h"
#include "engine/trajectory/trajectories.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace engine {

/// How far the particles at the time of a snapshot are from its points. Units: data units.
struct SnapshotComparison {
    Real time = 0;
    bool heldOut = false;
    CloudDistances distances; ///< of at most kComparedPoints of either cloud
};
inline constexpr Index kComparedPoints = 600;
/// Which points are drawn where there are more: the same wherever the window measures, whatever a run's own seed, so
/// that one quantity has one value and runs are measured against the same points.
inline constexpr std::uint64_t kComparisonSeed = 0;

/// At every snapshot that has points, in their order; a part of them when stopped.
/// Precondition: the trajectories have levels, and the data's dimension.
std::vector<SnapshotComparison> compareSnapshots(const Dataset& dataset, const Trajectories& trajectories,
                                                 std::uint64_t seed, std::stop_token stop = {});

/// W1 alone, by the very same clouds: equal to `compareSnapshots` with kComparisonSeed, and to what `reveal` says.
Real w1At(const Snapshot& snapshot, const Trajectories& trajectories);
/// W1 between two random halves of at most kComparedPoints of the snapshot, the mean of several: what two draws of the
/// very same population differ by.
Real w1OfTwoDraws(const Snapshot& snapshot, std::uint64_t seed = kComparisonSeed);

/// A prediction beside the two that need no model, all of one snapshot. Units: data units.
struct Revelation {
    std::size_t snapshot = 0;
    CloudDistances model;
    std::optional<Interval> interval; ///< of the model's W1
    Real floor = 0;                   ///< w1OfTwoDraws of the snapshot
    CloudDistances nearest;           ///< of the training snapshot nearest in time, as it is
    Real nearestTime = 0;
    std::optional<CloudDistances> transport; ///< of the snapshot before, moved straight by optimal transport; empty
                                             ///< where the data train on fewer than two snapshots
    bool isBetter() const {
        return model.w1 < nearest.w1 && (!transport || model.w1 < transport->w1);
    }
};

/// What a held-out snapshot says about a model. Empty when stopped.
/// Precondition: as above; the snapshot has points, and another one is trained on.
std::optional<Revelation> reveal(const Dataset& dataset, std::size_t snapshot, const Trajectories& trajectories,
                                 std::uint64_t seed, std::stop_token stop = {});

} // namespace engine
