#pragma once

#include "ui/scene/draw/image_batch.h"
#include "ui/scene/layers/contour_strokes.h"

namespace ui {

/// A quantity of the model as colour of the plane, with thin lines of equal value: strong where particles come at some
/// time, gone where they never do, for there the model only guesses.
class FieldLayer : public Layer {
public:
    explicit FieldLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    void paint(const LayerFrame& frame, const PlaneGrid& grid);
    void drawContours(const LayerFrame& frame, const PlaneGrid& grid);

    vtkSmartPointer<ImageBatch> m_image;
    vtkSmartPointer<ShapeBatch> m_lines;
    ContourStrokes m_strokes;
    std::shared_ptr<const engine::PlaneSamples> m_samples; ///< that m_reach belongs to
    Eigen::RowVectorXf m_reach, m_values, m_fine, m_scratch;
};

} // namespace ui
