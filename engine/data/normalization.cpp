#include "engine/data/normalization.h"

#include <algorithm>
#include <cmath>

namespace engine {

Normalization Normalization::of(const Dataset& dataset) {
    Normalization result;
    const int d = dataset.dimension();
    result.center = Vector::Zero(d);
    // Each snapshot counts the same however many points it has: a population that grows keeps its centre.
    Real squares = 0, first = 0, last = 0;
    int used = 0;
    for (const Snapshot& snapshot : dataset.snapshots) {
        if (snapshot.heldOut || snapshot.points.isEmpty())
            continue;
        const Points x = snapshot.points.points();
        const RowVector weights =
            snapshot.points.hasWeights() ? snapshot.points.weights() : RowVector(RowVector::Ones(x.cols()));
        const Vector mean = x * weights.transpose() / weights.sum();
        const Real spread = ((x.colwise() - mean).colwise().squaredNorm()).dot(weights) / weights.sum();
        // Welford's update, so that coordinates far from the origin lose no digits.
        ++used;
        const Vector offset = mean - result.center;
        result.center += offset / used;
        squares += spread + offset.squaredNorm() * (used - 1) / used;
        first = used == 1 ? snapshot.time : std::min(first, snapshot.time);
        last = used == 1 ? snapshot.time : std::max(last, snapshot.time);
    }
    if (used > 0 && squares > 0)
        result.scale = std::sqrt(squares / used / d);
    result.start = first;
    if (last > first)
        result.duration = last - first;
    return result;
}

} // namespace engine
