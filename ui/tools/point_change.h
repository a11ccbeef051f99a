#pragma once

#include "ui/tools/drawing_context.h"
#include "ui/tools/point_map.h"

#include <optional>

namespace ui {

/// A change of the chosen points of the current snapshot while it is dragged: always reckoned from how they were when it
/// began, so that nothing adds up. One step of the history, which ends with this object.
/// Thread: GUI.
class PointChange {
public:
    /// Precondition: there is a current snapshot.
    PointChange(const DrawingContext& context, const QString& text);

    /// Puts the points where `map` brings what they were. Where that is refused everything is as before the drag, the
    /// context has said why, and the result is false.
    [[nodiscard]] bool apply(const PointMap& map);
    /// Takes all of it back.
    void cancel() { m_gesture.cancel(); }

private:
    const DrawingContext& m_context;
    Document::Gesture m_gesture;
    QString m_text;
    int m_snapshot;
    engine::PointSet m_points; ///< all of the snapshot, before
    std::vector<engine::Index> m_chosen;
    std::optional<PointMap> m_map; ///< as applied
};

} // namespace ui
