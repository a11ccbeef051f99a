#include "engine/trajectory/field_samples.h"

#include "engine/trajectory/time_levels.h"

namespace engine {

Eigen::Vector2d FieldSamples::position(Index i) const {
    const double x = nx > 1 ? double(i % nx) / (nx - 1) : 0, y = ny > 1 ? double(i / nx) / (ny - 1) : 0;
    return lower + (upper - lower).cwiseProduct(Eigen::Vector2d(x, y));
}

void FieldSamples::velocitiesAt(Real time, Eigen::Matrix2Xf& out) const {
    const TimePlace place = placeIn(times, time);
    out.resize(2, Index(nx) * ny);
    out = velocities[std::size_t(place.level)];
    if (place.fraction > 0)
        out += float(place.fraction) * (velocities[std::size_t(place.level) + 1] - out);
}

} // namespace engine
