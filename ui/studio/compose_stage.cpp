#include "ui/studio/compose_stage.h"

#include "ui/scene/number_text.h"

#include <algorithm>

namespace ui {

SceneState composeStage(const Project& project, const engine::RunUpdate* run, bool dark) {
    const engine::Dataset& dataset = project.dataset;
    const LayerChoices& layers = project.view.layers;
    SceneState state;
    state.theme = dark ? darkTheme() : lightTheme();
    state.dimension = dataset.dimension() >= 3 ? 3 : 2;
    const engine::Bounds bounds = engine::boundsOf(dataset);
    for (int k = 0; k < std::min<int>(3, int(bounds.lower.size())); ++k) {
        state.bounds.lower[k] = bounds.lower[k];
        state.bounds.upper[k] = bounds.upper[k];
    }
    const int count = int(dataset.snapshots.size());
    LegendEntry dots{LegendEntry::Glyph::Dots, "Snapshots, early to late", {}, {}, {}, {}, {}};
    for (int i = 0; i < count; ++i) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(i)];
        const Color color = snapshotColor(i, count, dark);
        if (!layers.snapshots || snapshot.hidden)
            continue;
        state.snapshots.push_back({snapshot.points, color, snapshot.heldOut});
        dots.colors.push_back(color);
    }
    if (dots.colors.size() > 4)
        dots.colors = {dots.colors.front(), dots.colors[dots.colors.size() / 3], dots.colors[2 * dots.colors.size() / 3], dots.colors.back()};
    if (!dots.colors.empty())
        state.legend.push_back(dots);
    state.axes.visible = layers.axes;
    state.axes.names = dataset.axisNames;
    state.showLegend = layers.legend;
    if (run && run->trajectories && run->trajectories->dimension() == dataset.dimension()) {
        state.motion.trajectories = run->trajectories;
        state.motion.particles = layers.particles;
        state.motion.trails = layers.trails;
        state.motion.topSpeed = run->trajectories->typicalTopSpeed();
        if (layers.particles)
            state.legend.push_back({LegendEntry::Glyph::Dot, "Particles", {state.theme.particle}, {}, {}, {}, {}});
        if (layers.trails)
            state.legend.push_back({LegendEntry::Glyph::Bar, "Speed, length / time", {}, Palette::Lamp, "0",
                                    numberText(state.motion.topSpeed / 2, 2), numberText(state.motion.topSpeed, 2)});
    }
    if (count >= 2)
        state.motion.trailDuration = project.view.trailSeconds / project.view.secondsPerPass * (dataset.lastTime() - dataset.firstTime());
    if (run && layers.velocity && run->field && state.dimension == 2)
        state.velocity = {run->field, std::max(1e-9F, state.motion.topSpeed) / 2};
    return state;
}

} // namespace ui
