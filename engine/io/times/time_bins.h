#pragma once

#include "engine/io/times/time_axis.h"

#include <vector>

namespace engine {

/// Times put together in bins, in order of time; bins without a row do not exist.
struct BinnedTimes {
    struct Bin {
        Real time = 0;            ///< of the snapshot
        Real first = 0, last = 0; ///< least and greatest time in it
    };
    std::vector<Bin> bins;
    std::vector<int> binOf; ///< one per row, −1 where the row has no time
};

/// Cuts times into bins. Rows with equal times stay together, so that there may be fewer bins than asked for.
/// Shape: `times` has one entry per row, NaN where it has none.
BinnedTimes binned(const std::vector<Real>& times, const TimeBins& rule);

} // namespace engine
