#pragma once

#include "engine/data/point_set.h"
#include "ui/document/projection.h"

#include <Eigen/Geometry>
#include <optional>
#include <vector>

namespace ui {

/// The box around chosen points and what its handles do: the corners and sides scale, the knob above turns, the inside
/// moves.
/// Units: data units; y points up.
struct TransformBox {
    Eigen::Vector2d lower, upper;

    enum class Handle { None, Inside, Left, Right, Bottom, Top, BottomLeft, BottomRight, TopLeft, TopRight, Turn };

    /// Around these points as the picture shows them, along its first two axes; empty without points.
    static std::optional<TransformBox> around(const engine::PointSet& points, const std::vector<engine::Index>& indices,
                                              const Projection& picture);

    Eigen::Vector2d center() const { return (lower + upper) / 2; }
    Eigen::Vector2d size() const { return upper - lower; }
    /// A little larger, so that the handles lie beside the points.
    TransformBox padded(double margin) const;

    /// What the pointer is on where the box is drawn larger by `margin`. `reach` is how far off a handle still counts,
    /// `turnAway` how far above the drawn box the knob is. Handles that would scale what has no extent do not count.
    Handle handleAt(const Eigen::Vector2d& pointer, double margin, double reach, double turnAway) const;

    /// Corner or middle of a side that the handle stands for.
    Eigen::Vector2d placeOf(Handle handle) const;
    /// Scaled so that the handle comes to `to`: about the opposite corner or side, or about the middle; with the
    /// proportions kept on demand. Beyond the fixed place the points are mirrored; a box never shrinks below a
    /// thousandth of itself, and directions in which it has no extent stay as they are.
    Eigen::Affine2d scaled(Handle handle, const Eigen::Vector2d& to, bool keepsProportions, bool aboutMiddle) const;
    /// Turned about the middle by the angle between the pointer's directions; in steps of 15° on demand.
    Eigen::Affine2d turned(const Eigen::Vector2d& from, const Eigen::Vector2d& to, bool steps) const;
    /// The corners in order, after a map.
    std::vector<Eigen::Vector2d> corners(const Eigen::Affine2d& map) const;
};

} // namespace ui
