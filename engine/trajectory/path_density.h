#pragma once

#include "engine/action/action_model.h"
#include "engine/data/snapshot.h"
#include "engine/trajectory/trajectories.h"

#include <stop_token>

namespace engine {

/// Writes the log density of the population at every particle and level into `trajectories.logDensities`, from kernels
/// on the points of `start`, the population where the particles were started. Smooth flows carry it along their own
/// paths: log q(t, x(t)) = log q(t_0, x(t_0)) − ∫ (div v − λ s) dt, by the trapezoidal rule over the levels; with noise
/// the pair of actions gives it: see logLikelihood. Leaves trajectories without it where the model gives no density,
/// and where the points of the start lie in a hyperplane, which has none, or the noise vanishes at a level.
/// Paper:  Eq. 9; §2.
/// Errors: Error{Cancelled}.
/// Thread: any; equal seeds give equal results, whatever the number of threads.
void addLogDensities(Trajectories& trajectories, const ActionModel& model, WorkerPool& pool, const Snapshot& start,
                     std::uint64_t seed, const std::stop_token& stop = {});

} // namespace engine
