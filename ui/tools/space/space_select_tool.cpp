#include "ui/tools/space/space_select_tool.h"

#include "ui/document/edits.h"
#include "ui/tools/selecting.h"

namespace ui {

using Eigen::Vector2d;
using Eigen::Vector3d;

namespace {

constexpr double kLassoStep = 2; // pixels between two corners of the line

QString textOf(Gizmo::Kind kind) {
    return kind == Gizmo::Kind::Move   ? selecting::moveText()
           : kind == Gizmo::Kind::Turn ? selecting::turnText()
                                       : selecting::scaleText();
}

} // namespace

std::optional<Vector3d> SpaceSelectTool::middle() const {
    const int snapshot = m_context.selection.currentSnapshot();
    if (snapshot < 0 || m_context.selection.points(snapshot).empty())
        return {};
    const Project& project = m_context.document.project();
    const auto& points = project.dataset.snapshots[std::size_t(snapshot)].points;
    const engine::Points chosen = points.select(m_context.selection.points(snapshot)).points();
    return Vector3d(project.projection().matrix() * chosen.rowwise().mean());
}

std::optional<Gizmo> SpaceSelectTool::gizmo(const ViewTransform& view) const {
    const auto center = middle();
    if (!center)
        return {};
    Gizmo gizmo;
    gizmo.center = *center;
    gizmo.setLengthFor(view);
    return gizmo;
}

void SpaceSelectTool::press(const PointerEvent& event) {
    m_view = event.view;
    const int snapshot = m_context.selection.currentSnapshot();
    if (event.button != Qt::LeftButton || snapshot < 0)
        return;
    if (const auto handles = gizmo(event.view))
        if (const auto handle = handles->handleAt(event.view, event.pixel2())) {
            m_drag.emplace(m_context, textOf(handle->kind), *handles, *handle, event.pixel2());
            return;
        }
    m_marking = {event.pixel2()};
}

void SpaceSelectTool::move(const PointerEvent& event) {
    m_view = event.view;
    if (m_drag) {
        const Eigen::Affine3d map = m_drag->gizmo.dragged(m_drag->handle, event.view, m_drag->from, event.pixel2(),
                                                          event.modifiers.testFlag(Qt::ShiftModifier));
        if (!m_drag->change.apply(PointMap(map)))
            m_drag.reset();
    } else if (!m_marking.empty() && m_context.settings().selectsByBox) {
        m_marking = {m_marking.front(), event.pixel2()};
    } else if (!m_marking.empty()) {
        if ((event.pixel2() - m_marking.back()).norm() >= kLassoStep)
            m_marking.push_back(event.pixel2());
    } else {
        const auto handles = gizmo(event.view);
        m_hot = handles ? handles->handleAt(event.view, event.pixel2()) : std::nullopt;
    }
}

void SpaceSelectTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    m_drag.reset();
    if (!m_marking.empty())
        finishMarking(event);
    m_marking.clear();
}

std::vector<Vector2d> SpaceSelectTool::marked() const {
    if (!m_context.settings().selectsByBox || m_marking.size() < 2)
        return m_marking;
    const Vector2d &a = m_marking.front(), &b = m_marking.back();
    return {a, {b.x(), a.y()}, b, {a.x(), b.y()}};
}

void SpaceSelectTool::finishMarking(const PointerEvent& event) {
    const Selection::Combine combine = selecting::combineFor(event.modifiers);
    const std::vector<Vector2d> polygon = marked();
    if (polygon.size() < 3) { // a click beside the points
        if (combine == Selection::Combine::Replace)
            m_context.selection.clear();
        return;
    }
    m_context.selection.select(
        m_context.selection.currentSnapshot(),
        [&, picture = m_context.document.project().projection().matrix()](const Eigen::Ref<const engine::Vector>& p) {
            const Vector3d pixel = event.view.toPixel(picture * p);
            return pixel.z() <= 1 && selecting::isInside(polygon, pixel.head<2>());
        },
        combine);
}

bool SpaceSelectTool::wantsKey(int key, Qt::KeyboardModifiers modifiers) const {
    if (m_context.selection.isEmpty() || m_drag || !m_view)
        return false;
    if (key == Qt::Key_Escape)
        return m_marking.empty();
    return selecting::nudgeFor(key, modifiers).has_value();
}

void SpaceSelectTool::key(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Escape) {
        m_context.selection.clear();
        return;
    }
    const Vector2d way = *selecting::nudgeFor(key, modifiers) / m_view->pixelsPerUnit();
    const Vector3d offset = way.x() * m_view->pose().right() + way.y() * m_view->pose().up();
    const int snapshot = m_context.selection.currentSnapshot();
    m_context.document.edit(selecting::nudgeText(), [&](Project& p) {
        edits::movePoints(p, snapshot, m_context.selection.points(snapshot), offset);
    });
}

void SpaceSelectTool::cancel() {
    if (m_drag)
        m_drag->change.cancel();
    m_drag.reset();
    m_marking.clear();
    m_hot.reset();
}

void SpaceSelectTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    if (!m_view)
        return;
    if (m_marking.size() > 1) {
        OverlayLine line{{}, OverlayTone::Accent, 1.25F, 1, true};
        for (const Vector2d& pixel : marked())
            line.points.push_back(m_view->toData(pixel));
        line.filled = m_context.settings().selectsByBox;
        overlay.lines.push_back(std::move(line));
    }
    if (const auto handles = gizmo(*m_view))
        handles->show(overlay, m_drag ? std::optional(m_drag->handle) : m_hot);
}

} // namespace ui
