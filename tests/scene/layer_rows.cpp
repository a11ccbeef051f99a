#include "tests/scene/layer_rows.h"

#include "tests/support/synthetic_scene.h"
#include "ui/export/pane_difference.h"

#include <cmath>

namespace tests {

using Quantity = engine::PlaneQuantity;
using Layers = ui::LayerChoices;

namespace {

constexpr int kParticles = 240;

/// A motion with everything that particles can be coloured by.
std::shared_ptr<const engine::Trajectories> told(const engine::Trajectories& motion) {
    auto result = std::make_shared<engine::Trajectories>(motion);
    for (engine::Index i = 0; i < result->particles(); ++i)
        result->origins.push_back(i % 60);
    for (int l = 0; l < result->levels(); ++l) {
        const auto& x = result->positions[std::size_t(l)];
        const Eigen::VectorXf middle = x.rowwise().mean();
        const float size = (x.colwise() - middle).rowwise().norm().maxCoeff() / std::sqrt(float(x.cols()));
        result->logDensities.push_back(-0.5F * ((x.colwise() - middle) / size).colwise().squaredNorm());
    }
    return result;
}

engine::PointSet withColumns(const engine::Points& points) {
    engine::Matrix columns(2, points.cols());
    for (engine::Index i = 0; i < points.cols(); ++i) {
        columns(0, i) = double(i % 3);
        columns(1, i) = 20 + 1.5 * double(i % 60);
    }
    return engine::PointSet(points, {}, columns);
}

LayerScene plane() {
    LayerScene scene;
    const ui::SceneState state = splittingState(true, 0, 60);
    for (std::size_t i = 0; i < state.snapshots.size(); ++i) {
        engine::Snapshot s;
        s.time = 0.25 * double(i);
        s.heldOut = state.snapshots[i].hollow;
        s.points = withColumns(state.snapshots[i].points.points());
        scene.project.dataset.snapshots.push_back(s);
    }
    scene.results.trajectories = told(*splittingMotion(kParticles));
    scene.results.field = splittingField();
    scene.results.plane = splittingPlane();
    return scene;
}

LayerScene space() {
    LayerScene scene;
    const auto motion = told(*turningMotion(kParticles));
    for (int i = 0; i < 3; ++i) {
        Eigen::MatrixXf x;
        motion->positionsAt(0.5 * i, x);
        engine::Snapshot s;
        s.time = 0.5 * i;
        s.heldOut = i == 1;
        s.points = withColumns(x.cast<double>());
        scene.project.dataset.snapshots.push_back(s);
    }
    scene.results.trajectories = motion;
    scene.project.view.trailSeconds = 1.2;
    return scene;
}

/// What a motion that splits less differs in from the one that is drawn.
void compare(LayerScene& scene, Quantity quantity) {
    auto motion = std::make_shared<engine::Trajectories>(*splittingMotion(400));
    for (Eigen::MatrixXf& x : motion->positions)
        x.row(1) *= 0.7F;
    auto field = std::make_shared<engine::FieldSamples>(*splittingField());
    for (Eigen::Matrix2Xf& v : field->velocities)
        v.row(1) *= 0.5F;
    scene.results.apart = ui::PaneDifference().between({splittingMotion(400), splittingField()}, {motion, field},
                                                       quantity, scene.project.dataset);
}

void follow(LayerScene& scene) {
    ui::ProbeView probe;
    probe.name = "A";
    Eigen::MatrixXf now;
    scene.results.trajectories->positionsAt(0.62, now);
    const engine::Index middle = [&] {
        engine::Index nearest = 0;
        if (now.rows() > 2) // off the axis they turn about
            now.row(0).maxCoeff(&nearest);
        else
            (now.colwise() - now.rowwise().mean()).colwise().squaredNorm().minCoeff(&nearest);
        return nearest;
    }();
    for (engine::Index k = 0; k < now.rows(); ++k)
        probe.place[k] = double(now(k, middle));
    const auto fan = [&](bool future) {
        auto ways = std::make_shared<engine::Trajectories>();
        constexpr int kLevels = 12, kWays = 24;
        ways->times = future ? engine::Times::LinSpaced(kLevels, 0.62, 1) : engine::Times::LinSpaced(kLevels, 0, 0.62);
        for (int l = 0; l < kLevels; ++l) {
            Eigen::MatrixXf x, start;
            scene.results.trajectories->positionsAt(ways->times[l], x);
            const float away = std::abs(float(ways->times[l]) - 0.62F);
            Eigen::MatrixXf all = x.col(middle).replicate(1, kWays);
            for (int i = 0; i < kWays; ++i)
                all.col(i) += away * 0.25F * (x.col(i * 7) - x.col(middle));
            ways->positions.push_back(all);
        }
        return std::shared_ptr<const engine::Trajectories>(ways);
    };
    probe.past = fan(false);
    probe.future = fan(true);
    scene.probes = {probe};
}

} // namespace

LayerScene plainLayerScene(bool inSpace) {
    LayerScene scene = inSpace ? space() : plane();
    scene.project.view.layers = Layers{.snapshots = false, .particles = false, .trails = false, .sparks = false};
    return scene;
}

std::vector<LayerRow> layerRows() {
    std::vector<LayerRow> rows;
    const auto layers = [](bool Layers::*layer, bool shown) {
        return [=](LayerScene& s) { s.project.view.layers.*layer = shown; };
    };
    /// Over the particles, which stay when it is hidden.
    const auto over = [&](const char* name, bool inSpace, bool Layers::*layer, std::function<void(LayerScene&)> more) {
        rows.push_back({name, inSpace,
                        [=](LayerScene& s) {
                            s.project.view.layers.particles = true;
                            s.project.view.layers.*layer = true;
                            if (more)
                                more(s);
                        },
                        layers(layer, false)});
    };
    const auto weighted = [](LayerScene& s) { s.results.trajectories = tests::weighted(*s.results.trajectories); };
    for (const bool inSpace : {false, true}) {
        rows.push_back({"snapshots", inSpace, layers(&Layers::snapshots, true), layers(&Layers::snapshots, false)});
        rows.push_back({"particles", inSpace, layers(&Layers::particles, true), layers(&Layers::particles, false)});
        over("weights", inSpace, &Layers::particles, weighted);
        over("sparks", inSpace, &Layers::sparks, weighted);
        over("trails", inSpace, &Layers::trails, {});
        over("trails-ahead", inSpace, &Layers::trails,
             [](LayerScene& s) { s.project.view.styles.trails = ui::TrailSide::Both; });
        over("arrows", inSpace, &Layers::velocity,
             [](LayerScene& s) { s.project.view.styles.arrows = ui::ArrowPlaces::Particles; });
        rows.push_back({"probes", inSpace,
                        [](LayerScene& s) {
                            s.project.view.layers.particles = true;
                            follow(s);
                        },
                        [](LayerScene& s) { s.probes.clear(); }});
        const auto colors = [&](const char* name, ui::ParticleColors by, std::string column = {}) {
            rows.push_back({name, inSpace,
                            [=](LayerScene& s) {
                                engine::Dataset& data = s.project.dataset;
                                data.attributes = {{"fate", {"upper", "middle", "lower"}}, {"size, µm", {}}};
                                s.project.view.layers.particles = true;
                                s.project.view.styles.colors = by;
                                s.project.view.styles.colorColumn = column;
                                if (by == ui::ParticleColors::Weight)
                                    s.results.trajectories = tests::weighted(*s.results.trajectories);
                            },
                            [](LayerScene& s) { s.project.view.styles.colors = ui::ParticleColors::Automatic; }});
        };
        if (!inSpace)
            colors("by-speed", ui::ParticleColors::Speed); // which they are in space anyway
        colors("by-weight", ui::ParticleColors::Weight);
        colors("by-label", ui::ParticleColors::Column, "fate");
        colors("by-column", ui::ParticleColors::Column, "size, µm");
        colors("by-start", ui::ParticleColors::Start);
        colors("by-likelihood", ui::ParticleColors::Likelihood);
        if (!inSpace)
            colors("by-density", ui::ParticleColors::Density);
    }
    const auto field = [&](const char* name, Quantity quantity) {
        over(name, false, &Layers::field, [=](LayerScene& s) {
            s.project.view.styles.field = quantity;
            if (engine::isBetweenModels(quantity))
                compare(s, quantity);
        });
    };
    field("action", Quantity::Action);
    field("growth", Quantity::Growth);
    field("divergence", Quantity::Divergence);
    field("laplacian", Quantity::Laplacian);
    field("speed", Quantity::Speed);
    field("true-speed", Quantity::TrueSpeed);
    field("difference", Quantity::Difference);
    field("apart", Quantity::VelocityApart);
    field("density-apart", Quantity::DensityApart);
    over("relief", false, &Layers::field, [](LayerScene& s) {
        s.project.view.styles.relief = true;
        s.project.view.layers.trails = true;
    });
    over("density", false, &Layers::density,
         [](LayerScene& s) { s.project.view.styles.density = ui::DensityStyle::Both; });
    over("contours", false, &Layers::density,
         [](LayerScene& s) { s.project.view.styles.density = ui::DensityStyle::Contours; });
    over("unreached", false, &Layers::unreached, {});
    over("streamlines", false, &Layers::streams,
         [](LayerScene& s) { s.project.view.styles.streams = ui::StreamStyle::Lines; });
    over("moving", false, &Layers::streams, [](LayerScene& s) { s.now = 1.2; });
    over("grid-arrows", false, &Layers::velocity, {});
    over("truth", false, &Layers::truth, [](LayerScene& s) { s.project.view.layers.velocity = true; });
    over("map", false, &Layers::overlay, [](LayerScene& s) {
        s.project.dataset.axisNames = {"longitude", "latitude"};
        auto coast = std::make_shared<engine::Outlines>();
        coast->name = "Coast";
        for (int i = 0; i <= 80; ++i)
            coast->points.emplace_back(-2.4 + 0.06 * i, -1.1 + 0.35 * std::sin(0.4 * i) + 0.1 * std::sin(1.7 * i));
        coast->ends = {engine::Index(coast->points.size())};
        s.project.overlays = {coast};
    });
    return rows;
}

std::vector<std::pair<const char*, const char*>> layersOfThePlaneOnly() {
    return {{"by-speed", "the automatic colours in space, so that 'particles' shows it"},
            {"by-density", "estimated on a grid of the plane"},
            {"action", "the colour of a plane"},
            {"growth", "the colour of a plane"},
            {"divergence", "the colour of a plane"},
            {"laplacian", "the colour of a plane"},
            {"speed", "the colour of a plane"},
            {"true-speed", "the colour of a plane"},
            {"difference", "the colour of a plane"},
            {"apart", "the colour of a plane"},
            {"density-apart", "the colour of a plane"},
            {"relief", "a plane's values as heights"},
            {"density", "a map of the plane"},
            {"contours", "a map of the plane"},
            {"unreached", "hatches of the plane"},
            {"streamlines", "of the plane's velocity"},
            {"moving", "of the plane's velocity"},
            {"grid-arrows", "on a grid of the plane; in space they stand at particles"},
            {"truth", "on a grid of the plane"},
            {"map", "lies in the plane"}};
}

} // namespace tests
