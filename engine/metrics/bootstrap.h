#pragma once

#include "engine/metrics/cloud_distances.h"

#include <optional>
#include <stop_token>

namespace engine {

/// Ends of an interval.
struct Interval {
    Real low = 0, high = 0;
};

/// How sure W1 between two clouds is, given how few points there are: the 95 % interval of the bootstrap. Both clouds
/// are drawn anew with replacement; as draws that repeat points are farther apart than the clouds themselves, deviations
/// count from the draws' own mean. At most 200 points a draw, whose wider spread is scaled to the full number by the
/// root. `w1` is the distance of the clouds as they are. Equal seeds give equal intervals.
/// Units: those of the points. Empty when stopped, or with fewer than two points in either cloud.
std::optional<Interval> intervalOfW1(const WeightedCloud& simulated, const WeightedCloud& observed, Real w1,
                                     std::uint64_t seed, std::stop_token stop = {});

} // namespace engine
