#pragma once

#include "ui/scene/scene_state.h"

#include <Eigen/Geometry>
#include <optional>
#include <vector>

namespace ui {

/// Arrows to move something along three axes, arcs to turn it about them, boxes to scale it along them, and one box in
/// the middle to scale it as a whole. A value: where it stands and which handles it has; a drag is a question about two
/// pixels, so that nothing adds up on the way.
/// Units: data units; pixels of the view.
struct Gizmo {
    enum class Kind { Move, Turn, Scale, Size };
    struct Handle {
        Kind kind;
        int axis = 0; ///< of Size none
        bool operator==(const Handle&) const = default;
    };

    Eigen::Vector3d center = Eigen::Vector3d::Zero();
    Eigen::Matrix3d axes = Eigen::Matrix3d::Identity(); ///< unit vectors as columns
    double length = 1;                                  ///< of an arrow
    std::vector<Handle> handles = allHandles();

    static std::vector<Handle> allHandles();
    /// As long as `kPixels` at the focus.
    void setLengthFor(const ViewTransform& view) { length = kPixels / view.pixelsPerUnit(); }

    /// The handle nearest to a pixel; empty when none is near.
    std::optional<Handle> handleAt(const ViewTransform& view, const Eigen::Vector2d& pixel) const;
    /// What a drag of the handle does from the one pixel to the other. `inSteps`: turns by 15°, scales by tenths.
    Eigen::Affine3d dragged(const Handle& handle, const ViewTransform& view, const Eigen::Vector2d& from,
                            const Eigen::Vector2d& to, bool inSteps = false) const;
    /// Draws the handles, the `hot` one brighter.
    void show(OverlayView& overlay, std::optional<Handle> hot) const;

    static constexpr double kPixels = 84;

private:
    std::vector<Eigen::Vector3d> outline(const Handle& handle) const;
    double along(int axis, const ViewTransform& view, const Eigen::Vector2d& pixel) const;
    double angle(int axis, const ViewTransform& view, const Eigen::Vector2d& pixel) const;
};

} // namespace ui
