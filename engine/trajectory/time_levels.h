#pragma once

#include "engine/core/types.h"

#include <algorithm>

namespace engine {

/// Where a time lies on a grid of times: after `level` by `fraction` of the way to the next level, in [0, 1).
struct TimePlace {
    int level = 0;
    Real fraction = 0;
};

/// Times outside the grid take its nearest end. `times` ascend and are not empty.
inline TimePlace placeIn(const Times& times, Real time) {
    const Index n = times.size();
    if (!(time > times[0]))
        return {0, 0};
    if (time >= times[n - 1])
        return {int(n - 1), 0};
    const int level = int(std::upper_bound(times.data(), times.data() + n, time) - times.data()) - 1;
    return {level, (time - times[level]) / (times[level + 1] - times[level])};
}

} // namespace engine
