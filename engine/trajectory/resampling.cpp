#include "engine/trajectory/resampling.h"

#include <cmath>

namespace engine {

namespace {
/// Weights with the largest one equal to 1.
RowVector scaledWeights(const RowVector& logWeights) {
    return (logWeights.array() - logWeights.maxCoeff()).exp().matrix();
}
} // namespace

Real effectiveSampleSize(const RowVector& logWeights) {
    const RowVector weights = scaledWeights(logWeights);
    return weights.sum() * weights.sum() / weights.squaredNorm();
}

Real logMeanWeight(const RowVector& logWeights) {
    return logWeights.maxCoeff() + std::log(scaledWeights(logWeights).mean());
}

std::vector<Index> resampled(const RowVector& logWeights, Rng& rng) {
    const Index n = logWeights.size();
    const RowVector weights = scaledWeights(logWeights);
    const Real spacing = weights.sum() / Real(n);
    std::vector<Index> ancestors(static_cast<std::size_t>(n), -1), extra;
    Real mark = rng.uniform() * spacing, sum = 0;
    for (Index i = 0; i < n; ++i) {
        sum += weights[i];
        for (bool isFirst = true; mark < sum; mark += spacing, isFirst = false) {
            if (isFirst)
                ancestors[std::size_t(i)] = i;
            else
                extra.push_back(i);
        }
    }
    std::size_t next = 0;
    for (Index i = 0; i < n; ++i)
        if (ancestors[std::size_t(i)] < 0) // rounding may leave the last mark beyond the sum
            ancestors[std::size_t(i)] = next < extra.size() ? extra[next++] : i;
    return ancestors;
}

} // namespace engine
