#include "ui/tools/eraser_tool.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
QString eraseText() { return QCoreApplication::translate("ui::EraserTool", "Erase"); }
} // namespace

void EraserTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || m_context.selection.currentSnapshot() < 0)
        return;
    m_gesture.emplace(m_context.document, eraseText());
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
    const double radius = m_context.brushRadius();
    const int snapshot = m_context.selection.currentSnapshot();
    // Discs half a radius apart leave no gap behind a quick hand.
    const int discs = std::max(1, int(std::ceil((to - from).norm() / (radius / 2))));
    m_context.document.edit(eraseText(), [&](Project& p) {
        for (const Eigen::Affine2d& copy : m_context.copies())
            for (int i = 1; i <= discs; ++i)
                edits::eraseDisc(p, snapshot, copy * Eigen::Vector2d(from + double(i) / discs * (to - from)), radius);
    });
}

void EraserTool::show(OverlayView& overlay) const {
    m_context.showGuides(overlay);
    if (m_pointer)
        overlay.brush = OverlayView::Brush{*m_pointer, m_context.brushRadius(), 0};
}

} // namespace ui
