#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// The floor with its grid, an upright scale at the side, and numbers on both.
class FloorLayer : public Layer {
public:
    explicit FloorLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;
    /// For the shadows of the particles: above the grid, below everything else.
    const vtkSmartPointer<DotBatch>& shadows() const { return m_shadows; }

private:
    void label(const LayerFrame& frame, const Eigen::Vector3d& at, const Eigen::Vector3d& outward, double value,
               double step);

    vtkSmartPointer<ShapeBatch> m_lines;
    vtkSmartPointer<DotBatch> m_shadows;
    vtkSmartPointer<LabelBatch> m_labels;
};

} // namespace ui
