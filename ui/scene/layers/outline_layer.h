#pragma once

#include "ui/scene/layers/layer.h"

namespace ui {

/// Lines of maps below the data: in the plane as far as the view goes, in space within the bounds, on their floor or on
/// the relief.
class OutlineLayer : public Layer {
public:
    explicit OutlineLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

private:
    /// A level rectangle, data units.
    struct Window {
        Eigen::Vector2d lower, upper;
        double height;
    };
    void draw(const LayerFrame& frame, const OutlineView& view, const Window& window);
    void addPoint(const LayerFrame& frame, const Eigen::Vector2d& at, double height, std::uint32_t rgba, bool isLast);
    void finish();

    vtkSmartPointer<ShapeBatch> m_strokes;
    std::vector<OutlineView> m_shown;
    SceneTheme m_theme;
    std::vector<StrokePoint> m_points;
};

} // namespace ui
