#include "engine/session/plane_updates.h"

namespace engine {

void PlaneUpdates::want(bool wanted) {
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    m_stale = true;
    m_isFinal = false;
    m_sampler.reset();
    m_made = {}; // a hand is waiting for it
}

std::shared_ptr<const PlaneSamples> PlaneUpdates::work(const std::shared_ptr<const ActionModel>& model,
                                                       WorkerPool& pool, const Dataset& dataset,
                                                       const Trajectories& trajectories, MotionCare care, double share,
                                                       Clock::time_point now) {
    const bool isFinal = care == MotionCare::Final;
    if (m_sampler && isFinal && (m_stale || m_care != care))
        m_sampler.reset(); // what it began with is no longer what is to be seen
    if (!m_sampler) {
        const bool wanted = m_stale || (isFinal && !m_isFinal);
        const auto interval = std::chrono::duration_cast<Clock::duration>(m_lastCost / share);
        if (!wanted || (!isFinal && now - m_made < interval))
            return nullptr;
        m_sampler = std::make_unique<PlaneSampler>(model, pool, dataset, trajectories, care);
        m_care = care;
        m_stale = m_isFinal = false;
        m_cost = {};
    }
    const auto begin = Clock::now();
    m_sampler->advance();
    m_made = Clock::now();
    m_cost += m_made - begin;
    if (!m_sampler->isFinished())
        return nullptr;
    if (!isFinal)
        m_lastCost = m_cost;
    m_isFinal = isFinal;
    const auto samples = m_sampler->take();
    m_sampler.reset();
    return samples;
}

} // namespace engine
