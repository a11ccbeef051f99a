#include "engine/data/sampling.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace engine {

std::vector<Index> drawIndices(const Snapshot& snapshot, Index count, Rng& rng) {
    const PointSet& all = snapshot.points;
    const Index n = all.size();
    std::vector<Index> chosen;
    chosen.reserve(std::size_t(count));
    if (!all.hasWeights() && count <= n) {
        std::vector<Index> order(static_cast<std::size_t>(n));
        std::iota(order.begin(), order.end(), Index(0));
        for (Index i = 0; i < count; ++i) {
            std::swap(order[std::size_t(i)], order[std::size_t(i) + rng.below(std::uint64_t(n - i))]);
            chosen.push_back(order[std::size_t(i)]);
        }
    } else if (!all.hasWeights()) {
        for (Index i = 0; i < count; ++i)
            chosen.push_back(i < n ? i : Index(rng.below(std::uint64_t(n))));
    } else {
        const RowVector weights = all.weights();
        std::vector<double> cumulative(static_cast<std::size_t>(n));
        std::partial_sum(weights.begin(), weights.end(), cumulative.begin());
        for (Index i = 0; i < count; ++i) {
            const auto found =
                std::upper_bound(cumulative.begin(), cumulative.end(), rng.uniform() * cumulative.back());
            chosen.push_back(std::min<Index>(found - cumulative.begin(), n - 1));
        }
    }
    return chosen;
}

Points drawPoints(const Snapshot& snapshot, Index count, Rng& rng) {
    const Points points = snapshot.points.points();
    return points(Eigen::all, drawIndices(snapshot, count, rng));
}

std::vector<Index> drawEvenly(const RowVector& weights, Index count, Rng& rng) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    assert(total > 0 && std::isfinite(total));
    Index last = weights.size() - 1; // the last one that may come out, for sums that round down
    while (weights[last] <= 0)
        --last;
    std::vector<Index> chosen;
    chosen.reserve(std::size_t(count));
    double passed = weights[0];
    for (Index i = 0, entry = 0; i < count; ++i) {
        const double wanted = (double(i) + rng.uniform()) / double(count) * total;
        while (entry < last && wanted >= passed)
            passed += weights[++entry];
        chosen.push_back(entry);
    }
    for (Index i = count - 1; i > 0; --i)
        std::swap(chosen[std::size_t(i)], chosen[rng.below(std::uint64_t(i + 1))]);
    return chosen;
}

} // namespace engine
