#include "ui/tools/space/plane_tool.h"

#include "ui/document/selection.h"
#include "ui/tools/space/surface_pick.h"

#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Vector3d;

namespace {
constexpr int kCells = 8;                 // of the grid, on each side
constexpr double kPartOfView = 0.8;       // the plane's half size
constexpr double kSurfaceReach = 10;      // pixels
constexpr int kCircle = 48;               // corners
constexpr double kHandleLength = 0.55;    // of a gizmo's arrow
} // namespace

/// A size that stays while one zooms a little: the power of 1.5 next to a part of the view.
double PlaneTool::halfSize() const {
    const double wanted = kPartOfView * m_context.halfHeight();
    return std::pow(1.5, std::round(std::log(wanted) / std::log(1.5)));
}

Gizmo PlaneTool::gizmo(const ViewTransform& view) const {
    const WorkPlane plane = space().plane;
    Gizmo gizmo;
    const double half = halfSize();
    gizmo.center = plane.at(-half, half); // where they are least in the way of whoever draws in the middle
    gizmo.axes = plane.axes();
    gizmo.setLengthFor(view);
    gizmo.length *= kHandleLength;
    gizmo.handles = {{Gizmo::Kind::Move, 2}, {Gizmo::Kind::Turn, 0}, {Gizmo::Kind::Turn, 1}};
    return gizmo;
}

std::optional<Vector3d> PlaneTool::placeOf(const PointerEvent& event) const {
    const Project& project = m_context.document.project();
    if (space().onSurface)
        if (const auto place =
                surfaceAt(project.dataset, project.projection(), m_context.selection.currentSnapshot(),
                          m_context.settings().onionSkin, event.view, event.pixel2(), kSurfaceReach))
            return place;
    return space().plane.meets(event.ray());
}

void PlaneTool::press(const PointerEvent& event) {
    m_view = event.view;
    if (event.button != Qt::LeftButton)
        return;
    const Gizmo handles = gizmo(event.view);
    if (const auto handle = handles.handleAt(event.view, event.pixel2()))
        m_drag = Drag{handles, *handle, space().plane, event.pixel2()};
    else
        begin(event);
}

void PlaneTool::move(const PointerEvent& event) {
    m_view = event.view;
    if (m_drag) {
        const Eigen::Affine3d motion = m_drag->gizmo.dragged(m_drag->handle, event.view, m_drag->from, event.pixel2(),
                                                             event.modifiers.testFlag(Qt::ShiftModifier));
        Eigen::Isometry3d about = Eigen::Isometry3d::Identity();
        about.linear() = motion.linear();
        // A turn is about the middle of the plane, wherever its handles are.
        about.translation() = m_drag->handle.kind == Gizmo::Kind::Move
                                  ? Vector3d(motion.translation())
                                  : Vector3d(m_drag->plane.origin - motion.linear() * m_drag->plane.origin);
        m_context.movePlane(m_drag->plane.transformed(about));
        return;
    }
    m_hot = isBusy() ? std::nullopt : gizmo(event.view).handleAt(event.view, event.pixel2());
    carryOn(event);
}

void PlaneTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    if (m_drag)
        m_drag.reset();
    else
        end(event);
}

void PlaneTool::leave() {
    if (!m_drag)
        m_hot.reset();
}

void PlaneTool::cancel() {
    if (!m_drag)
        return;
    m_context.movePlane(m_drag->plane);
    m_drag.reset();
}

void PlaneTool::showCircle(OverlayView& overlay, const Vector3d& center, const Vector3d& u, const Vector3d& v,
                           double radius, float opacity) {
    OverlayLine circle{{}, OverlayTone::Plain, 1.25F, opacity, true};
    for (int i = 0; i < kCircle; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCircle;
        circle.points.push_back(center + radius * (std::cos(angle) * u + std::sin(angle) * v));
    }
    overlay.lines.push_back(std::move(circle));
}

void PlaneTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    const WorkPlane plane = space().plane;
    const double half = halfSize();
    for (int i = 1; i < kCells; ++i) {
        const double at = half * (2.0 * i / kCells - 1);
        const float opacity = 2 * i == kCells ? 0.45F : 0.22F;
        overlay.lines.push_back({{plane.at(at, -half), plane.at(at, half)}, OverlayTone::Quiet, 1, opacity});
        overlay.lines.push_back({{plane.at(-half, at), plane.at(half, at)}, OverlayTone::Quiet, 1, opacity});
    }
    OverlayLine edge{{plane.at(-half, -half), plane.at(half, -half), plane.at(half, half), plane.at(-half, half)},
                     OverlayTone::Accent,
                     1,
                     0.6F,
                     true,
                     true};
    overlay.lines.push_back(std::move(edge));
    if (m_view)
        gizmo(*m_view).show(overlay, m_drag ? std::optional(m_drag->handle) : m_hot);
}

} // namespace ui
