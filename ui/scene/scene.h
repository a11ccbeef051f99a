#pragma once

#include "ui/scene/draw/batch.h"
#include "ui/scene/draw/vector_picture.h"
#include "ui/scene/scene_report.h"
#include "ui/scene/scene_state.h"

#include <memory>
#include <vtkNew.h>
#include <vtkRenderer.h>

namespace ui {

class TextRaster;

/// The stage: one VTK renderer with all layers, showing whatever state it was given last. The window and the file
/// renderer use the same one.
///
/// World coordinates of the renderer are data coordinates minus `origin()`: VTK draws in single precision, and data may
/// lie far from zero.
/// Thread: the one of the OpenGL context.
class Scene {
public:
    Scene();
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    vtkRenderer* renderer() const { return m_renderer; }
    const Eigen::Vector3d& origin() const { return m_origin; }

    /// To be called before each drawing. Unchanged parts are recognised by their address; buffers keep their memory.
    /// Units: physical pixels.
    void update(const SceneState& state, int width, int height);

    /// What the last update shows, as shapes.
    VectorPicture record() const;

    const SceneReport& report() const { return m_report; }
    /// Of the last update, in logical pixels.
    const ViewTransform& view() const { return m_view; }
    /// Whether another frame of the same state looks different: a newer model is being blended in, or streams move.
    bool isAnimated() const;

private:
    struct Layers;
    void aim(const SceneState& state, double width, double height);

    vtkNew<vtkRenderer> m_renderer;
    BatchFrame m_frame;
    Eigen::Vector3d m_origin = Eigen::Vector3d::Zero();
    ViewTransform m_view;
    SceneReport m_report;
    double m_ratio = 0;
    bool m_streamsMove = false;
    std::unique_ptr<TextRaster> m_raster;
    std::unique_ptr<Layers> m_layers;
};

} // namespace ui
