#pragma once

#include "ui/scene/scene_report.h"
#include "ui/scene/scene_state.h"

namespace ui {

/// Keeps frames short on slow machines: when drawing takes so long that the window would feel it, fewer points and
/// trails are drawn; when there is time again, more.
class DetailGovernor {
public:
    /// After each frame. Units: `now` in seconds of any one clock.
    void frameTook(double milliseconds, double now);
    /// 1: everything within the limits.
    double detail() const { return m_detail; }
    /// The limits at the present detail, for as much as the last frame was asked to draw.
    SceneLimits reduced(const SceneLimits& limits, const SceneReport& last) const;

private:
    double m_detail = 1, m_average = 0, m_changed = -1e9;
    int m_frames = 0; ///< since the last change
};

} // namespace ui
