#include "ui/export/layer_composer.h"

#include "engine/io/outline_table.h"
#include "ui/export/legend_entries.h"
#include "ui/export/particle_values.h"
#include "ui/scene/density_estimate.h"
#include "ui/scene/layers/probe_layer.h"
#include "ui/scene/layers/spark_layer.h"
#include "ui/scene/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace ui {

namespace {

using Glyph = LegendEntry::Glyph;
using Quantity = engine::PlaneQuantity;

constexpr double kReliefHeight = 0.35; ///< of the longest side of the data
constexpr int kDensityTimes = 5;       ///< at which the top of the density is looked up

Palette paletteOf(Quantity quantity) {
    switch (quantity) {
    case Quantity::Action:
        return Palette::Viridis;
    case Quantity::Speed:
    case Quantity::TrueSpeed:
    case Quantity::Difference: // a length: it has no other side
    case Quantity::VelocityApart:
        return Palette::Lamp;
    default:
        return Palette::Growth;
    }
}

QString fieldText(Quantity quantity, const QString& time) {
    switch (quantity) {
    case Quantity::Action:
        return Legend::tr("Action s, length² / %1").arg(time);
    case Quantity::Growth:
        return Legend::tr("Growth g, 1 / %1").arg(time);
    case Quantity::Divergence:
        return Legend::tr("Divergence of v, 1 / %1").arg(time);
    case Quantity::Laplacian:
        return Legend::tr("Laplacian of s, 1 / %1").arg(time);
    case Quantity::Speed:
        return Legend::tr("Learned speed, length / %1").arg(time);
    case Quantity::TrueSpeed:
        return Legend::tr("True speed, length / %1").arg(time);
    case Quantity::Difference:
        return Legend::tr("Learned − true velocity, length / %1").arg(time);
    case Quantity::VelocityApart:
        return Legend::tr("Velocity: difference from pane 1, length / %1").arg(time);
    case Quantity::DensityApart:
        return Legend::tr("Density: difference from pane 1, share / length²");
    }
    return {};
}

ParticleColoring coloringOf(ParticleColors colors, const SceneState& state, bool weighted) {
    switch (colors) {
    case ParticleColors::Automatic:
        return state.dimension > 2 ? ParticleColoring::BySpeed : ParticleColoring::Plain;
    case ParticleColors::Speed:
        return ParticleColoring::BySpeed;
    case ParticleColors::Weight:
        return weighted ? ParticleColoring::ByWeight : ParticleColoring::Plain;
    case ParticleColors::Density:
        return state.dimension == 2 ? ParticleColoring::ByDensity : ParticleColoring::Plain;
    case ParticleColors::Start:
    case ParticleColors::Column:
        return ParticleColoring::ByValue;
    case ParticleColors::Likelihood:
        return ParticleColoring::ByLikelihood;
    }
    return ParticleColoring::Plain;
}

void addGlyph(SceneState& state, Glyph glyph, const QString& text, std::vector<Color> colors) {
    state.legend.push_back(glyphEntry(glyph, text.toStdString(), std::move(colors)));
}

/// Trails and the field tell the same quantity by the same colours.
bool sharesGrowth(const SceneState& state) {
    return state.field.samples && state.field.quantity == Quantity::Growth && state.motion.trails &&
           state.motion.topGrowth > 0;
}

/// "", "²", "³", "^7".
QString power(int dimension) {
    return dimension == 1   ? QString()
           : dimension == 2 ? QStringLiteral("²")
           : dimension == 3 ? QStringLiteral("³")
                            : QStringLiteral("^%1").arg(dimension);
}

} // namespace

bool showsDensity(const ViewChoices& view) {
    return view.layers.density || view.styles.colors == ParticleColors::Density;
}

double typicalTopDensity(const engine::Trajectories& trajectories, const SceneBounds& bounds) {
    DensityEstimate estimate;
    Eigen::MatrixXf positions;
    Eigen::RowVectorXf weights;
    double sum = 0;
    for (int k = 0; k < kDensityTimes; ++k) {
        const double time =
            trajectories.firstTime() + (trajectories.lastTime() - trajectories.firstTime()) * k / (kDensityTimes - 1);
        trajectories.positionsAt(time, positions);
        trajectories.weightsAt(time, weights);
        estimate.make(positions, weights, bounds);
        sum += double(estimate.peak());
    }
    return sum / kDensityTimes;
}

engine::PlaneSamples::Range fieldRange(const engine::PlaneSamples& samples, Quantity quantity) {
    const auto range = samples.typicalRange(quantity);
    if (quantity == Quantity::Action)
        return range.high > range.low ? range : engine::PlaneSamples::Range{range.low, range.low + 1};
    const auto top = float(roundedUp(double(range.high)));
    return {engine::isSigned(quantity) ? -top : 0, top};
}

engine::PlaneSamples::Range likelihoodRange(const engine::Trajectories& trajectories) {
    if (trajectories.logDensities.empty())
        return {0, 0};
    const auto [low, high] = trajectories.typicalLogDensities();
    const float from = std::floor(2 * low) / 2, to = std::ceil(2 * high) / 2;
    return {from, std::max(to, from + 0.5F)};
}

void composeMotion(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& own,
                   const SceneScale& scale) {
    if (!results.trajectories || results.trajectories->levels() == 0)
        return;
    const ViewChoices& view = project.view;
    const LayerStyles& styles = view.styles;
    MotionView& motion = state.motion;
    motion.trajectories = results.trajectories;
    motion.particles = view.layers.particles;
    motion.trails = view.layers.trails;
    motion.opacity = float(styles.opacity.particles);
    motion.trailOpacity = float(styles.opacity.trails);
    const double range = project.dataset.isEmpty() ? 0 : project.dataset.lastTime() - project.dataset.firstTime();
    const double duration = view.secondsPerPass > 0 ? view.trailSeconds * range / view.secondsPerPass : 0;
    motion.trailDuration = styles.trails == TrailSide::Future ? 0 : duration;
    motion.trailAhead = styles.trails == TrailSide::Past ? 0 : duration;
    motion.topSpeed = scale.topSpeed;
    motion.topGrowth = own.topGrowth > 0 ? scale.topGrowth : 0;
    motion.topDensity = scale.topDensity;
    motion.lowLikelihood = scale.likelihood.low;
    motion.highLikelihood = scale.likelihood.high;
    motion.coloring = coloringOf(styles.colors, state, results.trajectories->isWeighted());
    if (motion.coloring == ParticleColoring::ByLikelihood && results.trajectories->logDensities.empty())
        motion.coloring = ParticleColoring::Plain; // not known, or not yet
    std::vector<LegendEntry> valueEntries;
    if (motion.coloring == ParticleColoring::ByValue) {
        ParticleValues values = particleValues(project.dataset, *results.trajectories, styles, state.theme.dark);
        motion.values = std::move(values.values);
        motion.palette = values.palette;
        valueEntries = std::move(values.legend);
        if (!motion.values)
            motion.coloring = ParticleColoring::Plain;
    }
    if (!motion.particles)
        return;
    switch (motion.coloring) {
    case ParticleColoring::BySpeed:
        addGlyph(state, Glyph::Dots, Legend::tr("Particles, slow to fast"), lampSteps(state.theme.dark));
        break;
    case ParticleColoring::ByValue:
        state.legend.insert(state.legend.end(), valueEntries.begin(), valueEntries.end());
        break;
    case ParticleColoring::Plain:
        addGlyph(state, Glyph::Dot, Legend::tr("Particles"), {state.theme.particle});
        break;
    case ParticleColoring::ByWeight:
    case ParticleColoring::ByDensity:
    case ParticleColoring::ByLikelihood: // a bar says it
        break;
    }
}

void composeField(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale) {
    const LayerStyles& styles = project.view.styles;
    const auto& samples = engine::isBetweenModels(styles.field) ? results.apart : results.plane;
    if (!project.view.layers.field || !samples || !samples->has(styles.field))
        return;
    FieldView& field = state.field;
    field.samples = samples;
    field.quantity = styles.field;
    field.palette = paletteOf(styles.field);
    field.low = scale.field.low;
    field.high = scale.field.high;
    if (sharesGrowth(state)) { // one colour, one value
        state.motion.topGrowth = field.high = std::max(field.high, state.motion.topGrowth);
        field.low = -field.high;
    }
    field.contours = styles.fieldContours;
    field.opacity = float(styles.opacity.field);
    if (styles.relief) { // from here on the plane lies in space
        field.height = kReliefHeight * (state.bounds.upper - state.bounds.lower).maxCoeff();
        state.dimension = 3;
        state.bounds.upper.z() += field.height;
    }
}

void composeDensity(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale) {
    const ViewChoices& view = project.view;
    if (!results.trajectories || results.trajectories->levels() == 0)
        return;
    DensityView& density = state.density;
    density.heat = view.layers.density && view.styles.density != DensityStyle::Contours;
    density.contours = view.layers.density && view.styles.density != DensityStyle::Heat;
    density.hatched = view.layers.unreached;
    density.top = scale.topDensity;
    density.opacity = float(view.styles.opacity.density);
    if (density.hatched)
        addGlyph(state, Glyph::Hatch, Legend::tr("No particles: not constrained"), {state.theme.textSecondary});
}

void composeStreams(SceneState& state, const Project& project, const SceneResults& results, const SceneScale& scale) {
    const ViewChoices& view = project.view;
    if (!view.layers.streams || !results.field)
        return;
    StreamView& streams = state.streams;
    streams.field = results.field;
    streams.moving = view.styles.streams == StreamStyle::Moving;
    streams.topSpeed = double(scale.topSpeed);
    streams.opacity = float(view.styles.opacity.streams);
    addGlyph(state, Glyph::Line, Legend::tr("Streamlines, by speed"), {colorMap(Palette::Lamp, state.theme.dark).at(0.75)});
}

void composeVelocity(SceneState& state, const Project& project, const SceneResults& results) {
    const ViewChoices& view = project.view;
    const bool flat = state.dimension == 2 && project.projection().isWhole();
    VelocityView& velocity = state.velocity;
    velocity.speedPerArrow = niceAbove(double(state.motion.topSpeed) / 2.2);
    velocity.opacity = float(view.styles.opacity.velocity);
    velocity.atParticles =
        view.layers.velocity && state.motion.trajectories && (!flat || view.styles.arrows == ArrowPlaces::Particles);
    velocity.learned = view.layers.velocity && !velocity.atParticles;
    const bool truth = view.layers.truth && flat && results.plane && !results.plane->trueVelocities.empty();
    if (flat && results.field && (velocity.learned || truth))
        velocity.field = results.field;
    if (truth && velocity.field)
        velocity.truth = results.plane;
    const QString scale = Legend::tr("%1 px = %2 length / %3")
                              .arg(int(kArrowPixels))
                              .arg(QString::fromStdString(numberText(velocity.speedPerArrow, 1)),
                                   QString::fromStdString(timeUnitOf(project.dataset)));
    if (velocity.atParticles || (velocity.learned && velocity.field))
        addGlyph(state, Glyph::Arrow, Legend::tr("Velocity, %1").arg(scale), {});
    if (velocity.truth)
        addGlyph(state, Glyph::Arrow,
                 view.layers.velocity ? Legend::tr("True velocity") : Legend::tr("True velocity, %1").arg(scale),
                 {trueArrowColor(state.theme.dark)});
}

void composeSparks(SceneState& state, const Project& project, const SceneScale& scale) {
    constexpr double kSeconds = 0.7; ///< of playback at speed 1
    const ViewChoices& view = project.view;
    const MotionView& motion = state.motion;
    if (!view.layers.sparks || !motion.trajectories || !motion.trajectories->isWeighted() || !(scale.sparkWeight > 0))
        return;
    const double range = project.dataset.lastTime() - project.dataset.firstTime();
    state.sparks = {true, scale.sparkWeight, view.secondsPerPass > 0 ? kSeconds * range / view.secondsPerPass : 0,
                    float(view.styles.opacity.particles)};
    const QString each = QString::fromStdString(shortNumberText(scale.sparkWeight));
    addGlyph(state, Glyph::Births, Legend::tr("Births, a ring per weight %1").arg(each),
             {SparkLayer::birthColor(state.theme.dark)});
    addGlyph(state, Glyph::Deaths, Legend::tr("Deaths, a ring per weight %1").arg(each),
             {SparkLayer::deathColor(state.theme.dark)});
}

void composeProbes(SceneState& state, std::vector<LegendEntry>& legend, std::vector<ProbeView> probes) {
    const auto add = [&](bool named, auto path, const QString& text, Color color) {
        if (std::any_of(probes.begin(), probes.end(),
                        [&](const ProbeView& probe) { return probe.name.empty() != named && probe.*path; }))
            legend.push_back(glyphEntry(Glyph::Line, text.toStdString(), {color}));
    };
    const Color future = ProbeLayer::futureColor(state.theme), past = ProbeLayer::pastColor(state.theme);
    add(true, &ProbeView::future, Legend::tr("Probe: where it goes"), future);
    add(true, &ProbeView::past, Legend::tr("Probe: where it came from"), past);
    add(false, &ProbeView::future, Legend::tr("Selection: where it goes"), future);
    add(false, &ProbeView::past, Legend::tr("Selection: where it came from"), past);
    if (!probes.empty()) // they are what one looks at
        state.motion.trailOpacity *= kQuietTrails;
    state.probes = std::move(probes);
}

std::optional<Eigen::Matrix2d> mapToPicture(const Project& project) {
    const engine::Dataset& data = project.dataset;
    const bool isEmpty = data.dimension() == 0;
    const int dimension = isEmpty ? std::max(2, int(data.axisNames.size())) : data.dimension();
    const auto axes = engine::mapAxes(data.axisNames, dimension);
    if (!axes)
        return {};
    Eigen::MatrixXd rows = (isEmpty ? Projection::standard(dimension) : project.projection()).matrix();
    const Eigen::MatrixXd map = rows(Eigen::all, *axes);
    rows(Eigen::all, *axes).setZero();
    // Other axes of the data may not lie in the picture's plane, nor the map along its third axis.
    const bool isFlat = rows.topRows(2).isZero() && map.bottomRows(map.rows() - 2).isZero();
    return isFlat ? std::optional(Eigen::Matrix2d(map.topRows(2))) : std::nullopt;
}

void composeOverlays(SceneState& state, const Project& project) {
    if (!project.view.layers.overlay || project.overlays.empty())
        return;
    const auto toPicture = mapToPicture(project);
    if (!toPicture)
        return;
    for (const auto& overlay : project.overlays) {
        state.outlines.push_back({overlay, *toPicture, float(project.view.styles.opacity.overlay)});
        addGlyph(state, Glyph::Line, QString::fromStdString(overlay->name), {outlineColor(state.theme)});
    }
    if (project.dataset.pointCount() > 0)
        return;
    SceneBounds& bounds = state.bounds; // until there are points one draws on the map
    bounds.lower.head<2>().setConstant(std::numeric_limits<double>::infinity());
    bounds.upper.head<2>() = -bounds.lower.head<2>();
    for (const auto& overlay : project.overlays)
        for (const Eigen::Vector2d& point : overlay->points) {
            bounds.lower.head<2>() = bounds.lower.head<2>().cwiseMin(*toPicture * point);
            bounds.upper.head<2>() = bounds.upper.head<2>().cwiseMax(*toPicture * point);
        }
}

void composeBars(SceneState& state, const Project& project) {
    const MotionView& motion = state.motion;
    const QString time = QString::fromStdString(timeUnitOf(project.dataset));
    const auto bar = [&state](const QString& text, Palette palette, double low, double high) {
        state.legend.push_back(barEntry(text.toStdString(), palette, low, high));
    };
    if (motion.trajectories) {
        const bool grows = motion.topGrowth > 0, speedTrails = motion.trails && !grows && motion.trajectories->smooth;
        const bool speedParticles = motion.particles && motion.coloring == ParticleColoring::BySpeed;
        if (grows && motion.particles)
            addGlyph(state, Glyph::Weights, Legend::tr("Weight ¼, 1, 3"), {state.theme.particle});
        if (motion.trails && !grows && !motion.trajectories->smooth)
            addGlyph(state, Glyph::Line, Legend::tr("Trails"), {randomTrailColor(state.theme.dark)});
        if (speedTrails || state.streams.field || speedParticles) {
            const bool alone = !state.streams.field && !speedParticles; // others are named by lines of their own
            bar((alone ? Legend::tr("Trails: speed, length / %1") : Legend::tr("Speed, length / %1")).arg(time),
                Palette::Lamp, 0, double(motion.topSpeed));
        }
        if (grows && motion.trails && !sharesGrowth(state))
            bar(Legend::tr("Trails: growth g, 1 / %1").arg(time), Palette::Growth, -double(motion.topGrowth),
                double(motion.topGrowth));
        if (motion.particles && motion.coloring == ParticleColoring::ByWeight) {
            LegendEntry weights = barEntry(Legend::tr("Particles, weight").toStdString(), Palette::Growth, 0, 4);
            weights.low = "\302\274", weights.middle = "1", weights.high = "4";
            state.legend.push_back(std::move(weights));
        }
    }
    if (const FieldView& field = state.field; field.samples) {
        bar(sharesGrowth(state) ? Legend::tr("Field and trails: growth g, 1 / %1").arg(time)
                                : fieldText(field.quantity, time),
            field.palette, double(field.low), double(field.high));
        if (field.height == 0) { // a relief is solid
            state.legend.back().opacity = fieldOpacity(field, state.theme.dark);
            state.legend.back().fadesAtZero = engine::isSigned(field.quantity);
        }
    }
    const bool byDensity = motion.particles && motion.coloring == ParticleColoring::ByDensity;
    if (state.density.heat || state.density.contours)
        bar(Legend::tr("Density, share / length²"), Palette::Cividis, 0, state.density.top);
    if (byDensity)
        bar(Legend::tr("Particles, density at each"), Palette::Viridis, 0, motion.topDensity);
    if (motion.particles && motion.coloring == ParticleColoring::ByLikelihood)
        bar(Legend::tr("Log likelihood log q, q in 1 / length%1").arg(power(project.dataset.dimension())),
            Palette::Viridis, double(motion.lowLikelihood), double(motion.highLikelihood));
}

} // namespace ui
