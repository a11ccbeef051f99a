#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// The measured points: dots, rings where a snapshot is held out, fainter as onion skin.
class SnapshotLayer : public Layer {
public:
    explicit SnapshotLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    /// By what a snapshot on the stage is recognised as unchanged.
    struct Key {
        std::vector<std::shared_ptr<const engine::PointChunk>> chunks;
        Color color;
        bool hollow;
        float opacity;
        bool operator==(const Key&) const = default;
    };
    bool sameAsBefore(const LayerFrame& frame) const;
    void rebuild(const LayerFrame& frame);

    vtkSmartPointer<DotBatch> m_discs, m_rings;
    std::vector<Key> m_keys;
    Eigen::Vector3d m_origin = Eigen::Vector3d::Zero();
    float m_scale = 0;
    engine::Index m_limit = 0, m_total = 0, m_drawn = 0;
    std::vector<Dot> m_scratch;
};

} // namespace ui
