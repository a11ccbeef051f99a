#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/runge_kutta.h"
#include "engine/trajectory/trajectories.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

namespace engine {

std::string_view name(Solver solver); ///< euler, heun, rk4, dopri5, euler-maruyama, stochastic-heun
/// Errors: Error{InvalidArgument} for an unknown name.
Solver solverNamed(std::string_view name);

struct IntegrationSettings {
    std::optional<Solver> solver = {}; ///< empty: rk4, or stochastic-heun where there is noise
    /// Of the fixed-step solvers, as a part of the model's duration; empty: 0.01, or 0.005 where there is noise.
    std::optional<Real> step = {};
    Real tolerance = 1e-5; ///< of Dormand–Prince, in training units
    /// Level of the noise, in data units; empty: the model's own. Another level needs the model's companion.
    std::optional<Real> noise = {};
    /// Draw particles anew by their weights whenever their effective number falls below half.
    bool resample = false;
    std::uint64_t seed = 0;      ///< of noise and resampling
    RowVector startWeights = {}; ///< 1×n; empty: all 1
};

/// The solver that `integrate` will use. Errors: as integrate.
Solver solverFor(const ActionModel& model, const IntegrationSettings& settings, bool backward);

/// Moves particles by the model's equation from `start` through all of `times`, keeping them there.
/// Paper:  dx = ∇c*(∇s) dt + σ dW, d log w = λ s dt (Eqs. 5, 10, 16); forward or backward, which with noise needs the
///         model's companion (ParticleEquation).
/// Shape:  x d×n, where the particles are at the first of `times`, which ascend, or descend for a simulation backward;
///         the result is in ascending order either way. Log weights are there when they change or when given.
/// Units:  data units. Velocities are the drift.
/// Errors: Error{WorkFailed} when the motion is not finite; Error{Cancelled}; Error{InvalidArgument} for times that are
///         not monotone, a solver that cannot follow noise, or noise the model cannot give.
/// Thread: any; equal seeds give equal results, whatever the number of threads.
Trajectories integrate(const ActionModel& model, WorkerPool& pool, const Points& x, const Times& times,
                       const IntegrationSettings& settings, std::stop_token stop = {},
                       const std::function<void(double)>& progress = {});

/// `levels` equally spaced times from `start` to `end`, both included.
Times evenTimes(Real start, Real end, int levels);

} // namespace engine
