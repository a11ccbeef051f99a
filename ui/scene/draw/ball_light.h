#pragma once

#include <algorithm>
#include <cmath>

namespace ui {

/// Where the lamp of balls stands, seen from a ball: x to the right, y upwards, z to the eye. A unit vector.
inline constexpr float kLampX = -0.48F, kLampY = 0.60F, kLampZ = 0.64F;
/// Of a ball's colour: what is left away from the lamp. White that is mixed in towards it, by the eighth power.
inline constexpr float kBallDark = 0.68F, kBallShine = 0.30F;
/// Radius up to which a ball is too small for light, and from which on it is fully lit. Units: physical pixels.
inline constexpr float kBallFrom = 1.1F, kBallFull = 2.2F;

/// How a ball's colour c is lit at one place: c·keep + white.
struct BallLight {
    float keep = 1, white = 0;
};
/// `x`, `y` in radii from the middle, y upwards; `radius` in physical pixels. As in DotBatch's shader.
inline BallLight ballLight(float x, float y, float radius) {
    const float strength = std::clamp((radius - kBallFrom) / (kBallFull - kBallFrom), 0.0F, 1.0F);
    const float z = std::sqrt(std::max(0.0F, 1 - x * x - y * y));
    const float lit = std::max(0.0F, x * kLampX + y * kLampY + z * kLampZ);
    const float dark = 1 - strength * (1 - kBallDark) * (1 - lit);
    const float second = lit * lit, fourth = second * second;
    const float white = strength * kBallShine * fourth * fourth;
    return {dark * (1 - white), white};
}

} // namespace ui
