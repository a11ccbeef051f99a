#include "engine/data/space_shapes.h"

#include <cmath>
#include <numbers>

namespace engine {

namespace {

using Eigen::Vector3d;

constexpr Real kPi = std::numbers::pi;
constexpr Real kTorusLarge = 0.7, kTorusSmall = 0.3;
constexpr Real kHelixRadius = 0.5, kHelixTurns = 3;
constexpr Real kRollStart = 1.5 * kPi, kRollEnd = 4.5 * kPi, kRollRadius = 0.8, kRollHeight = 0.6;

Real between(Rng& rng, Real low, Real high) { return low + (high - low) * rng.uniform(); }

Vector3d onSphere(Rng& rng) {
    const Real z = between(rng, -1, 1), angle = 2 * kPi * rng.uniform(), ring = std::sqrt(1 - z * z);
    return {ring * std::cos(angle), ring * std::sin(angle), z};
}

Vector3d onTorus(Rng& rng) {
    // The outer side has more area, by the distance from the axis.
    for (;;) {
        const Real around = 2 * kPi * rng.uniform(), distance = kTorusLarge + kTorusSmall * std::cos(around);
        if (rng.uniform() * (kTorusLarge + kTorusSmall) > distance)
            continue;
        const Real angle = 2 * kPi * rng.uniform();
        return {distance * std::cos(angle), distance * std::sin(angle), kTorusSmall * std::sin(around)};
    }
}

Vector3d onHelix(Rng& rng) {
    const Real along = between(rng, -1, 1), angle = kHelixTurns * kPi * along;
    return {kHelixRadius * std::cos(angle), kHelixRadius * std::sin(angle),
            std::sqrt(1 - kHelixRadius * kHelixRadius) * along};
}

Vector3d onSwissRoll(Rng& rng) {
    // The sheet is longer per angle further out, by √(1 + φ²).
    for (;;) {
        const Real angle = between(rng, kRollStart, kRollEnd);
        if (rng.uniform() * std::hypot(1, kRollEnd) > std::hypot(1, angle))
            continue;
        const Real r = kRollRadius * angle / kRollEnd;
        return {r * std::cos(angle), r * std::sin(angle), between(rng, -kRollHeight, kRollHeight)};
    }
}

Vector3d onKnot(Rng& rng) {
    // The speed along the curve is √(17 + 8 cos 3φ + 9 cos² 3φ), at most √34.
    for (;;) {
        const Real angle = 2 * kPi * rng.uniform(), c = std::cos(3 * angle);
        if (rng.uniform() * std::sqrt(34) > std::sqrt(17 + 8 * c + 9 * c * c))
            continue;
        return Vector3d(std::sin(angle) + 2 * std::sin(2 * angle), std::cos(angle) - 2 * std::cos(2 * angle),
                        -std::sin(3 * angle)) /
               3;
    }
}

Vector3d place(SpaceShape shape, Rng& rng) {
    switch (shape) {
    case SpaceShape::Ball:
        return std::cbrt(rng.uniform()) * onSphere(rng);
    case SpaceShape::Shell:
        return onSphere(rng);
    case SpaceShape::Torus:
        return onTorus(rng);
    case SpaceShape::Helix:
        return onHelix(rng);
    case SpaceShape::Box: {
        const Real half = 1 / std::sqrt(3);
        return {between(rng, -half, half), between(rng, -half, half), between(rng, -half, half)};
    }
    case SpaceShape::Plane: {
        const Real half = 1 / std::sqrt(2);
        return {between(rng, -half, half), between(rng, -half, half), 0};
    }
    case SpaceShape::SwissRoll:
        return onSwissRoll(rng);
    case SpaceShape::Knot:
        break;
    }
    return onKnot(rng);
}

} // namespace

Points sampleSpaceShape(SpaceShape shape, Index count, Real noise, Rng& rng) {
    const bool isSolid = shape == SpaceShape::Ball || shape == SpaceShape::Box;
    Points points(3, count);
    for (Index i = 0; i < count; ++i) {
        points.col(i) = place(shape, rng);
        if (!isSolid)
            for (int k = 0; k < 3; ++k)
                points(k, i) += noise * rng.normal();
    }
    return points;
}

} // namespace engine
