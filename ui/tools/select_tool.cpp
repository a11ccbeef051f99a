#include "ui/tools/select_tool.h"

#include "ui/document/edits.h"
#include "ui/tools/selecting.h"

namespace ui {

using Eigen::Affine2d;
using Eigen::Vector2d;

namespace {

constexpr double kReach = 6;     // pixels around a handle in which a press takes it
constexpr double kMargin = 10;   // pixels between the points and their box
constexpr double kTurnAway = 22; // pixels from the box up to the knob, as the scene draws it

QString textFor(TransformBox::Handle handle) {
    return handle == TransformBox::Handle::Inside ? selecting::moveText()
           : handle == TransformBox::Handle::Turn ? selecting::turnText()
                                                  : selecting::scaleText();
}

} // namespace

std::optional<TransformBox> SelectTool::box() const {
    const int snapshot = m_context.selection.currentSnapshot();
    const auto& snapshots = m_context.document.project().dataset.snapshots;
    if (snapshot < 0 || snapshot >= int(snapshots.size()))
        return {};
    return TransformBox::around(snapshots[std::size_t(snapshot)].points, m_context.selection.points(snapshot),
                                m_context.document.project().projection());
}

SelectTool::Handle SelectTool::handleAt(const PointerEvent& event) const {
    const auto around = box();
    if (!around)
        return Handle::None;
    const double pixel = event.unitsPerPixel;
    const Handle handle = around->handleAt(event.data2(), kMargin * pixel, kReach * pixel, kTurnAway * pixel);
    // With Shift or Ctrl the inside is for choosing more or fewer.
    const bool chooses = event.modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
    return handle == Handle::Inside && chooses ? Handle::None : handle;
}

void SelectTool::press(const PointerEvent& event) {
    const int snapshot = m_context.selection.currentSnapshot();
    if (event.button != Qt::LeftButton || snapshot < 0 || m_context.document.project().dataset.dimension() == 1)
        return;
    const Handle handle = handleAt(event);
    if (handle == Handle::None) {
        m_marking = Marking{{event.data2()}, m_context.settings().selectsByBox};
        return;
    }
    m_drag.emplace(m_context, textFor(handle), *box(), handle, event.data2());
}

Affine2d SelectTool::mapFor(const PointerEvent& event) const {
    const TransformBox& box = m_drag->box;
    const Vector2d way = event.data2() - m_drag->from;
    const bool shift = event.modifiers.testFlag(Qt::ShiftModifier);
    if (m_drag->handle == Handle::Turn)
        return box.turned(m_drag->from, event.data2(), shift);
    if (m_drag->handle == Handle::Inside) {
        const Vector2d moved = m_context.snapped(box.lower + way, event.modifiers) - box.lower;
        return Affine2d(Eigen::Translation2d(moved));
    }
    const Vector2d to = m_context.snapped(box.placeOf(m_drag->handle) + way, event.modifiers);
    return box.scaled(m_drag->handle, to, shift, event.modifiers.testFlag(Qt::AltModifier));
}

void SelectTool::move(const PointerEvent& event) {
    if (m_drag) {
        m_drag->map = mapFor(event);
        if (!m_drag->change.apply(PointMap(m_drag->map)))
            m_drag.reset();
    } else if (m_marking && m_marking->isBox) {
        m_marking->line = {m_marking->line.front(), event.data2()};
    } else if (m_marking) {
        if ((event.data2() - m_marking->line.back()).norm() >= 2 * event.unitsPerPixel)
            m_marking->line.push_back(event.data2());
    } else {
        m_over = handleAt(event);
    }
}

void SelectTool::release(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    m_drag.reset();
    if (m_marking)
        finishMarking(event.modifiers);
    m_marking.reset();
}

void SelectTool::finishMarking(Qt::KeyboardModifiers modifiers) {
    const Selection::Combine combine = selecting::combineFor(modifiers);
    const std::vector<Vector2d>& line = m_marking->line;
    if (line.size() < (m_marking->isBox ? 2U : 3U)) { // a click beside the points
        if (combine == Selection::Combine::Replace)
            m_context.selection.clear();
        return;
    }
    const Vector2d lower = line.front().cwiseMin(line.back()), upper = line.front().cwiseMax(line.back());
    m_context.selection.select(
        m_context.selection.currentSnapshot(),
        [&, picture = m_context.document.project().projection().matrix()](const Eigen::Ref<const engine::Vector>& p) {
            const Vector2d seen = picture.topRows(2) * p;
            return m_marking->isBox ? (seen.array() >= lower.array()).all() && (seen.array() <= upper.array()).all()
                                    : selecting::isInside(line, seen);
        },
        combine);
}

bool SelectTool::wantsKey(int key, Qt::KeyboardModifiers modifiers) const {
    if (m_drag || m_marking || !box())
        return false;
    return key == Qt::Key_Escape || selecting::nudgeFor(key, modifiers);
}

void SelectTool::key(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Escape)
        return m_context.selection.clear();
    const int snapshot = m_context.selection.currentSnapshot();
    const Vector2d offset = *selecting::nudgeFor(key, modifiers) * m_context.unitsPerPixel();
    m_context.document.edit(selecting::nudgeText(), [&](Project& p) {
        edits::movePoints(p, snapshot, m_context.selection.points(snapshot), offset);
    });
}

void SelectTool::cancel() {
    if (m_drag)
        m_drag->change.cancel();
    m_drag.reset();
    m_marking.reset();
}

void SelectTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    if (m_marking && m_marking->isBox) {
        overlay.box.emplace(m_marking->line.front(), m_marking->line.back());
    } else if (m_marking) {
        overlay.lasso = m_marking->line;
    } else if (m_drag && m_drag->handle == Handle::Turn) {
        overlay.lasso = m_drag->box.padded(kMargin * m_context.unitsPerPixel()).corners(m_drag->map);
    } else if (const auto around = box()) {
        const TransformBox shown = around->padded(kMargin * m_context.unitsPerPixel());
        overlay.box.emplace(shown.lower, shown.upper);
        overlay.boxHandles = true;
    }
}

QCursor SelectTool::cursor() const {
    switch (m_drag ? m_drag->handle : m_over) {
    case Handle::Inside:
        return Qt::SizeAllCursor;
    case Handle::Left:
    case Handle::Right:
        return Qt::SizeHorCursor;
    case Handle::Bottom:
    case Handle::Top:
        return Qt::SizeVerCursor;
    case Handle::BottomLeft:
    case Handle::TopRight:
        return Qt::SizeBDiagCursor;
    case Handle::BottomRight:
    case Handle::TopLeft:
        return Qt::SizeFDiagCursor;
    case Handle::Turn:
        return Qt::PointingHandCursor;
    case Handle::None:
        break;
    }
    return Qt::CrossCursor;
}

} // namespace ui
