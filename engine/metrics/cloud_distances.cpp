#include "engine/metrics/cloud_distances.h"

#include "engine/metrics/wasserstein.h"
#include "engine/path/exact_transport.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace engine {

namespace {

/// Random streams: one a purpose, so that no distance depends on which others are taken.
enum Stream : std::uint64_t { kHalves = 1, kDirections = 2, kThinning = 3, kMmdHalves = 4 };

std::vector<Index> shuffled(Index count, Rng& rng) {
    std::vector<Index> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), Index(0));
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[rng.below(i)]);
    return order;
}

WeightedCloud part(const WeightedCloud& cloud, std::vector<Index> indices) {
    std::sort(indices.begin(), indices.end()); // neighbours in memory
    WeightedCloud chosen{cloud.points(Eigen::all, indices), {}};
    if (cloud.weights.size() > 0)
        chosen.weights = cloud.weights(indices);
    return chosen;
}

/// Both to the same part of their points, so that at most kMostTransportPairs pairs remain.
bool thin(WeightedCloud& a, WeightedCloud& b, Rng& rng) {
    const double pairs = double(a.size()) * double(b.size());
    if (pairs <= kMostTransportPairs)
        return false;
    const double share = std::sqrt(kMostTransportPairs / pairs);
    a = a.thinned(std::max<Index>(1, Index(share * double(a.size()))), rng);
    b = b.thinned(std::max<Index>(1, Index(share * double(b.size()))), rng);
    return true;
}

} // namespace

WeightedCloud WeightedCloud::thinned(Index count, Rng& rng) const {
    if (count >= size())
        return *this;
    std::vector<Index> order = shuffled(size(), rng);
    order.resize(std::size_t(count));
    return part(*this, std::move(order));
}

CloudDistances distancesBetween(const WeightedCloud& simulated, const WeightedCloud& observed, std::uint64_t seed) {
    CloudDistances distances;
    Rng directions(seed, kDirections), thinning(seed, kThinning);
    distances.slicedW2 =
        slicedWasserstein2(simulated.points, observed.points, simulated.weights, observed.weights, directions);
    WeightedCloud a = simulated, b = observed;
    distances.isThinned = thin(a, b, thinning);
    distances.w1 = wasserstein(1, a.points, b.points, a.weights, b.weights);
    distances.w2 = wasserstein(2, a.points, b.points, a.weights, b.weights);
    distances.mmd = mmdSquared(a.points, b.points, MmdKernel::aroundMedian(a.points, b.points), a.weights, b.weights);
    return distances;
}

namespace {
std::pair<WeightedCloud, WeightedCloud> halvesOf(const WeightedCloud& cloud, Rng& rng) {
    const std::vector<Index> order = shuffled(cloud.size(), rng);
    const auto middle = order.begin() + std::ptrdiff_t(order.size() / 2);
    return {part(cloud, {order.begin(), middle}), part(cloud, {middle, order.end()})};
}
} // namespace

Real floorOfW1(const WeightedCloud& cloud, std::uint64_t seed) {
    if (cloud.size() < 2)
        return 0;
    Rng halves(seed, kHalves), thinning(seed, kThinning);
    auto [a, b] = halvesOf(cloud, halves);
    thin(a, b, thinning);
    return wasserstein(1, a.points, b.points, a.weights, b.weights);
}

Real floorOfMmd(const WeightedCloud& cloud, std::uint64_t seed, const std::optional<MmdKernel>& chosen) {
    if (cloud.size() < 2)
        return 0;
    constexpr int kSplits = 8;
    constexpr Index kMostPoints = 2000; // of both halves, for time
    Rng halves(seed, kMmdHalves);
    const MmdKernel kernel = chosen ? *chosen : MmdKernel::aroundMedian(cloud.points, cloud.points);
    Real sum = 0;
    for (int k = 0; k < kSplits; ++k) {
        const auto [a, b] = halvesOf(cloud.thinned(kMostPoints, halves), halves);
        sum += std::abs(mmdSquared(a.points, b.points, kernel, a.weights, b.weights));
    }
    return sum / kSplits;
}

} // namespace engine
