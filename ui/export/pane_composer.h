#pragma once

#include "ui/export/pane_difference.h"
#include "ui/export/scene_composer.h"

#include <vector>

namespace ui {

/// A rectangle of a picture, from its upper left corner.
struct PaneRectangle {
    int x = 0, y = 0, width = 0, height = 0;
};
/// Where panes lie: up to three in a row, four two by two, with a line between them.
std::vector<PaneRectangle> paneRectangles(int count, int width, int height, int line = 1);

/// Pictures of several runs beside each other.
struct PaneScenes {
    std::vector<SceneState> panes;   ///< in the order of the runs
    std::vector<LegendEntry> legend; ///< of all of them; empty where there is only one, which has its own
};

/// Turns a project and what its models make of the data into one scene a run: the same data and moment, and colours
/// that mean the same in each. One run alone is shown as by a SceneComposer. Keep one, as that.
/// Thread: one at a time.
class PaneComposer {
public:
    /// Shape: as many results as the project has runs.
    PaneScenes compose(const Project& project, std::vector<SceneResults> results, const SceneTheme& theme, double time,
                       const SceneExtras& extras = {});

    /// The same for a file: each of several panes says itself what it shows, in its caption and its legend.
    std::vector<SceneState> composeForFile(const Project& project, const std::vector<SceneResults>& results,
                                           const SceneTheme& theme, double time, const SceneExtras& extras);

private:
    std::vector<SceneComposer> m_composers;
    std::vector<PaneDifference> m_differences;
};

} // namespace ui
