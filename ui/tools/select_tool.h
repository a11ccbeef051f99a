#pragma once

#include "ui/tools/brush_tool.h"

namespace ui {

/// Chooses points of the current snapshot by a line drawn around them (Shift adds, Ctrl takes away), and moves chosen
/// points when the drag begins on one of them.
class SelectTool : public Tool {
public:
    explicit SelectTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return m_overSelected ? Qt::SizeAllCursor : Qt::CrossCursor; }

    static bool isInside(const std::vector<Eigen::Vector2d>& polygon, const Eigen::Vector2d& point);

private:
    bool isOnSelected(const PointerEvent& event) const;
    void finishLasso(Qt::KeyboardModifiers modifiers);

    DrawingContext m_context;
    std::vector<Eigen::Vector2d> m_lasso;
    std::optional<Document::Gesture> m_move;
    Eigen::Vector2d m_last = Eigen::Vector2d::Zero();
    bool m_overSelected = false;
};

} // namespace ui
