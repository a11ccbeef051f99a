#pragma once

#include "ui/scene/color.h"

#include <cstdint>
#include <optional>

namespace ui {

/// One round point. Laid out as the shader reads it.
/// Units: diameter in logical pixels.
struct Dot {
    float x, y, z;
    float diameter;
    std::uint32_t rgba;
};

/// A ball is a disc with the light of a lamp above and to the left on it.
enum class DotShape { Disc, Ball, Ring, Glow };

/// How all dots of a batch look.
struct DotStyle {
    DotShape shape = DotShape::Disc;
    float stroke = 1.25F;       ///< of a ring, logical pixels
    float reach = 1;            ///< of a glow: its diameter over the dot's
    std::optional<Color> color; ///< instead of each dot's own
    bool pixels = false;        ///< x, y are logical pixels from the top left corner instead of world coordinates
    std::optional<float> floor; ///< all dots at this z: a shadow
    /// Depth cue: factors of diameter and opacity for the nearest and the farthest.
    float sizeNear = 1, sizeFar = 1, opacityNear = 1, opacityFar = 1;
    /// Depth cue: the colour of the air, and how much of it the farthest takes on.
    Color haze;
    float hazeFar = 0;
    bool operator==(const DotStyle&) const = default;
};

} // namespace ui
