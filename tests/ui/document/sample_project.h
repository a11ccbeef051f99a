#pragma once

#include "engine/action/action_model.h"
#include "engine/core/random.h"
#include "ui/document/project.h"

#include <cmath>
#include <limits>

/// Small projects with something in every member, for tests of the document.
namespace tests {

inline engine::Points randomPoints(int dimension, engine::Index count, std::uint64_t seed) {
    engine::Rng rng(seed);
    engine::Points points(dimension, count);
    rng.fillNormal(points);
    return points;
}

/// Three snapshots of 500, 600 and 5,000 points (two chunks) in two dimensions, with weights, labels and a held-out
/// one.
inline engine::Dataset sampleDataset(int dimension = 2) {
    engine::Dataset dataset;
    dataset.title = "Zellen ✶";
    dataset.axisNames = {"x", "y"};
    dataset.axisNames.resize(std::size_t(dimension), "z");
    dataset.attributes = {{"label", {"monocyte", "neutrophil"}}, {"wind", {}}};
    dataset.timeUnit = "days";
    dataset.exampleName = "split";
    for (int i = 0; i < 3; ++i) {
        const engine::Index count = i == 2 ? 5000 : 500 + 100 * i;
        engine::Matrix attributes(2, count);
        attributes.row(0) = (engine::RowVector::LinSpaced(count, 0, 2.99).array() - 1).round();
        attributes.row(1).setConstant(0.1);
        attributes(1, 3) = std::numeric_limits<double>::quiet_NaN();
        engine::Snapshot snapshot;
        snapshot.time = 2 + i / 3.0;
        snapshot.points = engine::PointSet(randomPoints(dimension, count, std::uint64_t(i)),
                                           engine::RowVector::LinSpaced(count, 0.5, 1.5), attributes);
        dataset.snapshots.push_back(std::move(snapshot));
    }
    dataset.snapshots[1].heldOut = true;
    dataset.snapshots[1].name = "middle";
    dataset.snapshots[2].color = 0x3366cc;
    dataset.snapshots[2].hidden = true;
    dataset.snapshots[2].mass = 1.7;
    return dataset;
}

/// A pair of eam and am with growth: something in every member.
inline std::shared_ptr<const engine::Checkpoint> sampleCheckpoint(int dimension = 2, std::uint64_t seed = 1,
                                                                  bool withCompanion = true) {
    auto checkpoint = std::make_shared<engine::Checkpoint>();
    checkpoint->settings.hidden = {8, 4};
    checkpoint->settings.seed = seed;
    checkpoint->shape = {dimension, {8, 4}, engine::Activation::Tanh};
    checkpoint->normalization.center = engine::Vector::LinSpaced(dimension, 0.1, 0.3);
    checkpoint->normalization.scale = 1.0 / 3;
    checkpoint->normalization.start = 2;
    checkpoint->normalization.duration = 0.7;
    checkpoint->step = 123;
    checkpoint->firstStep = 23;
    checkpoint->seconds = 0.25;
    checkpoint->adamSteps = 100;
    checkpoint->averageUpdates = 99;
    checkpoint->energyBound = 1 / 7.0;
    checkpoint->smoothedLoss = -0.3;
    checkpoint->costSmoothing = 1e-3 / 3;
    checkpoint->times = {std::vector<double>(std::size_t(engine::TimeSampling::kBins), 1 / 7.0), 12};
    checkpoint->masses = engine::MassCurve({2, 2.7}, {1 / 3.0, 500});
    if (withCompanion)
        checkpoint->companion = sampleCheckpoint(dimension, seed + 1000, false);
    const engine::Index count = checkpoint->shape.parameterCount();
    engine::Rng rng(seed);
    for (Eigen::ArrayXf* block :
         {&checkpoint->parameters, &checkpoint->firstMoment, &checkpoint->secondMoment, &checkpoint->averaged}) {
        block->resize(count);
        for (engine::Index i = 0; i < count; ++i)
            (*block)[i] = float(rng.normal());
    }
    checkpoint->parameters[0] = std::numeric_limits<float>::denorm_min();
    for (int step = 1; step <= 123; ++step)
        checkpoint->history.add(step, float(rng.normal()), float(rng.normal()), float(std::abs(rng.normal())));
    if (withCompanion) {
        auto milestones = std::make_shared<std::vector<engine::Milestone>>();
        for (const std::int64_t step : {20, 100}) {
            const Eigen::ArrayXf early = checkpoint->averaged / float(step);
            const Eigen::ArrayXf earlyCompanion = checkpoint->companion->averaged / float(step + 1);
            milestones->push_back({step, checkpoint->modelOf(early, 1.0 / double(step), &earlyCompanion)});
        }
        checkpoint->milestones = milestones;
    }
    return checkpoint;
}

inline ui::Project sampleProject(int dimension = 2) {
    ui::Project project;
    project.dataset = sampleDataset(dimension);
    project.runs = {ui::Run{3, "wide", {}, sampleCheckpoint(dimension)}, ui::Run{4, "narrow", {}, nullptr}};
    engine::TrainingSettings& settings = project.runs[1].settings;
    settings.path = engine::PathKind::Independent;
    settings.form = engine::LossForm::Action;
    settings.timeWeight = engine::TimeWeight::OneMinusT;
    settings.activation = engine::Activation::Softplus;
    settings.schedule = engine::Schedule::Constant;
    settings.learningRate = 1e-3 / 3;
    settings.seed = ~std::uint64_t(0);
    settings.method = engine::Method::EntropicUnbalanced;
    settings.sigma = engine::NoiseSchedule{0.1, 1 / 3.0};
    settings.lambda = 1 / 7.0;
    settings.cost = engine::costNamed("quadratic:2,0.5,0.5,1");
    settings.laplacian = engine::LaplacianKind::Stein;
    settings.companion = false;
    settings.mass = engine::MassMode::Counts;
    settings.adaptiveTimes = true;
    settings.refineSteps = 12;
    settings.smoothing = 0.375;
    settings.refineFrom = engine::RefineFrom::Previous;
    project.runs[1].noise = 1 / 7.0;
    project.activeRun = 3;
    project.view.layers.velocity = true;
    project.view.layers.field = project.view.layers.density = project.view.layers.streams = true;
    project.view.layers.unreached = project.view.layers.truth = true;
    project.view.layers.overlay = false;
    project.view.styles = {.field = engine::PlaneQuantity::Difference,
                           .fieldContours = false,
                           .relief = true,
                           .density = ui::DensityStyle::Contours,
                           .streams = ui::StreamStyle::Lines,
                           .arrows = ui::ArrowPlaces::Particles,
                           .trails = ui::TrailSide::Both,
                           .colors = ui::ParticleColors::Column,
                           .colorColumn = "type",
                           .opacity = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2}};
    project.view.particleCount = 77;
    project.overlays = {std::make_shared<const engine::Outlines>(
        engine::Outlines{"Küste", {{-1, 0.1}, {1, 0.2}, {0, 1 / 3.0}, {2, 2}, {3, 3}}, {3, 5}})};
    project.view.camera = ui::ViewChoices::Camera{{1, 2, 3}, {0, 0.1, 0}, {0, 1, 0}, 1.5, true};
    project.view.orthographic = true;
    project.view.savedViews = {{"Seite ✶", {{4, 1 / 3.0, 6}, {7, 8, 9}, {0, 0, 1}, 2.5, false}, 3},
                               {"Oben", {{0, 0, 1}, {0, 0, 0}, {0, 1, 0}, 1, true}, 2}};
    return project;
}

} // namespace tests
