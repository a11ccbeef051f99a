#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Arrows of the learned velocity, and of the true one beside it where it is known: on a grid that keeps its density on
/// the screen, only where particles are near, for where there is no mass the velocity means nothing; or at particles.
class VelocityLayer : public Layer {
public:
    explicit VelocityLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    void drawGrid(const LayerFrame& frame, const engine::FieldSamples& field);
    void drawAtParticles(const LayerFrame& frame);

    vtkSmartPointer<ShapeBatch> m_arrows;
    Eigen::Matrix2Xf m_velocities, m_truth;
    std::vector<float> m_mass, m_spread;
};

} // namespace ui
