#pragma once

#include "engine/action/action_model.h"
#include "engine/data/dataset.h"
#include "engine/trajectory/trajectories.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace engine {

/// All a model says about one place at one moment, and where particles of that place go and come from.
/// Units: data units.
struct PointProbe {
    Vector place;
    Real time = 0;
    Real action = 0, actionRate = 0; ///< s and ∂s/∂t; without growth up to a function of t
    Vector velocity;
    Real divergence = 0;
    std::optional<Real> growth;  ///< of methods with growth
    std::optional<Real> density; ///< of the learned population, where the model gives one
    /// Paths through the place, each of several where there is noise. Null where time does not go on, or the model cannot
    /// go back: with noise that needs the pair.
    std::shared_ptr<const Trajectories> future, past;
};

struct ProbeSettings {
    int paths = 50; ///< where there is noise; without, one says all
    std::uint64_t seed = 0;
    std::optional<Real> noise = {}; ///< level the particles are shown with; empty: the trained one
};

/// Precondition: `place` has the model's dimension.
/// Errors: Error{WorkFailed} when a motion is not finite; Error{Cancelled}.
PointProbe probePoint(const std::shared_ptr<const ActionModel>& model, WorkerPool& pool, const Dataset& dataset,
                      const Vector& place, Real time, const ProbeSettings& settings = {}, std::stop_token stop = {});

} // namespace engine
