#pragma once

#include "ui/scene/draw/mesh_batch.h"
#include "ui/scene/layers/contour_strokes.h"

namespace ui {

/// The field as a shaded surface one can walk around, with lines of equal height; gone where particles never come.
class ReliefLayer : public Layer {
public:
    explicit ReliefLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    void paint(const LayerFrame& frame);

    vtkSmartPointer<MeshBatch> m_mesh;
    vtkSmartPointer<ShapeBatch> m_lines;
    ContourStrokes m_strokes;
};

} // namespace ui
