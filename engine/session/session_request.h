#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"
#include "engine/training/training_settings.h"

#include <memory>
#include <optional>
#include <variant>

namespace engine {

/// How many particles the window wants to see move, and how they are started: drawn from the first snapshot, or the
/// last.
struct ParticleSettings {
    int count = 500;
    std::uint64_t seed = 0; ///< of the draws, and of the noise
    /// Level of the noise in data units, for entropic models with their companion; empty: the trained one.
    std::optional<double> noise = {};
    /// From the last snapshot back to the first, by the equation of time reversed: for entropic models with their
    /// companion; others move forward all the same, whose way back is the same.
    bool backward = false;
    /// Trajectories::logDensities are wanted.
    bool likelihood = false;
    bool operator==(const ParticleSettings&) const = default;
};

/// The data of all runs. A training goes on from its weights (warm start) under a new generation.
struct SetDataset {
    std::shared_ptr<const Dataset> dataset;
};
/// Settings of one run; creates the run when it is new. Warm start unless the network's shape changed.
struct Configure {
    RunId run = 0;
    TrainingSettings settings;
    ParticleSettings particles;
    bool plane = false; ///< whether RunUpdate::plane is wanted
};
/// Start or resume, until all steps are done.
struct Train {
    RunId run = 0;
};
/// Hold; `Train` goes on from here.
struct Pause {
    RunId run = 0;
};
/// Exactly this many steps, then pause.
struct Step {
    RunId run = 0;
    int count = 1;
};
/// End the training as it is.
struct Stop {
    RunId run = 0;
};
/// Fresh weights, step 0, paused.
struct Reset {
    RunId run = 0;
};
/// Go on from a stored state (an opened project), paused.
struct Restore {
    RunId run = 0;
    std::shared_ptr<const Checkpoint> checkpoint;
};
/// A model that was trained elsewhere moves the particles of these data, and is never trained: whatever else is asked of
/// this run but other particles leaves it as it is.
struct ShowStored {
    RunId run = 0;
    std::shared_ptr<const Checkpoint> checkpoint;
};
struct RemoveRun {
    RunId run = 0;
};

using SessionRequest =
    std::variant<SetDataset, Configure, Train, Pause, Step, Stop, Reset, Restore, ShowStored, RemoveRun>;

} // namespace engine
