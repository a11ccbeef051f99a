#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/runge_kutta.h"
#include "engine/trajectory/trajectories.h"

#include <functional>
#include <stop_token>
#include <string_view>

namespace engine {

std::string_view name(Solver solver); ///< euler, heun, rk4, dopri5
/// Errors: Error{InvalidArgument} for an unknown name.
Solver solverNamed(std::string_view name);

struct IntegrationSettings {
    Solver solver = Solver::Rk4;
    Real step = 0.01;      ///< of the fixed-step solvers, as a part of the model's duration
    Real tolerance = 1e-5; ///< of Dormand–Prince, in training units
};

/// Moves particles along the model's velocity from `start` through all of `times`, keeping them there.
/// Paper:  dx/dt = ∇s (Eq. 5), forward or backward.
/// Shape:  x d×n, where the particles are at time `start`. `times` begin at `start` and ascend, or descend for a
///         simulation backward; the result is in ascending order either way.
/// Units:  data units.
/// Errors: Error{WorkFailed} when the motion is not finite; Error{Cancelled}; Error{InvalidArgument} for times that are
///         not monotone.
Trajectories integrate(const ActionModel& model, WorkerPool& pool, const Points& x, const Times& times,
                       const IntegrationSettings& settings, std::stop_token stop = {},
                       const std::function<void(double)>& progress = {});

/// `levels` equally spaced times from `start` to `end`, both included.
Times evenTimes(Real start, Real end, int levels);

} // namespace engine
