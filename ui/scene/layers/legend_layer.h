#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// What the glyphs and colours mean, with quantity and unit, in the corner where least data lies.
class LegendLayer : public Layer {
public:
    explicit LegendLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;
    /// Room taken by the axis labels, known after the grid was laid out.
    void setBand(float left, float bottom) { m_left = left, m_bottom = bottom; }
    /// Words in space that it should not cover: where they stand, in logical pixels.
    void setWords(std::vector<Eigen::Vector2d> places) { m_words = std::move(places); }

private:
    enum Corner { TopRight, BottomRight, TopLeft, BottomLeft, kCorners };
    struct Box {
        float x, y, width, height;
    };
    Box box(Corner corner, const LayerFrame& frame, float width, float height) const;
    Corner emptiest(const LayerFrame& frame, float width, float height);
    void sample(const LayerFrame& frame);
    void drawEntry(const LegendEntry& entry, const SceneState& state, float x, float y, float unit);
    void drawBar(const LegendEntry& entry, const SceneState& state, float x, float y, float unit);

    vtkSmartPointer<ShapeBatch> m_shapes;
    vtkSmartPointer<DotBatch> m_discs, m_rings;
    vtkSmartPointer<LabelBatch> m_labels;
    float m_left = 0, m_bottom = 0;
    std::vector<Eigen::Vector2d> m_words;

    Corner m_corner = TopRight;
    bool m_chosen = false;
    float m_width = 0, m_height = 0;
    std::vector<Eigen::Vector3d> m_data; ///< a sample of where data lies, over all times
    std::shared_ptr<const engine::Trajectories> m_trajectories;
    bool m_hasField = false;
    std::vector<std::shared_ptr<const engine::PointChunk>> m_chunks;
};

} // namespace ui
