#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// The moving particles: a warm dot each, with a soft glow on the dark stage, and in three dimensions a shadow on the
/// floor, drawn well before them from the same buffer.
class ParticleLayer : public Layer {
public:
    /// `shadow` is a batch the floor layer put at its place in the order.
    ParticleLayer(const LayerHost& host, vtkSmartPointer<DotBatch> shadow);
    void update(const LayerFrame& frame) override;

private:
    vtkSmartPointer<DotBatch> m_shadow, m_glow, m_discs;
    std::shared_ptr<DotBuffer> m_buffer = std::make_shared<DotBuffer>();
    std::vector<Dot> m_scratch;
};

} // namespace ui
