#pragma once

#include "engine/core/random.h"
#include "engine/data/snapshot.h"

#include <vector>

namespace engine {

/// `count` points of a snapshot, by their numbers: without replacement while there are enough and all weigh the same,
/// otherwise drawn with replacement by weight.
std::vector<Index> drawIndices(const Snapshot& snapshot, Index count, Rng& rng);
/// The same points themselves. Shape: d×count.
Points drawPoints(const Snapshot& snapshot, Index count, Rng& rng);

/// `count` entries drawn by weight with replacement, in random order. Stratified: the total is cut into `count` equal
/// pieces with one draw in each, so that what is drawn lies more evenly than by independent draws.
/// Shape: weights 1×n, none negative, with a finite sum above zero.
std::vector<Index> drawEvenly(const RowVector& weights, Index count, Rng& rng);

} // namespace engine
