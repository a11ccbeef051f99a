#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Room the labels of the grid take inside the left and bottom edge. Logical pixels.
struct GridBand {
    float left = 0, bottom = 0, top = 0;
};

/// Grid lines and numbers of two-dimensional data: the faintest grey, equal steps on both axes, no frame.
class GridLayer : public Layer {
public:
    explicit GridLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;
    const GridBand& band() const { return m_band; }
    /// Between two lines, in data units; 0 where none are drawn.
    double step() const { return m_step; }

private:
    vtkSmartPointer<ShapeBatch> m_lines;
    vtkSmartPointer<LabelBatch> m_labels;
    GridBand m_band;
    double m_step = 0;
};

} // namespace ui
