#include "engine/data/subsample.h"

#include "engine/core/random.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

constexpr std::uint64_t kStream = 0x737562; // apart from what training and paths draw

std::vector<Index> drawn(Index n, Index count, Rng& rng) {
    std::vector<Index> indices(static_cast<std::size_t>(n));
    std::iota(indices.begin(), indices.end(), Index(0));
    for (Index i = 0; i < count; ++i)
        std::swap(indices[std::size_t(i)], indices[std::size_t(i) + rng.below(std::uint64_t(n - i))]);
    indices.resize(std::size_t(count));
    std::sort(indices.begin(), indices.end());
    return indices;
}

} // namespace

Dataset subsampled(const Dataset& dataset, const Subsample& choice) {
    Dataset thinned = dataset;
    const auto isTooLarge = [&](const Snapshot& snapshot) { return snapshot.points.size() > choice.most; };
    if (std::none_of(thinned.snapshots.begin(), thinned.snapshots.end(), isTooLarge))
        return thinned;
    for (std::size_t k = 0; k < thinned.snapshots.size(); ++k) {
        Snapshot& snapshot = thinned.snapshots[k];
        const PointSet& points = snapshot.points;
        if (!snapshot.mass)
            snapshot.mass = points.hasWeights() ? points.weights().sum() : Real(points.size());
        Rng rng(choice.seed, kStream, k);
        if (isTooLarge(snapshot))
            snapshot.points = points.select(drawn(points.size(), choice.most, rng));
    }
    thinned.exampleName.clear();
    return thinned;
}

} // namespace engine
