#include "ui/tools/point_change.h"

#include "ui/document/point_edits.h"
#include "ui/document/selection.h"

namespace ui {

PointChange::PointChange(const DrawingContext& context, const QString& text)
    : m_context(context),
      m_gesture(context.document, text),
      m_text(text),
      m_snapshot(context.selection.currentSnapshot()),
      m_points(context.document.project().dataset.snapshots[std::size_t(m_snapshot)].points),
      m_chosen(context.selection.points(m_snapshot)) {}

bool PointChange::apply(const PointMap& map) {
    if (m_map == map)
        return true;
    m_map = map;
    try {
        m_context.document.edit(m_text, [&](Project& p) {
            p.dataset.snapshots[std::size_t(m_snapshot)].points = m_points;
            edits::transformPoints(p, m_snapshot, m_chosen, map.linear, map.offset);
        });
    } catch (const engine::Error& error) {
        cancel();
        m_context.refused(error);
        return false;
    }
    return true;
}

} // namespace ui
