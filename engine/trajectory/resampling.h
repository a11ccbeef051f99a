#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

#include <vector>

namespace engine {

/// How many equally heavy particles are worth as much as these: (Σw)²/Σw², from 1 to n. Shape: logWeights 1×n.
Real effectiveSampleSize(const RowVector& logWeights);
/// The logarithm of the mean weight, for any size of the logarithms.
Real logMeanWeight(const RowVector& logWeights);

/// Draws particles anew by their weights: particle i is replaced by particle result[i]. Systematic: one random number,
/// and a particle of n times the mean weight comes out ⌊n⌋ or ⌈n⌉ times. Who stays keeps its place, so that as few
/// particles as possible jump.
std::vector<Index> resampled(const RowVector& logWeights, Rng& rng);

} // namespace engine
