#pragma once

#include "engine/session/plane_sampler.h"

#include <chrono>
#include <memory>

namespace engine {

/// When a run's plane is sampled: only while somebody wants it, anew whenever the particles were, coarsely and for a
/// part of the time while training, finely otherwise, and one time of the data a turn.
/// Thread: the session's.
class PlaneUpdates {
public:
    using Clock = std::chrono::steady_clock;

    void want(bool wanted);
    bool isWanted() const { return m_wanted; }
    /// Model or particles moved on.
    void outdate() { m_stale = true; }
    /// Whether there is something to do at once when nothing trains.
    bool isDue() const { return m_wanted && (m_sampler || m_stale || !m_isFinal); }
    /// Goes on by one time. Returns samples once they are complete, null otherwise. Live ones take at most `share` of
    /// the thread's time.
    std::shared_ptr<const PlaneSamples> work(const std::shared_ptr<const ActionModel>& model, WorkerPool& pool,
                                             const Dataset& dataset, const Trajectories& trajectories,
                                             MotionCare care, double share, Clock::time_point now);

private:
    bool m_wanted = false, m_stale = true, m_isFinal = false;
    std::unique_ptr<PlaneSampler> m_sampler;
    MotionCare m_care = MotionCare::Live; ///< of the sampler
    Clock::duration m_cost{}, m_lastCost{};
    Clock::time_point m_made{};
};

} // namespace engine
