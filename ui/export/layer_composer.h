#pragma once

#include "ui/export/scene_composer.h"

namespace ui {

// What each layer of the model adds to the state of a scene, its lines of the legend included. Colour bars come last, by
// composeBars. Results that are missing add nothing.

/// Particles and trails. `own`: the scale of these results alone.
void composeMotion(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& own,
                   const SceneScale& scale);
void composeField(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale);
void composeDensity(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale);
void composeStreams(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale);
/// After composeMotion.
void composeVelocity(SceneState& state, const Project& project, const SceneResults& results);
/// Births and deaths, where weights change.
/// Part of their opacity that trails keep while something else is looked at: probes, or a revealed snapshot.
inline constexpr float kQuietTrails = 0.3F;

/// Probes and populations, with what their ways mean in `legend`: the state's own, or that of several panes.
void composeProbes(SceneState& state, std::vector<LegendEntry>& legend, std::vector<ProbeView> probes);
void composeSparks(SceneState& state, const Project& project, const SceneScale& scale);
/// Lines of maps, where the picture's axes are longitude and latitude of the data, or any two of a plane.
void composeOverlays(SceneState& state, const Project& project);
void composeBars(SceneState& state, const Project& project);

/// From (longitude, latitude) to the picture's first two axes; empty where the picture shows no map: see
/// engine::mapAxes.
std::optional<Eigen::Matrix2d> mapToPicture(const Project& project);
/// Whether anything is drawn that is coloured by the density of the particles.
bool showsDensity(const ViewChoices& view);
/// How dense particles typically are where they are densest, over all times.
double typicalTopDensity(const engine::Trajectories& trajectories, const SceneBounds& bounds);
/// Ends of the colours of a quantity, rounded where the quantity has a zero. Precondition: the samples have it.
engine::PlaneSamples::Range fieldRange(const engine::PlaneSamples& samples, engine::PlaneQuantity quantity);

/// Ends of the colours by likelihood, on halves; both 0 where log densities are not known.
engine::PlaneSamples::Range likelihoodRange(const engine::Trajectories& trajectories);

} // namespace ui
