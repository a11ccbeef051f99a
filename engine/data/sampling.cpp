#include "engine/data/sampling.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace engine {

Points drawPoints(const Snapshot& snapshot, Index count, Rng& rng) {
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
    const Points points = all.points();
    Points out(points.rows(), count);
    for (Index i = 0; i < count; ++i)
        out.col(i) = points.col(chosen[std::size_t(i)]);
    return out;
}

} // namespace engine
