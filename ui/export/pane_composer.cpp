#include "ui/export/pane_composer.h"

#include "ui/document/run_words.h"

#include <QStringList>
#include <algorithm>
#include <cassert>

namespace ui {

std::vector<PaneRectangle> paneRectangles(int count, int width, int height, int line) {
    const int columns = count == 4 ? 2 : std::max(count, 1), rows = (count + columns - 1) / columns;
    // Edges rather than sizes, so that what is left over by rounding goes round.
    const auto edge = [line](int k, int parts, int length) { return k * (length + line) / parts; };
    std::vector<PaneRectangle> result;
    for (int i = 0; i < count; ++i) {
        const int column = i % columns, row = i / columns;
        const int left = edge(column, columns, width), top = edge(row, rows, height);
        result.push_back(
            {left, top, edge(column + 1, columns, width) - line - left, edge(row + 1, rows, height) - line - top});
    }
    return result;
}

namespace {

/// " · AM, uAM": whose line in the legend of several panes this is; empty for what all have that show motion.
std::string panesWith(const LegendEntry& entry, const std::vector<SceneState>& panes, const Project& project) {
    QStringList with;
    qsizetype moving = 0;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        if (!panes[i].motion.trajectories)
            continue;
        ++moving;
        if (std::find(panes[i].legend.begin(), panes[i].legend.end(), entry) != panes[i].legend.end())
            with += QString::fromStdString(runTitle(project.runs[i]));
    }
    if (with.isEmpty() || with.size() == moving)
        return {};
    with.removeDuplicates();
    return " · " + with.join(QStringLiteral(", ")).toStdString();
}

} // namespace

PaneScenes PaneComposer::compose(const Project& project, std::vector<SceneResults> results, const SceneTheme& theme,
                                 double time, const SceneExtras& extras) {
    assert(results.size() == project.runs.size());
    m_composers.resize(results.size());
    const bool several = results.size() > 1;
    m_differences.resize(several ? results.size() : 0);
    if (several) {
        if (project.view.layers.field && engine::isBetweenModels(project.view.styles.field))
            for (std::size_t i = 1; i < results.size(); ++i)
                results[i].apart =
                    m_differences[i].between(results.front(), results[i], project.view.styles.field, project.dataset);
        SceneScale shared{0, 0};
        for (std::size_t i = 0; i < results.size(); ++i)
            if (results[i].trajectories)
                shared = common(shared, m_composers[i].scaleFor(project, results[i]));
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
    if (several)
        for (LegendEntry& entry : scenes.legend)
            entry.text += panesWith(entry, scenes.panes, project);
    std::stable_partition(scenes.legend.begin(), scenes.legend.end(),
                          [](const LegendEntry& entry) { return entry.glyph != LegendEntry::Glyph::Bar; });
    return scenes;
}

std::vector<SceneState> PaneComposer::composeForFile(const Project& project, const std::vector<SceneResults>& results,
                                                     const SceneTheme& theme, double time, const SceneExtras& extras) {
    std::vector<SceneState> panes = compose(project, results, theme, time, extras).panes;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        panes[i].orientationCube = false; // nothing to click at
        if (panes.size() == 1)
            break;
        panes[i].caption.title = runTitle(project.runs[i]);
        panes[i].caption.subtitle = runDetail(project.runs[i]);
        if (i + 1 < panes.size())
            panes[i].caption.clock.clear(); // once, at the right
        panes[i].showLegend = project.view.layers.legend;
    }
    return panes;
}

} // namespace ui
