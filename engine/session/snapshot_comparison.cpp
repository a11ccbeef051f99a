#include "engine/session/snapshot_comparison.h"

#include "engine/metrics/transport_baseline.h"
#include "engine/metrics/wasserstein.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr int kSplits = 6; ///< into halves
constexpr std::uint64_t kParticleStream = 0x5c01, kDataStream = 0x5c02;

WeightedCloud particlesAt(const Trajectories& trajectories, Real time, std::uint64_t seed) {
    Eigen::MatrixXf positions;
    Eigen::RowVectorXf weights;
    trajectories.positionsAt(time, positions);
    trajectories.weightsAt(time, weights);
    Rng rng(seed, kParticleStream);
    return WeightedCloud{positions.cast<Real>(), weights.cast<Real>()}.thinned(kComparedPoints, rng);
}

WeightedCloud pointsOf(const Snapshot& snapshot, std::uint64_t seed) {
    Rng rng(seed, kDataStream);
    return WeightedCloud::of(snapshot).thinned(kComparedPoints, rng);
}

bool isTrainedOn(const Snapshot& snapshot) { return !snapshot.heldOut && snapshot.points.size() > 0; }

} // namespace

Real w1At(const Snapshot& snapshot, const Trajectories& trajectories) {
    const WeightedCloud moved = particlesAt(trajectories, snapshot.time, kComparisonSeed),
                        observed = pointsOf(snapshot, kComparisonSeed);
    return wasserstein(1, moved.points, observed.points, moved.weights, observed.weights);
}

Real w1OfTwoDraws(const Snapshot& snapshot, std::uint64_t seed) {
    const WeightedCloud observed = pointsOf(snapshot, seed);
    Real sum = 0;
    for (int split = 0; split < kSplits; ++split)
        sum += floorOfW1(observed, seed + std::uint64_t(split));
    return sum / kSplits;
}

std::vector<SnapshotComparison> compareSnapshots(const Dataset& dataset, const Trajectories& trajectories,
                                                 std::uint64_t seed, std::stop_token stop) {
    std::vector<SnapshotComparison> result;
    for (const Snapshot& snapshot : dataset.snapshots) {
        if (stop.stop_requested())
            break;
        if (snapshot.points.size() > 0)
            result.push_back({snapshot.time, snapshot.heldOut,
                              distancesBetween(particlesAt(trajectories, snapshot.time, seed), pointsOf(snapshot, seed),
                                               seed)});
    }
    return result;
}

std::optional<Revelation> reveal(const Dataset& dataset, std::size_t index, const Trajectories& trajectories,
                                 std::uint64_t seed, std::stop_token stop) {
    const Snapshot& snapshot = dataset.snapshots[index];
    const WeightedCloud observed = pointsOf(snapshot, seed), moved = particlesAt(trajectories, snapshot.time, seed);
    Revelation result;
    result.snapshot = index;
    result.model = distancesBetween(moved, observed, seed);
    result.floor = w1OfTwoDraws(snapshot, seed);

    const Snapshot *nearest = nullptr, *before = nullptr;
    int trained = 0;
    for (std::size_t k = 0; k < dataset.snapshots.size(); ++k) {
        const Snapshot& other = dataset.snapshots[k];
        if (k == index || !isTrainedOn(other))
            continue;
        ++trained;
        if (!nearest || std::abs(other.time - snapshot.time) < std::abs(nearest->time - snapshot.time))
            nearest = &other;
        if (!before || other.time < snapshot.time)
            before = &other;
    }
    result.nearestTime = nearest->time;
    result.nearest = distancesBetween(pointsOf(*nearest, seed), observed, seed);
    if (stop.stop_requested())
        return {};
    if (trained > 1) {
        Dataset training = dataset;
        training.snapshots[index].heldOut = true;
        const TransportBaseline straight(training);
        result.transport =
            distancesBetween(straight.moved(pointsOf(*before, seed), before->time, snapshot.time), observed, seed);
    }
    if (stop.stop_requested())
        return {};
    result.interval = intervalOfW1(moved, observed, result.model.w1, seed, std::move(stop));
    return result;
}

} // namespace engine
