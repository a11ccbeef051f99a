#include "ui/tools/space/space_stamp_tool.h"

#include "engine/core/error.h"
#include "ui/tools/space/space_stamp_points.h"

#include <QCoreApplication>
#include <numbers>

namespace ui {

using Eigen::Vector3d;

namespace {
constexpr double kClick = 4; // pixels: a shorter drag is a click

QString stampText(const StampSettings& settings) {
    return QCoreApplication::translate("ui::SpaceStampTool", "Stamp: %1").arg(nameOfSpaceStamp(settings.spaceKind));
}
} // namespace

const engine::Points& SpaceStampTool::unitPoints() const {
    const StampSettings settings = m_context.settings().stamp;
    if (!m_made || m_made->number != m_stamps || !(m_made->settings == settings)) {
        engine::Rng rng(m_stamps, 2);
        m_made = Made{settings, m_stamps, spaceStampPoints(settings, rng)};
    }
    return m_made->points;
}

double SpaceStampTool::radius() const {
    const double dragged = (m_to - m_from).norm();
    if (m_center && dragged >= kClick)
        return dragged * m_unitsPerPixel;
    return m_context.settings().stamp.radius * m_context.halfHeight();
}

engine::Points SpaceStampTool::pointsAt(const Vector3d& center, double radius) const {
    const double angle = m_context.settings().stamp.angle * std::numbers::pi / 180;
    const Eigen::Matrix3d turn =
        space().plane.axes() * Eigen::AngleAxisd(angle, Vector3d::UnitZ()).toRotationMatrix();
    return ((radius * turn) * unitPoints()).colwise() + center;
}

void SpaceStampTool::begin(const PointerEvent& event) {
    m_center = placeOf(event);
    m_from = m_to = event.pixel2();
}

void SpaceStampTool::carryOn(const PointerEvent& event) {
    m_pointer = placeOf(event);
    m_to = event.pixel2();
    m_unitsPerPixel = 1 / event.view.pixelsPerUnit();
}

void SpaceStampTool::end(const PointerEvent& event) {
    if (!m_center)
        return;
    m_to = event.pixel2();
    m_unitsPerPixel = 1 / event.view.pixelsPerUnit();
    const double size = radius();
    const Vector3d center = *m_center;
    m_center.reset();
    stamp(center, size);
}

void SpaceStampTool::placeAt(const Vector3d& center) {
    stamp(center, m_context.settings().stamp.radius * m_context.halfHeight());
}

void SpaceStampTool::stamp(const Vector3d& center, double radius) {
    if (!m_context.canPaint())
        return;
    try {
        m_context.paint(stampText(m_context.settings().stamp), pointsAt(center, radius));
        ++m_stamps;
    } catch (const engine::Error& error) {
        m_context.refused(error);
    }
}

void SpaceStampTool::leave() {
    PlaneTool::leave();
    m_pointer.reset();
}

void SpaceStampTool::cancel() {
    PlaneTool::cancel();
    m_center.reset();
}

void SpaceStampTool::show(OverlayView& overlay) const {
    PlaneTool::show(overlay);
    const auto center = m_center ? m_center : m_pointer;
    if (!center)
        return;
    const double size = radius();
    showCircle(overlay, *center, space().plane.u, space().plane.v, size, 0.5F);
    try {
        overlay.ghosts = pointsAt(*center, size);
    } catch (const engine::Error&) {
        overlay.ghosts.resize(3, 0); // said when it is stamped
    }
}

} // namespace ui
