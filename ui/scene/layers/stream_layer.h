#pragma once

#include "ui/scene/layers/layer.h"
#include "ui/scene/plane_grid.h"

namespace ui {

/// Streamlines of the velocity of the moment, through fixed places: thin at their tails, so that one sees which way
/// they go; fainter away from the particles. Moving ones are pieces that run along them, each for as long as the particles would take, faded in and out.
class StreamLayer : public Layer {
public:
    explicit StreamLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    struct Seed {
        Eigen::Vector2d place;
        float phase, presence;
    };
    void sow(const LayerFrame& frame, const PlaneGrid& grid);
    void follow(const PlaneLookup& lookup, const Seed& seed, float step);
    void drawLine(const LayerFrame& frame, const Seed& seed);

    vtkSmartPointer<ShapeBatch> m_strokes;
    Eigen::Matrix2Xf m_velocities;
    std::vector<Seed> m_seeds;
    struct Bend {
        Eigen::Vector2f at;
        float speed;
    };
    std::vector<Bend> m_line, m_back;
    std::vector<StrokePoint> m_points;
};

} // namespace ui
