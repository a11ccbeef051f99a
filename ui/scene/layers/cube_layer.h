#pragma once

#include "ui/scene/camera_rig.h"
#include "ui/scene/layers/layer.h"

#include <optional>

namespace ui {

/// The cube at the top right that says from where one looks at three-dimensional data. A click on a face goes there.
class CubeLayer : public Layer {
public:
    static constexpr float kFromRight = 84, kFromTop = 74; ///< its centre
    static constexpr float kBottom = 136;                  ///< below it there is room for the legend

    explicit CubeLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

    /// The face under a pixel, if the cube is there.
    static std::optional<CameraRig::Side> sideAt(const ViewTransform& view, const Eigen::Vector2d& pixel,
                                                  float topInset);

private:
    vtkSmartPointer<ShapeBatch> m_faces;
    vtkSmartPointer<LabelBatch> m_names;
};

} // namespace ui
