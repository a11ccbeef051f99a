#pragma once

#include "ui/scene/scene_state.h"

/// Populations with simple known paths, to draw: no network, no files, the same in every run.
namespace tests {

/// One cloud that drifts to the right and splits in three. Times 0 … 1.
std::shared_ptr<const engine::Trajectories> splittingMotion(int particles, int levels = 41);
/// A turning cloud in space. Times 0 … 1.
std::shared_ptr<const engine::Trajectories> turningMotion(int particles, int levels = 41);
/// A velocity field along the splitting motion.
std::shared_ptr<const engine::FieldSamples> splittingField();

/// Five snapshots, the middle one held out, particles, trails, arrows, legend.
ui::SceneState splittingState(bool dark, int particles = 300, int pointsPerSnapshot = 420);
/// Particles by speed above a floor, in three dimensions.
ui::SceneState spaceState(bool dark, int particles = 4000);

} // namespace tests
