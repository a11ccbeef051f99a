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
    /// Where names and numbers of the axes stand. Logical pixels.
    const std::vector<Eigen::Vector2d>& wordPlaces() const { return m_wordPlaces; }

private:
    void label(const LayerFrame& frame, const Eigen::Vector3d& at, const Eigen::Vector3d& outward, double value,
               double step);
    void name(const LayerFrame& frame, std::size_t axis, double x, double baseline);

    vtkSmartPointer<ShapeBatch> m_lines;
    vtkSmartPointer<DotBatch> m_shadows;
    vtkSmartPointer<LabelBatch> m_labels;
    std::vector<Eigen::Vector2d> m_wordPlaces;
};

} // namespace ui
