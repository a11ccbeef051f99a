#pragma once

#include "engine/action/action_model.h"
#include "engine/path/path.h"
#include "engine/training/training_settings.h"

#include <memory>

namespace engine {

/// What is shown before the first step of a training: the action in random features, solved at once. `path` has
/// velocities. With a convex cost the action is that of the plain one, the only one the solver knows.
/// Thread: any, the pool's one user.
std::shared_ptr<const ActionModel> previewModel(const Path& path, const TrainingSettings& settings,
                                                const Normalization& units, WorkerPool& pool);

} // namespace engine
