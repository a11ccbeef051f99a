#pragma once

#include "engine/action/action_model.h"
#include "engine/data/dataset.h"
#include "engine/session/session_request.h"
#include "engine/trajectory/field_samples.h"
#include "engine/trajectory/trajectories.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace engine {

/// What moves on the stage: particles from the first snapshot through all times, and in two dimensions the field. With
/// noise they draw Brownian paths; with growth they carry log weights, 0 at the start.
struct StageMotion {
    std::shared_ptr<const Trajectories> trajectories;
    std::shared_ptr<const FieldSamples> field; ///< null in other dimensions
};

enum class MotionCare {
    Live,  ///< quick, while training
    Final, ///< exact: at the end, when paused, and in files
};

/// Window and file renderer make the motion here, so that the film shows the particles of the screen.
/// Particles beyond what can be followed exactly ride on the field in two dimensions; where there is no field, or noise
/// or growth, there are no more than that.
/// Paper:  the reverse-time equation of the pair, §2, for `particles.backward`.
/// Precondition: the dataset can be trained, the model has its dimension.
/// Errors: as integrate.
StageMotion stageMotion(const ActionModel& model, WorkerPool& pool, const Dataset& dataset,
                        const ParticleSettings& particles, MotionCare care, std::stop_token stop = {},
                        const std::function<void(double)>& progress = {});

/// The first and the last snapshot that is trained on; the first and last of all when everything is held out.
const Snapshot& firstTrainingSnapshot(const Dataset& dataset);
const Snapshot& lastTrainingSnapshot(const Dataset& dataset);

} // namespace engine
