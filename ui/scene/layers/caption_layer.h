#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Title and clock on the picture.
class CaptionLayer : public Layer {
public:
    explicit CaptionLayer(const LayerHost& host) : Layer(host), m_labels(add<LabelBatch>(true)) {}
    void update(const LayerFrame& frame) override;

private:
    vtkSmartPointer<LabelBatch> m_labels;
};

} // namespace ui
