#pragma once

#include "ui/tools/point_change.h"
#include "ui/tools/transform_box.h"

#include <optional>
#include <vector>

namespace ui {

/// Chooses points of the current snapshot by a line drawn around them or by a box (Shift adds, Ctrl takes away), and
/// changes the chosen ones by the box around them: inside to move, corners and sides to scale (Shift keeps the
/// proportions, Alt about the middle), the knob to turn (Shift: steps of 15°). Arrow keys nudge by a pixel, with Shift
/// by ten; Escape lets go of them.
class SelectTool : public Tool {
public:
    explicit SelectTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    bool wantsKey(int key, Qt::KeyboardModifiers modifiers) const override;
    void key(int key, Qt::KeyboardModifiers modifiers) override;
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override;

private:
    using Handle = TransformBox::Handle;
    /// A drag of a handle.
    struct Drag {
        Drag(const DrawingContext& context, const QString& text, const TransformBox& box, Handle handle,
             const Eigen::Vector2d& from)
            : change(context, text), box(box), handle(handle), from(from) {}
        PointChange change;
        TransformBox box; ///< before
        Handle handle;
        Eigen::Vector2d from;
        Eigen::Affine2d map = Eigen::Affine2d::Identity();
    };
    struct Marking {
        std::vector<Eigen::Vector2d> line; ///< of a box: two opposite corners
        bool isBox;
    };

    std::optional<TransformBox> box() const;
    Handle handleAt(const PointerEvent& event) const;
    Eigen::Affine2d mapFor(const PointerEvent& event) const;
    void finishMarking(Qt::KeyboardModifiers modifiers);

    DrawingContext m_context;
    std::optional<Drag> m_drag;
    std::optional<Marking> m_marking;
    Handle m_over = Handle::None;
};

} // namespace ui
