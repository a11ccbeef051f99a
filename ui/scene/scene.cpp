#include "ui/scene/scene.h"

#include "ui/scene/camera_rig.h"
#include "ui/scene/layers/caption_layer.h"
#include "ui/scene/layers/cube_layer.h"
#include "ui/scene/layers/floor_layer.h"
#include "ui/scene/layers/grid_layer.h"
#include "ui/scene/layers/legend_layer.h"
#include "ui/scene/layers/overlay_layer.h"
#include "ui/scene/layers/particle_layer.h"
#include "ui/scene/layers/snapshot_layer.h"
#include "ui/scene/layers/trail_layer.h"
#include "ui/scene/layers/velocity_layer.h"
#include "ui/scene/motion_sampler.h"

#include <numbers>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>

namespace ui {

/// In the order in which they are drawn.
struct Scene::Layers {
    explicit Layers(const LayerHost& host)
        : grid(host),
          floor(host),
          snapshots(host),
          trails(host),
          velocity(host),
          particles(host, floor.shadows()),
          overlay(host),
          legend(host),
          cube(host),
          caption(host) {}

    MotionSampler motion;
    GridLayer grid;
    FloorLayer floor;
    SnapshotLayer snapshots;
    TrailLayer trails;
    VelocityLayer velocity;
    ParticleLayer particles;
    OverlayLayer overlay;
    LegendLayer legend;
    CubeLayer cube;
    CaptionLayer caption;
};

Scene::Scene() : m_raster(std::make_unique<TextRaster>()) {
    m_renderer->GetCullers()->RemoveAllItems(); // nothing here is worth culling
    m_renderer->SetAutomaticLightCreation(false);
    m_layers = std::make_unique<Layers>(LayerHost{m_renderer, &m_frame, m_raster.get()});
}

Scene::~Scene() = default;

bool Scene::isBlending() const { return m_layers->motion.isBlending(); }

void Scene::aim(const SceneState& state, double width, double height) {
    CameraRig rig;
    rig.setViewport(width, height);
    rig.setContents(state.dimension, state.bounds);
    m_view = ViewTransform(state.camera.value_or(rig.pose()), width, height, state.bounds);

    const CameraPose& pose = m_view.pose();
    vtkCamera* camera = m_renderer->GetActiveCamera();
    const Eigen::Vector3d eye = m_view.eye() - m_origin, focus = pose.focus - m_origin, up = pose.up();
    camera->SetPosition(eye.x(), eye.y(), eye.z());
    camera->SetFocalPoint(focus.x(), focus.y(), focus.z());
    camera->SetViewUp(up.x(), up.y(), up.z());
    camera->SetParallelProjection(!pose.perspective);
    camera->SetParallelScale(pose.halfHeight);
    camera->SetViewAngle(kViewAngle * 180 / std::numbers::pi);
    camera->SetClippingRange(m_view.nearDistance(), m_view.farDistance());
}

void Scene::update(const SceneState& state, int width, int height) {
    const double logicalWidth = width / state.pixelRatio, logicalHeight = height / state.pixelRatio;
    const Eigen::Vector3d origin = state.bounds.center();
    const bool moved = origin != m_origin;
    m_origin = origin;
    const Eigen::Matrix4d before = m_view.clipMatrix();
    const bool resized =
        logicalWidth != m_view.width() || logicalHeight != m_view.height() || m_ratio != state.pixelRatio;
    m_ratio = state.pixelRatio;
    aim(state, logicalWidth, logicalHeight);

    Eigen::Matrix4d toWorld = Eigen::Matrix4d::Identity();
    toWorld.topRightCorner<3, 1>() = m_origin;
    m_frame.worldToClip = (m_view.clipMatrix() * toWorld).cast<float>();
    m_frame.depthPlane = (m_view.depthPlane().transpose() * toWorld).transpose().cast<float>();
    m_frame.width = float(logicalWidth);
    m_frame.height = float(logicalHeight);
    m_frame.ratio = float(state.pixelRatio);
    m_frame.inDepth = state.dimension > 2;
    m_frame.stampFrom = std::size_t(std::max<engine::Index>(state.limits.stampFrom, 0));
    m_renderer->SetBackground(state.theme.stage.red, state.theme.stage.green, state.theme.stage.blue);

    m_report = {};
    Layers& l = *m_layers;
    l.motion.update(state);
    const LayerFrame frame{
        state,    m_view,  m_origin, m_frame.depthPlane, moved || resized || before != m_view.clipMatrix(),
        l.motion, m_report};
    for (Layer* layer : std::initializer_list<Layer*>{&l.grid, &l.floor, &l.snapshots, &l.trails, &l.velocity,
                                                      &l.particles, &l.overlay})
        layer->update(frame);
    l.legend.setBand(l.grid.band().left, l.grid.band().bottom);
    for (Layer* layer : std::initializer_list<Layer*>{&l.legend, &l.cube, &l.caption})
        layer->update(frame);
}

} // namespace ui
