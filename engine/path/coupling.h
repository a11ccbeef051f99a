#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"
#include "engine/path/entropic_plan.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace engine {

/// A transport plan between two weighted clouds, kept as its non-zero entries.
struct Coupling {
    struct Pair {
        std::int32_t source, target;
    };
    std::vector<Pair> pairs;
    std::vector<double> cumulative; ///< running sum of the masses, last entry 1
    double cost = 0;                ///< Σ mass · cost of the pair
    bool exact = false;             ///< optimal between the whole clouds, not only within blocks

    /// One pair drawn with probability equal to its mass, or its place among the pairs.
    Pair draw(Rng& rng) const { return pairs[drawIndex(rng)]; }
    std::size_t drawIndex(Rng& rng) const;
};

/// Largest number of points a side for which one exact plan is solved in under about a second.
inline constexpr Index kExactCouplingLimit = 2000;

/// Optimal plan for the squared Euclidean distance by LEMON's network simplex; weights need not be given (all equal).
/// Shape:  source d×n, target d×m; weights 1×n, 1×m or empty.
/// Errors: Error{InvalidArgument} for a negative or not finite weight.
Coupling optimalCoupling(const Points& source, const Points& target, const RowVector& sourceWeights = {},
                         const RowVector& targetWeights = {});

/// For larger clouds: both sides are dealt at random into equally many blocks of at most `blockSize` points, and each
/// pair of blocks is coupled exactly. Covers every point when `maximumBlocks` allows, otherwise a random part.
/// Errors: Error{Cancelled} when a stop is asked for.
Coupling blockCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                       const RowVector& targetWeights, Rng& rng, Index blockSize = 1500, Index maximumBlocks = 8,
                       std::stop_token stop = {});

/// For large clouds: the entropic plan of the whole clouds (Sinkhorn), thinned out. Its row sums are exact, its
/// column sums to the tolerance or better.
/// Errors: as entropicPlan().
Coupling sinkhornCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                          const RowVector& targetWeights, const SinkhornSettings& settings = {},
                          std::stop_token stop = {}, const std::function<void(double)>& progress = {});

} // namespace engine
