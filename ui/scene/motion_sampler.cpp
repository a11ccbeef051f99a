#include "ui/scene/motion_sampler.h"

#include <algorithm>

namespace ui {

void MotionSampler::update(const SceneState& state) {
    const MotionView& motion = state.motion;
    const engine::Trajectories* trajectories = motion.trajectories.get();
    if (!trajectories || trajectories->particles() == 0) {
        m_trajectories.reset();
        m_positions.resize(0, 0);
        m_velocities.resize(0, 0);
        m_speeds.resize(0);
        m_likelihoods.resize(0);
        m_weights.resize(0);
        m_growth.resize(0);
        m_shift.resize(0, 0);
        return;
    }
    if (motion.trajectories != m_trajectories) {
        // The offset from the new model's place to where the particle was seen, at the time it was seen at; it then
        // melts away. A swap amid a blend starts from what is seen, so nothing ever jumps.
        const bool same = m_trajectories && trajectories->particles() == m_positions.cols() &&
                          trajectories->dimension() == m_positions.rows() && motion.coordinates == m_coordinates;
        if (same && state.blendSeconds > 0) {
            m_offset = m_positions;
            trajectories->positionsAt(m_time, m_positions);
            m_offset -= m_positions;
            m_blendStart = state.now;
        } else {
            m_offset.resize(0, 0);
        }
        m_trajectories = motion.trajectories;
        m_coordinates = motion.coordinates;
    }
    m_time = state.time;
    trajectories->positionsAt(state.time, m_positions);
    const double u = m_offset.cols() > 0 ? (state.now - m_blendStart) / state.blendSeconds : 1;
    if (u >= 0 && u < 1) {
        const double left = 1 - u;
        m_shift = m_offset * float(left * left * (3 - 2 * left));
        m_positions += m_shift;
    } else {
        m_offset.resize(0, 0);
        m_shift.resize(0, 0);
    }
    if (motion.coloring == ParticleColoring::BySpeed)
        trajectories->speedsAt(state.time, m_speeds);
    if (motion.coloring == ParticleColoring::ByLikelihood)
        trajectories->logDensitiesAt(state.time, m_likelihoods);
    if (state.velocity.atParticles)
        trajectories->velocitiesAt(state.time, m_velocities);
    trajectories->weightsAt(state.time, m_weights);
    trajectories->growthAt(state.time, m_growth);
}

} // namespace ui
