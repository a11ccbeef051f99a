#include "ui/tools/brush_tool.h"

#include "ui/tools/symmetry.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {

namespace {

constexpr int kCommitInterval = 100; // milliseconds: often enough to watch the training follow
constexpr double kLeastPressure = 0.05;

QString strokeText() { return QCoreApplication::translate("ui::BrushTool", "Brush stroke"); }

} // namespace

StrokeSampler::Brush BrushTool::brushAt(double pressure) const {
    const BrushSettings settings = m_context.settings().brush;
    const double factor = std::max(kLeastPressure, pressure);
    StrokeSampler::Brush brush{m_context.brushRadius(), settings.density, settings.softness};
    if (settings.pressure == BrushSettings::Pressure::Density) {
        brush.density *= factor;
    } else if (settings.pressure == BrushSettings::Pressure::Size) {
        brush.radius *= factor;
        brush.density *= factor * factor; // as dense on less area
    }
    return brush;
}

void BrushTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_context.canPaint())
        return;
    m_pressure = event.pressure;
    const Eigen::Vector2d start = m_context.place(event);
    m_stroke.emplace(m_context.document, strokeText(), StrokeSampler(brushAt(m_pressure), ++m_strokes), start);
    lay(m_stroke->sampler.dab(start));
    commit();
}

void BrushTool::move(const PointerEvent& event) {
    m_pointer = m_context.place(event);
    m_pressure = event.pressure;
    if (!m_stroke)
        return;
    m_stroke->sampler.setBrush(brushAt(m_pressure));
    lay(m_stroke->sampler.segment(m_stroke->last, *m_pointer));
    m_stroke->last = *m_pointer;
    if (m_sinceCommit.elapsed() >= kCommitInterval)
        commit();
}

void BrushTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_stroke)
        return;
    commit();
    m_stroke.reset();
    m_pressure = 1;
}

void BrushTool::cancel() {
    if (!m_stroke)
        return;
    m_fresh.resize(2, 0);
    m_stroke->gesture.cancel();
    m_stroke.reset();
}

void BrushTool::lay(const engine::Points& laid) {
    const engine::Points points = withCopies(laid, m_context.copies());
    const engine::Index before = m_fresh.cols();
    m_fresh.conservativeResize(2, before + points.cols());
    m_fresh.rightCols(points.cols()) = points;
}

void BrushTool::commit() {
    m_sinceCommit.start();
    const engine::Points points = m_fresh;
    m_fresh.resize(2, 0);
    if (!m_context.paint(strokeText(), points))
        m_stroke.reset();
}

void BrushTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    overlay.ghosts = m_fresh;
    m_context.showGuides(overlay);
    if (m_pointer)
        overlay.brush = OverlayView::Brush{*m_pointer, brushAt(m_pressure).radius, m_context.settings().brush.softness};
}

} // namespace ui
