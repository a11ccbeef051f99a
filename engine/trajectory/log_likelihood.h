#pragma once

#include "engine/action/action_model.h"
#include "engine/data/snapshot.h"
#include "engine/trajectory/cloud_density.h"

#include <functional>
#include <stop_token>

namespace engine {

struct LikelihoodSettings {
    DensityKind initial = DensityKind::Gaussian; ///< of the population at the start
    Real step = 0.01;                            ///< of the fourth-order integration, as a part of the duration
    std::uint64_t seed = 0;                      ///< of random directions and draws
};

/// How `logLikelihood` finds the density of a model.
enum class LikelihoodMethod {
    ExactDivergence,     ///< Eq. 9 along the smooth flow, up to five dimensions
    EstimatedDivergence, ///< the same with random directions (Hutchinson), unbiased
    Pair,                ///< entropic: from the action with noise and the one without
};
/// Whether a model of this method gives a density: with noise it needs its companion, and no growth.
bool givesDensity(Method method, bool hasCompanion);
/// Errors: Error{InvalidArgument} when the model gives no density, with the remedy.
LikelihoodMethod likelihoodMethod(const ActionModel& model);

/// Log density of the population at given times and places.
///
/// Smooth flows: log q_t(x) = log q_0(x(t_0)) − ∫ (div v − λ s) dt along the way back to the start. With weights q is
/// not normalised: it integrates to the mass at t in units of the mass at the start.
/// Entropic ones: log q = (2/σ²)(s̃ − s*) + c(t). c(t) makes q integrate to 1, by importance sampling from a kernel
/// density of particles moved to t by s*; between more than PairDensity::kNodes times it is interpolated.
/// Paper:  Eq. 9; Sec. 3.3 (div v = tr(Hess c* Hess s)); §2.
/// Shape:  times 1×n, x d×n; result 1×n.
/// Units:  data units, log of 1/length^d.
/// Errors: as likelihoodMethod and CloudDensity; Error{InvalidArgument} for a time at which σ is zero;
///         Error{WorkFailed} when the flow leaves every bound; Error{Cancelled}.
RowVector logLikelihood(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                        const Points& x, const LikelihoodSettings& settings = {}, std::stop_token stop = {},
                        const std::function<void(double)>& progress = {});

} // namespace engine
