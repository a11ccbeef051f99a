#pragma once

#include "engine/action/action_model.h"
#include "engine/data/dataset.h"
#include "engine/trajectory/trajectories.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace engine {

/// Where particles that are at given places at one moment go and come from.
struct PathsThrough {
    /// Null where time does not go on, or the model cannot go back: with noise that needs the pair.
    std::shared_ptr<const Trajectories> future, past;
};

struct PathSettings {
    std::uint64_t seed = 0;         ///< of the noise
    std::optional<Real> noise = {}; ///< level the particles are shown with; empty: the trained one
};

/// Shape: x d×n, n > 0; the model's dimension is that of the data.
/// Errors: Error{WorkFailed} when a motion is not finite; Error{Cancelled}.
PathsThrough pathsThrough(const ActionModel& model, WorkerPool& pool, const Dataset& dataset, const Points& x,
                          Real time, const PathSettings& settings = {}, std::stop_token stop = {});

} // namespace engine
