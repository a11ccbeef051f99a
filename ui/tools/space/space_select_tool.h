#pragma once

#include "ui/tools/point_change.h"
#include "ui/tools/space/gizmo.h"

#include <optional>
#include <vector>

namespace ui {

/// Chooses points of the current snapshot by a line or a box on the screen, through the depth (Shift adds, Ctrl takes
/// away), and moves, turns and scales the chosen ones by the gizmo in their middle (Shift: turns by 15°, scales by
/// tenths). Arrow keys nudge by a pixel, with Shift by ten; Escape lets go of them.
class SpaceSelectTool : public Tool {
public:
    explicit SpaceSelectTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    bool wantsKey(int key, Qt::KeyboardModifiers modifiers) const override;
    void key(int key, Qt::KeyboardModifiers modifiers) override;
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return m_hot || m_drag ? Qt::PointingHandCursor : Qt::CrossCursor; }

private:
    /// A drag of a handle.
    struct Drag {
        Drag(const DrawingContext& context, const QString& text, const Gizmo& gizmo, Gizmo::Handle handle,
             const Eigen::Vector2d& from)
            : change(context, text), gizmo(gizmo), handle(handle), from(from) {}
        PointChange change;
        Gizmo gizmo; ///< before
        Gizmo::Handle handle;
        Eigen::Vector2d from;
    };

    std::optional<Gizmo> gizmo(const ViewTransform& view) const;
    std::optional<Eigen::Vector3d> middle() const;
    void finishMarking(const PointerEvent& event);
    std::vector<Eigen::Vector2d> marked() const;

    DrawingContext m_context;
    std::optional<Drag> m_drag;
    std::vector<Eigen::Vector2d> m_marking; ///< pixels; of a box two opposite corners
    std::optional<Gizmo::Handle> m_hot;
    std::optional<ViewTransform> m_view; ///< of the last event
};

} // namespace ui
