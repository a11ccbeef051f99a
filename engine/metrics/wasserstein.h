#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace engine {

/// Exact Wasserstein distance of order p (1 or 2, Euclidean ground distance) between weighted clouds, by network
/// simplex. Empty weights: all equal.
/// Shape: a d×n, b d×m, weights 1×n and 1×m.
/// Units: those of the points.
Real wasserstein(int order, const Points& a, const Points& b, const RowVector& aWeights = {},
                 const RowVector& bWeights = {});

/// Sliced W2: root mean over random directions of the squared 1-D W2.
Real slicedWasserstein2(const Points& a, const Points& b, const RowVector& aWeights, const RowVector& bWeights, Rng& rng,
                        int directions = 200);

} // namespace engine
