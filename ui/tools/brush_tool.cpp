#include "ui/tools/brush_tool.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kCommitInterval = 100; // milliseconds: often enough to watch the training follow

QString tr(const char* text) { return QCoreApplication::translate("ui::BrushTool", text); }

} // namespace

void BrushTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    const int snapshot = m_context.selection.currentSnapshot();
    if (snapshot < 0)
        return;
    const BrushSettings settings = m_context.settings();
    const StrokeSampler::Brush brush{m_context.radius(), settings.density * event.pressure, settings.softness};
    m_stroke.emplace(m_context.document, tr("Brush stroke"), StrokeSampler(brush, ++m_strokes), event.data2(),
                     snapshot);
    lay(m_stroke->sampler.dab(event.data2()));
    commit();
}

void BrushTool::move(const PointerEvent& event) {
    m_pointer = event.data2();
    if (!m_stroke)
        return;
    lay(m_stroke->sampler.segment(m_stroke->last, event.data2()));
    m_stroke->last = event.data2();
    if (m_sinceCommit.elapsed() >= kCommitInterval)
        commit();
}

void BrushTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_stroke)
        return;
    commit();
    m_stroke.reset();
}

void BrushTool::cancel() {
    if (!m_stroke)
        return;
    m_fresh.resize(2, 0);
    m_stroke->gesture.cancel();
    m_stroke.reset();
}

void BrushTool::lay(const engine::Points& points) {
    const engine::Index before = m_fresh.cols();
    m_fresh.conservativeResize(2, before + points.cols());
    m_fresh.rightCols(points.cols()) = points;
}

void BrushTool::commit() {
    m_sinceCommit.start();
    if (m_fresh.cols() == 0)
        return;
    const engine::PointSet points(m_fresh);
    m_fresh.resize(2, 0);
    try {
        m_context.document.edit(tr("Brush stroke"),
                                [&](Project& p) { edits::appendPoints(p, m_stroke->snapshot, points); });
    } catch (const engine::Error& error) {
        m_stroke.reset();
        m_context.refused(error);
    }
}

void BrushTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    overlay.ghosts = m_fresh;
    if (m_pointer)
        overlay.brush = OverlayView::Brush{*m_pointer, m_context.radius(), m_context.settings().softness};
}

void EraserTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || m_context.selection.currentSnapshot() < 0)
        return;
    m_gesture.emplace(m_context.document, tr("Erase"));
    m_last = event.data2();
    rub(m_last, m_last);
}

void EraserTool::move(const PointerEvent& event) {
    m_pointer = event.data2();
    if (!m_gesture)
        return;
    rub(m_last, event.data2());
    m_last = event.data2();
}

void EraserTool::release(const PointerEvent& event) {
    if (event.button == Qt::LeftButton)
        m_gesture.reset();
}

void EraserTool::cancel() {
    if (m_gesture)
        m_gesture->cancel();
    m_gesture.reset();
}

void EraserTool::rub(const Eigen::Vector2d& from, const Eigen::Vector2d& to) {
    const double radius = m_context.radius();
    const int snapshot = m_context.selection.currentSnapshot();
    // Discs half a radius apart leave no gap behind a quick hand.
    const int discs = std::max(1, int(std::ceil((to - from).norm() / (radius / 2))));
    m_context.document.edit(tr("Erase"), [&](Project& p) {
        for (int i = 1; i <= discs; ++i)
            edits::eraseDisc(p, snapshot, from + double(i) / discs * (to - from), radius);
    });
}

void EraserTool::show(OverlayView& overlay) const {
    if (m_pointer)
        overlay.brush = OverlayView::Brush{*m_pointer, m_context.radius(), 0};
}

} // namespace ui
