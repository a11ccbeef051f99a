#include "ui/tools/line_tool.h"

#include "ui/tools/stroke_sampler.h"
#include "ui/tools/symmetry.h"

#include <QCoreApplication>
#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Vector2d;

namespace {
constexpr std::uint64_t kLineSeed = 0x11e;
} // namespace

Vector2d LineTool::straightened(const Vector2d& start, const Vector2d& end) {
    const Vector2d way = end - start;
    const double step = std::numbers::pi / 4, angle = step * std::round(std::atan2(way.y(), way.x()) / step);
    const Vector2d direction(std::cos(angle), std::sin(angle));
    return start + way.dot(direction) * direction;
}

Vector2d LineTool::endFor(const PointerEvent& event) const {
    const Vector2d place = m_context.place(event);
    return event.modifiers.testFlag(Qt::ShiftModifier) ? straightened(*m_start, place) : place;
}

void LineTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_context.canPaint())
        return;
    m_start = m_end = m_context.place(event);
    ++m_lines;
}

void LineTool::move(const PointerEvent& event) {
    m_pointer = m_context.place(event);
    if (m_start)
        m_end = endFor(event);
}

void LineTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_start)
        return;
    m_end = endFor(event);
    m_context.paint(QCoreApplication::translate("ui::LineTool", "Line"), points());
    m_start.reset();
}

engine::Points LineTool::points() const {
    const BrushSettings brush = m_context.settings().brush;
    StrokeSampler sampler({m_context.brushRadius(), brush.density, brush.softness}, kLineSeed + m_lines);
    const engine::Points first = sampler.dab(*m_start), rest = sampler.segment(*m_start, m_end);
    engine::Points all(2, first.cols() + rest.cols());
    all << first, rest;
    return withCopies(all, m_context.copies());
}

void LineTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    m_context.showGuides(overlay);
    if (m_pointer)
        overlay.brush = OverlayView::Brush{m_start ? m_end : *m_pointer, m_context.brushRadius(),
                                           m_context.settings().brush.softness};
    if (!m_start)
        return;
    overlay.stroke = {*m_start, m_end};
    overlay.ghosts = points();
}

} // namespace ui
