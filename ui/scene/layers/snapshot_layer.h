#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// The measured points, fainter as onion skin: dots of the snapshots that are learned from, or rings of those held out,
/// which lie over the particles that are to be judged by them.
class SnapshotLayer : public Layer {
public:
    enum class Kind { Learned, HeldOut };

    SnapshotLayer(const LayerHost& host, Kind kind);
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

    void draw(const LayerFrame& frame);

    Kind m_kind;
    std::shared_ptr<DotBuffer> m_buffer = std::make_shared<DotBuffer>();
    vtkSmartPointer<DotBatch> m_rims, m_dots; ///< rims keep them off what lies below
    std::vector<Key> m_keys;
    Eigen::Vector3d m_origin = Eigen::Vector3d::Zero();
    float m_scale = 0, m_diameter = 1; ///< as drawn
    engine::Index m_limit = 0, m_total = 0, m_drawn = 0;
    std::vector<Dot> m_scratch;
};

} // namespace ui
