#pragma once

#include "ui/tools/drawing_context.h"
#include "ui/tools/space/gizmo.h"

#include <optional>

namespace ui {

/// What tools have in common that draw on the work plane: they show it, and the handles at its corner move it along its
/// normal and turn it about its middle.
class PlaneTool : public Tool {
public:
    explicit PlaneTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) final;
    void move(const PointerEvent& event) final;
    void release(const PointerEvent& event) final;
    void leave() override;
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const final { return m_hot ? Qt::PointingHandCursor : Qt::CrossCursor; }

protected:
    /// The pointer with the left button where no handle is.
    virtual void begin(const PointerEvent& event) = 0;
    virtual void carryOn(const PointerEvent& event) = 0;
    virtual void end(const PointerEvent& event) = 0;
    /// Whether something was begun and not ended.
    virtual bool isBusy() const = 0;

    /// Where the pointer is in space: on the points under it where that is wanted and there are any, else on the work
    /// plane; empty where the plane is seen from its edge.
    std::optional<Eigen::Vector3d> placeOf(const PointerEvent& event) const;
    SpaceSettings space() const { return m_context.settings().space; }
    /// A circle around a place, in a plane with these two directions.
    static void showCircle(OverlayView& overlay, const Eigen::Vector3d& center, const Eigen::Vector3d& u,
                           const Eigen::Vector3d& v, double radius, float opacity = 1);

    DrawingContext m_context;
    std::optional<ViewTransform> m_view; ///< of the last event

private:
    struct Drag {
        Gizmo gizmo;
        Gizmo::Handle handle;
        WorkPlane plane;
        Eigen::Vector2d from;
    };
    double halfSize() const;
    Gizmo gizmo(const ViewTransform& view) const;

    std::optional<Drag> m_drag;
    std::optional<Gizmo::Handle> m_hot;
};

} // namespace ui
