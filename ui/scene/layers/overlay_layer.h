#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// What the tools show: brush, selection, lasso, points that are about to be.
class OverlayLayer : public Layer {
public:
    explicit OverlayLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    void drawBox(const LayerFrame& frame);
    void drawInSpace(const LayerFrame& frame);

    vtkSmartPointer<DotBatch> m_ghosts, m_marks;
    vtkSmartPointer<ShapeBatch> m_shapes; ///< above the points, which would bury handles
    std::vector<StrokePoint> m_points;
};

} // namespace ui
