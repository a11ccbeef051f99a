#include "ui/scene/scene.h"

#include "ui/scene/camera_rig.h"
#include "ui/scene/density_estimate.h"
#include "ui/scene/layers/caption_layer.h"
#include "ui/scene/layers/cube_layer.h"
#include "ui/scene/layers/density_layer.h"
#include "ui/scene/layers/field_layer.h"
#include "ui/scene/layers/floor_layer.h"
#include "ui/scene/layers/grid_layer.h"
#include "ui/scene/layers/legend_layer.h"
#include "ui/scene/layers/outline_layer.h"
#include "ui/scene/layers/overlay_layer.h"
#include "ui/scene/layers/particle_layer.h"
#include "ui/scene/layers/probe_layer.h"
#include "ui/scene/layers/relief_layer.h"
#include "ui/scene/layers/snapshot_layer.h"
#include "ui/scene/layers/spark_layer.h"
#include "ui/scene/layers/stream_layer.h"
#include "ui/scene/layers/trail_layer.h"
#include "ui/scene/layers/velocity_layer.h"
#include "ui/scene/motion_sampler.h"
#include "ui/scene/relief_surface.h"

#include <numbers>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkPropCollection.h>

namespace ui {

namespace {

bool wantsDensity(const SceneState& state) {
    const DensityView& view = state.density;
    return view.heat || view.contours || view.hatched || state.streams.field ||
           state.motion.coloring == ParticleColoring::ByDensity;
}

/// Where particles of all times come: estimated once for each motion.
class WayEstimate {
public:
    void update(const SceneState& state) {
        const auto& motion = state.motion.trajectories;
        if (!state.streams.field || state.dimension != 2 || !motion || motion->dimension() != 2) {
            m_motion.reset();
            m_density.clear();
        } else if (motion != m_motion) {
            m_motion = motion;
            const Eigen::Index levels = motion->levels(), each = std::min(motion->particles(), kMostWays);
            Eigen::MatrixXf all(2, levels * each);
            for (Eigen::Index l = 0; l < levels; ++l)
                all.middleCols(l * each, each) = motion->positions[std::size_t(l)].leftCols(each);
            m_density.make(all, {}, state.bounds);
        }
    }
    const DensityEstimate& density() const { return m_density; }

private:
    static constexpr Eigen::Index kMostWays = 500;
    std::shared_ptr<const engine::Trajectories> m_motion;
    DensityEstimate m_density;
};

} // namespace

/// In the order in which they are drawn.
struct Scene::Layers {
    explicit Layers(const LayerHost& host)
        : grid(host),
          floor(host),
          field(host),
          relief(host),
          density(host),
          outlines(host),
          snapshots(host, SnapshotLayer::Kind::Learned),
          streams(host),
          trails(host),
          velocity(host),
          particles(host, floor.shadows()),
          sparks(host),
          heldOut(host, SnapshotLayer::Kind::HeldOut),
          probes(host),
          overlay(host),
          legend(host),
          cube(host),
          caption(host) {}

    MotionSampler motion;
    DensityEstimate estimate;
    WayEstimate ways;
    ReliefSurface surface;
    GridLayer grid;
    FloorLayer floor;
    FieldLayer field;
    ReliefLayer relief;
    DensityLayer density;
    OutlineLayer outlines;
    SnapshotLayer snapshots;
    StreamLayer streams;
    TrailLayer trails;
    VelocityLayer velocity;
    ParticleLayer particles;
    SparkLayer sparks;
    SnapshotLayer heldOut;
    ProbeLayer probes;
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

bool Scene::isAnimated() const { return m_streamsMove || m_layers->motion.isBlending(); }

void Scene::aim(const SceneState& state, double width, double height) {
    CameraRig rig;
    rig.setViewport(width, height);
    rig.setContents(state.dimension, state.bounds);
    rig.setPerspective(!state.orthographic);
    m_view = ViewTransform(state.camera.value_or(rig.pose()), width, height, state.bounds);

    const CameraPose& pose = m_view.pose();
    vtkCamera* camera = m_renderer->GetActiveCamera();
    const Eigen::Vector3d eye = m_view.eye() - m_origin, focus = pose.focus - m_origin, up = pose.up();
    camera->SetPosition(eye.x(), eye.y(), eye.z());
    camera->SetFocalPoint(focus.x(), focus.y(), focus.z());
    camera->SetViewUp(up.x(), up.y(), up.z());
    camera->SetParallelProjection(!pose.perspective);
    camera->SetParallelScale(pose.halfHeight);
    camera->SetViewAngle(pose.viewAngle * 180 / std::numbers::pi);
    camera->SetClippingRange(m_view.nearDistance(), m_view.farDistance());
}

VectorPicture Scene::record() const {
    VectorPicture picture;
    picture.width = m_frame.width;
    picture.height = m_frame.height;
    double stage[3];
    m_renderer->GetBackground(stage);
    picture.background = packed({float(stage[0]), float(stage[1]), float(stage[2])});
    vtkPropCollection* props = m_renderer->GetViewProps();
    for (const bool overlay : {false, true}) {
        vtkCollectionSimpleIterator at;
        props->InitTraversal(at);
        while (vtkProp* prop = props->GetNextProp(at))
            if (auto* batch = Batch::SafeDownCast(prop);
                batch && batch->GetVisibility() && batch->isOverlay() == overlay)
                batch->record(picture);
    }
    return picture;
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
    if (wantsDensity(state) && (state.dimension == 2 || l.motion.positions().rows() == 2)) // or below a relief
        l.estimate.make(l.motion.positions(), l.motion.weights(), state.bounds);
    else
        l.estimate.clear();
    l.ways.update(state);
    l.surface.make(state);
    m_streamsMove = state.streams.field && state.streams.moving;
    const LayerFrame frame{
        state,    m_view,     m_origin,         m_frame.depthPlane, moved || resized || before != m_view.clipMatrix(),
        l.motion, l.estimate, l.ways.density(), l.surface,          m_report};
    for (Layer* layer :
         std::initializer_list<Layer*>{&l.grid, &l.floor, &l.field, &l.relief, &l.density, &l.outlines, &l.snapshots,
                                       &l.streams, &l.trails, &l.velocity, &l.particles, &l.sparks, &l.heldOut,
                                       &l.probes, &l.overlay})
        layer->update(frame);
    m_report.gridStep = l.grid.step();
    l.legend.setBand(l.grid.band().left, l.grid.band().bottom);
    l.legend.setWords(l.floor.wordPlaces());
    for (Layer* layer : std::initializer_list<Layer*>{&l.legend, &l.cube, &l.caption})
        layer->update(frame);
}

} // namespace ui
