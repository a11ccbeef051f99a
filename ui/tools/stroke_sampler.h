#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace ui {

/// Lays points along a stroke: so many in a dab, and the same number per area while the brush moves, so that a slow and
/// a fast hand leave the same density.
/// Units: data units.
class StrokeSampler {
public:
    struct Brush {
        double radius = 0.1;
        double density = 40; ///< points in one dab
        double softness = 0; ///< 0: even up to the edge, 1: fading from the middle
    };

    StrokeSampler(const Brush& brush, std::uint64_t seed) : m_brush(brush), m_rng(seed) {}

    /// From here on with another brush, as the pressure of a pen asks.
    void setBrush(const Brush& brush) { m_brush = brush; }

    /// Points of the first touch. Shape: 2×n.
    engine::Points dab(const Eigen::Vector2d& center);
    /// Points of a straight piece of the stroke; what is less than one point is kept for the next piece. Shape: 2×n.
    engine::Points segment(const Eigen::Vector2d& from, const Eigen::Vector2d& to);

private:
    Eigen::Vector2d offset();

    Brush m_brush;
    engine::Rng m_rng;
    double m_owed = 0;
};

} // namespace ui
