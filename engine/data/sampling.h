#pragma once

#include "engine/core/random.h"
#include "engine/data/snapshot.h"

namespace engine {

/// `count` points of a snapshot: without replacement while there are enough and all weigh the same, otherwise drawn with
/// replacement by weight. Shape: d×count.
Points drawPoints(const Snapshot& snapshot, Index count, Rng& rng);

} // namespace engine
