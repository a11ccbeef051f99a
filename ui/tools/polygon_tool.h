#pragma once

#include "ui/tools/drawing_context.h"

#include <optional>
#include <vector>

namespace ui {

/// Fills a polygon with points: each click is a corner; a double click, Enter or a click on the first corner closes it,
/// Backspace takes the last corner back.
class PolygonTool : public Tool {
public:
    explicit PolygonTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void doubleClick(const PointerEvent& event) override;
    bool wantsKey(int key, Qt::KeyboardModifiers modifiers) const override;
    void key(int key, Qt::KeyboardModifiers modifiers) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override { m_corners.clear(); }
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }

private:
    void close();

    DrawingContext m_context;
    std::vector<Eigen::Vector2d> m_corners;
    std::optional<Eigen::Vector2d> m_pointer;
    std::uint64_t m_polygons = 0;
};

} // namespace ui
