#pragma once

#include "engine/data/dataset.h"

#include <cstdint>

namespace engine {

/// At most so many points of every snapshot.
struct Subsample {
    Index most = 0;
    std::uint64_t seed = 0;
};

/// Draws points uniformly without replacement, each snapshot for itself; those kept stay in their order. Once any
/// snapshot is thinned, all remember the mass they had: the sum of their weights, or the number of their points.
Dataset subsampled(const Dataset& dataset, const Subsample& choice);

} // namespace engine
