#include "ui/tools/space/space_eraser_tool.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

namespace {

constexpr int kCircle = 48; // corners

QString eraseText() { return QCoreApplication::translate("ui::SpaceEraserTool", "Erase"); }

} // namespace

void SpaceEraserTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || m_context.selection.currentSnapshot() < 0)
        return;
    m_gesture.emplace(m_context.document, eraseText());
    m_last = event.pixel2();
    rub(event);
}

void SpaceEraserTool::move(const PointerEvent& event) {
    m_pointer = event;
    if (m_gesture)
        rub(event);
}

void SpaceEraserTool::release(const PointerEvent& event) {
    if (event.button == Qt::LeftButton)
        m_gesture.reset();
}

void SpaceEraserTool::cancel() {
    if (m_gesture)
        m_gesture->cancel();
    m_gesture.reset();
}

void SpaceEraserTool::rub(const PointerEvent& event) {
    const double radius = m_context.brushRadius() * event.view.pixelsPerUnit();
    const Eigen::Vector2d from = m_last, way = event.pixel2() - m_last;
    m_last = event.pixel2();
    m_context.document.edit(eraseText(), [&](Project& p) {
        const Eigen::MatrixXd picture = p.projection().matrix();
        edits::erasePoints(p, m_context.selection.currentSnapshot(), [&](const Eigen::Ref<const engine::Vector>& x) {
            const Eigen::Vector3d pixel = event.view.toPixel(picture * x);
            const Eigen::Vector2d at = pixel.head<2>() - from;
            const double u =
                way.squaredNorm() > 0 ? std::clamp(at.dot(way) / way.squaredNorm(), 0.0, 1.0) : 0;
            return pixel.z() <= 1 && (at - u * way).norm() <= radius;
        });
    });
}

void SpaceEraserTool::show(OverlayView& overlay) const {
    if (!m_pointer)
        return;
    OverlayLine circle{{}, OverlayTone::Plain, 1.25F, 1, true};
    const double radius = m_context.brushRadius() * m_pointer->view.pixelsPerUnit();
    for (int i = 0; i < kCircle; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCircle;
        circle.points.push_back(m_pointer->view.toData(
            m_pointer->pixel2() + radius * Eigen::Vector2d(std::cos(angle), std::sin(angle))));
    }
    overlay.lines.push_back(std::move(circle));
}

} // namespace ui
