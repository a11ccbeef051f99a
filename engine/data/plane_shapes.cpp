#include "engine/data/plane_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

constexpr Real kPi = std::numbers::pi;
constexpr Real kSpiralEnd = 4 * kPi; // two turns

Eigen::Vector2d onCircle(Real angle) { return {std::cos(angle), std::sin(angle)}; }

Eigen::Vector2d onMoons(Rng& rng) {
    // The one bends over (0, 0), the other under (1, ½): together from −1 to 2 and from −½ to 1.
    const bool upper = rng.uniform() < 0.5;
    const Eigen::Vector2d arc = onCircle(kPi * rng.uniform());
    const Eigen::Vector2d point = upper ? arc : Eigen::Vector2d(1 - arc.x(), 0.5 - arc.y());
    return (point - Eigen::Vector2d(0.5, 0.25)) / 1.5;
}

Eigen::Vector2d onSpiral(Rng& rng) {
    // The curve is longer per angle further out, by √(1 + φ²): kept in proportion.
    for (;;) {
        const Real angle = kSpiralEnd * rng.uniform();
        if (rng.uniform() * std::hypot(1, kSpiralEnd) <= std::hypot(1, angle))
            return angle / kSpiralEnd * onCircle(angle);
    }
}

Points lattice(Index count) {
    const Index side = std::max<Index>(1, std::llround(std::sqrt(Real(count))));
    const Real step = side > 1 ? 2 / Real(side - 1) : 0, start = side > 1 ? -1 : 0;
    Points points(2, side * side);
    for (Index i = 0; i < side * side; ++i)
        points.col(i) << start + step * Real(i % side), start + step * Real(i / side);
    return points;
}

} // namespace

Points samplePlaneShape(PlaneShape shape, Index count, Real noise, Rng& rng) {
    Points points = shape == PlaneShape::Lattice ? lattice(count) : Points(2, count);
    if (shape == PlaneShape::Gaussian) {
        rng.fillNormal(points);
        return points / 2;
    }
    for (Index i = 0; i < points.cols(); ++i) {
        if (shape == PlaneShape::Ring)
            points.col(i) = onCircle(2 * kPi * rng.uniform());
        else if (shape == PlaneShape::Moons)
            points.col(i) = onMoons(rng);
        else if (shape == PlaneShape::Spiral)
            points.col(i) = onSpiral(rng);
        points.col(i) += noise * Eigen::Vector2d(rng.normal(), rng.normal());
    }
    return points;
}

} // namespace engine
