#pragma once

#include "ui/scene/scene_state.h"

namespace ui {

/// Where the particles are in this frame, for all layers that ask: evaluated once, with a newer model's positions
/// blended in from where the particles were seen last.
class MotionSampler {
public:
    /// Call once a frame, before the layers.
    void update(const SceneState& state);

    /// Shape: d×n. Empty when nothing moves.
    const Eigen::MatrixXf& positions() const { return m_positions; }
    /// Shape: 1×n; valid when the colouring asks for it.
    const Eigen::RowVectorXf& speeds() const { return m_speeds; }
    /// Log densities. Shape: 1×n; valid when the colouring asks for them, empty where they are not known.
    const Eigen::RowVectorXf& likelihoods() const { return m_likelihoods; }
    /// Shape: d×n; valid when arrows stand at particles.
    const Eigen::MatrixXf& velocities() const { return m_velocities; }
    /// In units of the mean weight at the start; growth rates as well. Shape: 1×n, empty where mass is kept.
    const Eigen::RowVectorXf& weights() const { return m_weights; }
    const Eigen::RowVectorXf& growth() const { return m_growth; }
    /// What the blend adds to particle i at the moment. Shape: d×n, empty between blends.
    const Eigen::MatrixXf& shift() const { return m_shift; }
    /// Whether the next frame differs from this one even if the state does not.
    bool isBlending() const { return m_shift.cols() > 0; }

private:
    std::shared_ptr<const engine::Trajectories> m_trajectories;
    Eigen::MatrixXf m_positions, m_velocities, m_offset, m_shift;
    Eigen::RowVectorXf m_speeds, m_weights, m_growth, m_likelihoods;
    double m_time = 0, m_blendStart = 0;
    int m_coordinates = 0;
};

} // namespace ui
