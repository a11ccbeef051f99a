#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Arrows of the learned velocity on a grid that keeps its density on the screen, only where particles are near: where
/// there is no mass the velocity means nothing.
class VelocityLayer : public Layer {
public:
    explicit VelocityLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    vtkSmartPointer<ShapeBatch> m_arrows;
    Eigen::Matrix2Xf m_velocities;
    std::vector<float> m_mass, m_spread;
};

} // namespace ui
