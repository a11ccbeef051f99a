#include "ui/tools/stamp_tool.h"

#include "ui/tools/stamp_points.h"
#include "ui/tools/symmetry.h"

#include <QCoreApplication>
#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Vector2d;

namespace {

constexpr double kLeastDrag = 4; // pixels: a shorter one is a click
constexpr double kDegree = std::numbers::pi / 180;
constexpr std::uint64_t kStampSeed = 0x57a3b;

QString translated(const char* text) { return QCoreApplication::translate("ui::StampTool", text); }

} // namespace

QString StampTool::nameOf(StampKind kind) {
    switch (kind) {
    case StampKind::Gaussian:
        return translated("Gaussian");
    case StampKind::Ring:
        return translated("Ring");
    case StampKind::Moons:
        return translated("Moons");
    case StampKind::Spiral:
        return translated("Spiral");
    case StampKind::Lattice:
        return translated("Grid");
    case StampKind::Text:
        return translated("Text");
    case StampKind::Picture:
        break;
    }
    return translated("Image");
}

StampTool::Pose StampTool::restingAt(const Vector2d& center) const {
    const StampSettings stamp = m_context.settings().stamp;
    return {center, stamp.radius * m_context.halfHeight(), stamp.angle * kDegree};
}

StampTool::Pose StampTool::pose() const {
    const Vector2d way = m_corner - *m_center;
    if (way.norm() < kLeastDrag * m_context.unitsPerPixel())
        return restingAt(*m_center);
    double angle = std::atan2(way.y(), way.x());
    if (m_steps)
        angle = 15 * kDegree * std::round(angle / (15 * kDegree));
    return {*m_center, way.norm(), angle};
}

const engine::Points& StampTool::unitPoints() const {
    const StampSettings settings = m_context.settings().stamp;
    if (!m_made || m_made->number != m_stamps || !(m_made->settings == settings)) {
        engine::Rng rng(kStampSeed, m_stamps);
        m_made.reset();
        m_made = Made{settings, m_stamps, stampPoints(settings, rng)};
    }
    return m_made->points;
}

engine::Points StampTool::pointsAt(const Pose& pose) const {
    const Eigen::Matrix2d turned = pose.radius * Eigen::Rotation2Dd(pose.angle).toRotationMatrix();
    return withCopies((turned * unitPoints()).colwise() + pose.center, m_context.copies());
}

void StampTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_context.canPaint())
        return;
    m_center = m_corner = m_context.place(event);
}

void StampTool::move(const PointerEvent& event) {
    m_pointer = m_context.place(event);
    m_corner = *m_pointer;
    m_steps = event.modifiers.testFlag(Qt::ShiftModifier);
}

void StampTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_center)
        return;
    move(event);
    const Pose placed = pose();
    m_center.reset();
    stamp(placed);
}

void StampTool::placeAt(const Vector2d& center) {
    if (m_context.canPaint())
        stamp(restingAt(center));
}

void StampTool::stamp(const Pose& pose) {
    engine::Points points;
    try {
        points = pointsAt(pose);
    } catch (const engine::Error& error) {
        m_context.refused(error);
        return;
    }
    if (m_context.paint(translated("Stamp: %1").arg(nameOf(m_context.settings().stamp.kind)), points))
        ++m_stamps;
}

void StampTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    m_context.showGuides(overlay);
    if (!m_center && !m_pointer)
        return;
    const Pose shown = m_center ? pose() : restingAt(*m_pointer);
    try {
        overlay.ghosts = pointsAt(shown);
    } catch (const engine::Error&) {
        return; // said when one tries to stamp
    }
    if (m_center) {
        overlay.brush = OverlayView::Brush{shown.center, shown.radius, 0};
        overlay.guides.emplace_back(
            shown.center, shown.center + shown.radius * Vector2d(std::cos(shown.angle), std::sin(shown.angle)));
    }
}

} // namespace ui
