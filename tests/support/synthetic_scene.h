#pragma once

#include "ui/scene/scene_state.h"

/// Populations with simple known paths, to draw: no network, no files, the same in every run.
namespace tests {

/// One cloud that drifts to the right and splits in three. Times 0 … 1.
std::shared_ptr<const engine::Trajectories> splittingMotion(int particles, int levels = 41);
/// A turning cloud in space. Times 0 … 1.
std::shared_ptr<const engine::Trajectories> turningMotion(int particles, int levels = 41);
/// The motion with weights that grow in its first half of the particles, as exp(2t), and fade as much in the other.
std::shared_ptr<const engine::Trajectories> weighted(const engine::Trajectories& motion);
/// A velocity field along the splitting motion.
std::shared_ptr<const engine::FieldSamples> splittingField();

/// Every quantity of the plane along the splitting motion, by formulas.
std::shared_ptr<const engine::PlaneSamples> splittingPlane();

/// Five snapshots, the middle one held out, particles, trails, arrows, legend.
ui::SceneState splittingState(bool dark, int particles = 300, int pointsPerSnapshot = 420);
/// Particles by speed above a floor, in three dimensions.
ui::SceneState spaceState(bool dark, int particles = 4000);

} // namespace tests
