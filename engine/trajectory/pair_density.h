#pragma once

#include "engine/action/action_model.h"
#include "engine/data/snapshot.h"

#include <functional>
#include <stop_token>

namespace engine {

/// The density of an entropic population, from its two actions alone: log q = (2/σ²)(s̃ − s*) + c(t).
/// c(t) makes q integrate to 1: with particles of the population at t, moved there from `start` by s*, and their kernel
/// density p, −c(t) is the logarithm of the mean of e^{(2/σ²)(s̃ − s*)}/p over draws from p.
/// Paper:  §2.
/// Units:  data units.
/// Thread: one at a time.
class PairDensity {
public:
    static constexpr int kNodes = 33;

    /// Normalises at `times`, at at an even grid of kNodes when they are more. `start` is the population
    /// at its time. Precondition: an entropic model with companion, which outlives this object.
    /// Errors: Error{InvalidArgument} for a time at which σ is zero; Error{Cancelled}; as integrate.
    PairDensity(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                std::uint64_t seed = 0, std::stop_token stop = {}, const std::function<void(double)>& progress = {});

    /// At (times[i], x.col(i)). Shape: times 1×n, x d×n; result 1×n.
    RowVector logDensity(const Times& times, const Points& x);

private:
    RowVector potential(const Times& times, const Points& x);

    const ActionModel& m_model;
    WorkerPool& m_pool;
    Times m_nodes;
    RowVector m_offsets; ///< c at the nodes
};

} // namespace engine
