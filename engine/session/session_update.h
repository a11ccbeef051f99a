#pragma once

#include "engine/action/action_model.h"
#include "engine/core/error.h"
#include "engine/training/checkpoint.h"
#include "engine/trajectory/field_samples.h"
#include "engine/trajectory/plane_samples.h"
#include "engine/trajectory/trajectories.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

using RunId = int;

enum class RunState {
    Empty,     ///< no usable data yet; `problem` says why where there is something to say
    Preparing, ///< pairing points, fitting the preview
    Training,
    Paused,   ///< also: ready, not started
    Finished, ///< all steps done, or stopped
    Failed,   ///< diverged; the last good model stays
};

/// Distance between simulated particles, with their weights, and each snapshot. Units: data units, W1 with Euclidean ground cost.
struct SnapshotDistance {
    Real time = 0;
    bool heldOut = false;
    Real w1 = 0;
    Real floor = 0; ///< W1 between two random halves of the snapshot: what two draws of the data differ by
};

/// Where refinement by rollouts stands.
struct RefinementProgress {
    std::int64_t step = 0, steps = 0;
    std::optional<Real> distance; ///< of simulated particles to the snapshots, as of the last step; data units
};

/// All the window needs to know about one run, complete: a reader may skip any number of updates. Unchanged parts are
/// the same pointer as before. Units: data units.
struct RunUpdate {
    std::uint64_t generation = 0; ///< number of the training start; counts every change of data or settings
    RunState state = RunState::Empty;
    std::string activity; ///< while Preparing: what is being done, for the status bar
    double progress = -1; ///< of the activity, 0 … 1, negative when unknown
    std::string note;     ///< something worth knowing, e.g. that pairs are exact only within blocks
    std::optional<Error> problem;

    std::int64_t step = 0, totalSteps = 0;
    double stepsPerSecond = 0, seconds = 0;
    std::optional<double> secondsLeft;
    std::optional<RefinementProgress> refinement; ///< once matching is done and refinement is asked for
    double loss = 0;                     ///< of the batches, smoothed
    std::optional<double> energyBound;   ///< −L of the averaged model, smoothed; rises towards K
    std::optional<double> kineticEnergy; ///< the true K where it is known
    std::shared_ptr<const LossHistory> history;

    std::shared_ptr<const ActionModel> model;
    bool isPreview = false; ///< model and trajectories come from the instant preview, not yet from the network
    std::shared_ptr<const Checkpoint> checkpoint;
    std::shared_ptr<const Trajectories> trajectories;
    std::shared_ptr<const FieldSamples> field; ///< in two dimensions
    std::shared_ptr<const PlaneSamples> plane; ///< in two dimensions, where it is wanted
    std::shared_ptr<const std::vector<SnapshotDistance>> distances;
    std::shared_ptr<const std::vector<Milestone>> milestones; ///< of this training, early to late; null before the first

    std::optional<double> gap() const {
        return kineticEnergy && energyBound ? std::optional(*kineticEnergy - *energyBound) : std::nullopt;
    }
};

/// What the engine thread publishes.
struct SessionUpdate {
    std::map<RunId, std::shared_ptr<const RunUpdate>> runs;
};

} // namespace engine
