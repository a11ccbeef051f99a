#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/trajectories.h"

#include <stop_token>
#include <string_view>

namespace engine {

enum class Solver { Euler, Heun, Rk4, DormandPrince };

std::string_view name(Solver solver); ///< euler, heun, rk4, dopri5
/// Errors: Error{InvalidArgument} for an unknown name.
Solver solverNamed(std::string_view name);

struct IntegrationSettings {
    Solver solver = Solver::Rk4;
    Real step = 0.01;       ///< of the fixed-step solvers, as a part of the model's duration
    Real tolerance = 1e-5;  ///< relative and absolute, of Dormand–Prince, in training units
};

/// Moves particles along the model's velocity from `start` to `end` (forward or, when end < start, backward) and keeps
/// them at the given times.
/// Paper:  dx/dt = ∇s (Eq. 5), both directions.
/// Shape:  x d×n at time `start`; `times` ascending or descending from start on.
/// Units:  data units.
/// Errors: Error{WorkFailed} when a particle leaves every bound; Error{Cancelled}.
Trajectories integrate(const ActionModel& model, WorkerPool& pool, const Points& x, Real start, const Times& times,
                       const IntegrationSettings& settings, std::stop_token stop = {});

} // namespace engine
