#pragma once

#include "ui/scene/draw/image_batch.h"
#include "ui/scene/layers/contour_strokes.h"

namespace ui {

/// How densely particles lie at the moment: as colour, as lines of equal density, or as a hatch over where there are
/// none, so that the model is not constrained by anything there.
class DensityLayer : public Layer {
public:
    explicit DensityLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    void paint(const LayerFrame& frame, const DensityEstimate& density);
    void drawContours(const LayerFrame& frame, const DensityEstimate& density);
    void hatch(const LayerFrame& frame, const DensityEstimate& density);

    vtkSmartPointer<ImageBatch> m_image;
    vtkSmartPointer<ShapeBatch> m_hatch, m_lines;
    ContourStrokes m_strokes;
    Eigen::RowVectorXf m_fine, m_scratch;
};

} // namespace ui
