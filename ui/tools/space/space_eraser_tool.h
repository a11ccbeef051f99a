#pragma once

#include "ui/tools/drawing_context.h"

#include <optional>

namespace ui {

/// Rubs points of the current snapshot out that lie under the pointer, through the depth.
class SpaceEraserTool : public Tool {
public:
    explicit SpaceEraserTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

private:
    void rub(const PointerEvent& event);

    DrawingContext m_context;
    std::optional<Document::Gesture> m_gesture;
    Eigen::Vector2d m_last = Eigen::Vector2d::Zero(); ///< pixel
    std::optional<PointerEvent> m_pointer;
};

} // namespace ui
