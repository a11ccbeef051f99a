#include "ui/export/pane_composer.h"

#include <algorithm>
#include <cassert>

namespace ui {

PaneScenes PaneComposer::compose(const Project& project, std::vector<SceneResults> results, const SceneTheme& theme,
                                 double time, const SceneExtras& extras) {
    assert(results.size() == project.runs.size());
    m_composers.resize(results.size());
    const bool several = results.size() > 1;
    if (several) {
        SceneScale shared{0, 0};
        for (std::size_t i = 0; i < results.size(); ++i)
            if (results[i].trajectories) {
                const SceneScale own = m_composers[i].scaleFor(results[i].trajectories);
                shared.topSpeed = std::max(shared.topSpeed, own.topSpeed);
                shared.topGrowth = std::max(shared.topGrowth, own.topGrowth);
            }
        for (SceneResults& result : results)
            result.scale = shared;
    }
    PaneScenes scenes;
    for (std::size_t i = 0; i < results.size(); ++i) {
        scenes.panes.push_back(m_composers[i].compose(project, results[i], theme, time, extras));
        SceneState& state = scenes.panes.back();
        if (!several)
            continue;
        for (const LegendEntry& entry : state.legend)
            if (std::find(scenes.legend.begin(), scenes.legend.end(), entry) == scenes.legend.end())
                scenes.legend.push_back(entry);
        state.showLegend = false;
    }
    std::stable_partition(scenes.legend.begin(), scenes.legend.end(),
                          [](const LegendEntry& entry) { return entry.glyph != LegendEntry::Glyph::Bar; });
    return scenes;
}

} // namespace ui
