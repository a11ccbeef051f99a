#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

namespace ui {

/// Lays points along a stroke in space, as StrokeSampler does in the plane: the brush is a ball, flattened across the
/// work plane.
/// Units: data units.
class SpaceStrokeSampler {
public:
    struct Brush {
        double radius = 0.1;
        double density = 40;  ///< points in one dab
        double softness = 0;  ///< 0: even up to the edge, 1: fading from the middle
        double thickness = 1; ///< 0: flat, 1: a ball
        Eigen::Matrix3d axes = Eigen::Matrix3d::Identity(); ///< flattened along the third
    };

    SpaceStrokeSampler(const Brush& brush, std::uint64_t seed) : m_brush(brush), m_rng(seed) {}
    void setBrush(const Brush& brush) { m_brush = brush; }

    /// Points of the first touch. Shape: 3×n.
    engine::Points dab(const Eigen::Vector3d& center);
    /// Points of a straight piece of the stroke; what is less than one point is kept for the next piece. Shape: 3×n.
    engine::Points segment(const Eigen::Vector3d& from, const Eigen::Vector3d& to);

private:
    Eigen::Vector3d offset();

    Brush m_brush;
    engine::Rng m_rng;
    double m_owed = 0;
};

} // namespace ui
