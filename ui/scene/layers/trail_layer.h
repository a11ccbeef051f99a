#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Where particles have just been, and where they are about to go: ribbons that thin and fade with the time to them,
/// coloured by speed, in one draw call.
///
/// A trail's bends lie at whole multiples of its step in time, whatever the moment: a trail does not crawl while its
/// particle moves, and each frame evaluates one new bend instead of all.
class TrailLayer : public Layer {
public:
    explicit TrailLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    struct Level {
        std::int64_t index = INT64_MIN;
        Eigen::MatrixXf positions;
    };
    void choose(const SceneState& state);
    const Eigen::MatrixXf& level(std::int64_t index);
    void drawTrail(const LayerFrame& frame, Eigen::Index trail, double perSpeed);

    vtkSmartPointer<ShapeBatch> m_strokes;
    std::shared_ptr<const engine::Trajectories> m_source;
    engine::Trajectories m_chosen; ///< the particles that carry trails
    std::vector<Eigen::Index> m_particles;
    double m_step = 0;
    std::vector<Level> m_levels; ///< a ring: index modulo size

    /// The bends of this frame, oldest first, shared by all trails.
    struct Bend {
        const Eigen::MatrixXf* positions;
        double time, age; ///< age: 0 at the tail's end, 1 at the particle
        bool isAhead;     ///< still to come
    };
    std::vector<Bend> m_bends;
    Eigen::MatrixXf m_heads;
    std::vector<StrokePoint> m_points, m_kept;
    engine::Index m_limit = 0;
    bool m_byGrowth = false; ///< colours of this frame
    float m_opacity = 1;     ///< at the particle, likewise
    std::uint32_t m_random = 0;
};

} // namespace ui
