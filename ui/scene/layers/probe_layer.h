#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Places that were asked about: a numbered ring each, the fan of ways out of it warm, the ways into it cool, and dots
/// where those particles are at the moment.
class ProbeLayer : public Layer {
public:
    explicit ProbeLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

    static Color futureColor(const SceneTheme& theme) { return theme.accent; }
    static Color pastColor(const SceneTheme& theme) { return snapshotColor(2, 6, theme.dark); }

private:
    void drawFan(const LayerFrame& frame, const engine::Trajectories& fan, bool isFuture);

    vtkSmartPointer<ShapeBatch> m_lines;
    vtkSmartPointer<DotBatch> m_dots;
    vtkSmartPointer<ShapeBatch> m_marks;
    vtkSmartPointer<LabelBatch> m_names;
    std::vector<StrokePoint> m_points;
    Eigen::MatrixXf m_now;
};

} // namespace ui
