#pragma once

#include "ui/tools/drawing_context.h"

#include <optional>

namespace ui {

/// Paints a straight line with the brush, from where the button goes down to where it is let go; Shift keeps to
/// multiples of 45°. The points it shows are those it will lay.
class LineTool : public Tool {
public:
    explicit LineTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override { m_start.reset(); }
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }

    /// The end with the same length along the nearest multiple of 45°.
    static Eigen::Vector2d straightened(const Eigen::Vector2d& start, const Eigen::Vector2d& end);

private:
    Eigen::Vector2d endFor(const PointerEvent& event) const;
    engine::Points points() const;

    DrawingContext m_context;
    std::optional<Eigen::Vector2d> m_start, m_pointer;
    Eigen::Vector2d m_end = Eigen::Vector2d::Zero();
    std::uint64_t m_lines = 0;
};

} // namespace ui
