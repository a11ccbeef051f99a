#pragma once

#include "ui/tools/drawing_context.h"

#include <optional>

namespace ui {

/// Rubs points of the current snapshot out, and with a symmetry at the places of its copies as well.
class EraserTool : public Tool {
public:
    explicit EraserTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

private:
    void rub(const Eigen::Vector2d& from, const Eigen::Vector2d& to);

    DrawingContext m_context;
    std::optional<Document::Gesture> m_gesture;
    Eigen::Vector2d m_last;
    std::optional<Eigen::Vector2d> m_pointer;
};

} // namespace ui
