#include "ui/tools/select_tool.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {

namespace {
constexpr double kReach = 8; // pixels around a chosen point in which a drag moves the choice

QString moveText() { return QCoreApplication::translate("ui::SelectTool", "Move points"); }
} // namespace

bool SelectTool::isInside(const std::vector<Eigen::Vector2d>& polygon, const Eigen::Vector2d& point) {
    // Even-odd rule: how often a ray to the right crosses the line.
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Eigen::Vector2d &a = polygon[i], &b = polygon[j];
        if ((a.y() > point.y()) != (b.y() > point.y()) &&
            point.x() < (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

bool SelectTool::isOnSelected(const PointerEvent& event) const {
    const int snapshot = m_context.selection.currentSnapshot();
    const auto& snapshots = m_context.document.project().dataset.snapshots;
    if (snapshot < 0 || snapshot >= int(snapshots.size()))
        return false;
    const auto& points = snapshots[std::size_t(snapshot)].points;
    const double reach = kReach * event.unitsPerPixel;
    const auto& chosen = m_context.selection.points(snapshot);
    return std::any_of(chosen.begin(), chosen.end(),
                       [&](engine::Index i) { return (points.point(i).head(2) - event.data2()).norm() <= reach; });
}

void SelectTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || m_context.selection.currentSnapshot() < 0)
        return;
    m_last = event.data2();
    if (isOnSelected(event))
        m_move.emplace(m_context.document, moveText());
    else
        m_lasso = {event.data2()};
}

void SelectTool::move(const PointerEvent& event) {
    if (m_move) {
        const int snapshot = m_context.selection.currentSnapshot();
        const Eigen::Vector2d offset = event.data2() - m_last;
        m_last = event.data2();
        try {
            m_context.document.edit(moveText(), [&](Project& p) {
                edits::movePoints(p, snapshot, m_context.selection.points(snapshot), offset);
            });
        } catch (const engine::Error& error) {
            cancel();
            m_context.refused(error);
        }
    } else if (!m_lasso.empty()) {
        if ((event.data2() - m_lasso.back()).norm() >= 2 * event.unitsPerPixel)
            m_lasso.push_back(event.data2());
    } else {
        m_overSelected = isOnSelected(event);
    }
}

void SelectTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    m_move.reset();
    if (!m_lasso.empty())
        finishLasso(event.modifiers);
    m_lasso.clear();
}

void SelectTool::finishLasso(Qt::KeyboardModifiers modifiers) {
    using Combine = Selection::Combine;
    const Combine combine = modifiers & Qt::ShiftModifier     ? Combine::Add
                            : modifiers & Qt::ControlModifier ? Combine::Remove
                                                              : Combine::Replace;
    if (m_lasso.size() < 3) { // a click beside the points
        if (combine == Combine::Replace)
            m_context.selection.clear();
        return;
    }
    m_context.selection.select(
        m_context.selection.currentSnapshot(),
        [this](const Eigen::Ref<const engine::Vector>& p) { return isInside(m_lasso, p.head(2)); }, combine);
}

void SelectTool::cancel() {
    if (m_move)
        m_move->cancel();
    m_move.reset();
    m_lasso.clear();
}

void SelectTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    overlay.lasso = m_lasso;
}

} // namespace ui
