#include "ui/export/scene_composer.h"

#include "engine/data/chunk_facts.h"
#include "ui/document/space_dimension.h"
#include "ui/export/layer_composer.h"
#include "ui/export/legend_entries.h"
#include "ui/scene/number_text.h"
#include "ui/scene/spark_schedule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

/// Where one draws when there is nothing yet.
const SceneBounds kEmptyStage = {{-1.6, -1, 0}, {1.6, 1, 0}}, kEmptySpace = {{-1, -1, -1}, {1, 1, 1}};

constexpr std::size_t kNamedSnapshots = 3; ///< up to so many have a line of their own in the legend
constexpr float kInSpace = 0.5F;           ///< in three dimensions snapshots overlap the particles from every side
constexpr float kBright = 0.95F, kOnion = 0.40F, kOnionFarther = 0.28F;
constexpr float kSteppedBack = 0.18F; ///< of the other snapshots while one is revealed

std::string withUnit(const engine::Dataset& dataset, const std::string& time) {
    return "t " + time + (dataset.timeUnit.empty() ? "" : " " + dataset.timeUnit);
}

std::string snapshotTime(const engine::Dataset& dataset, const engine::Snapshot& snapshot) {
    return withUnit(dataset, ui::timeText(snapshot.time));
}

std::string snapshotText(const engine::Dataset& dataset, const engine::Snapshot& snapshot) {
    const std::string time = snapshotTime(dataset, snapshot);
    return snapshot.name.empty() ? time : snapshot.name + ", " + time;
}

struct Shown {
    const engine::Snapshot* snapshot;
    Color color;
    float opacity;
};

std::vector<Shown> shownSnapshots(const Project& project, bool dark, const SceneExtras& extras) {
    const auto& all = project.dataset.snapshots;
    std::vector<Shown> result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const engine::Snapshot& s = all[i];
        const Color color = s.color ? Color::hex(*s.color) : snapshotColor(int(i), int(all.size()), dark);
        float opacity = spaceDimension(project) > 2 ? kInSpace : SnapshotView().opacity;
        if (extras.edited) {
            const auto distance = std::abs(std::ptrdiff_t(i) - std::ptrdiff_t(*extras.edited));
            if (distance > extras.onionSkin)
                continue;
            opacity = distance == 0 ? kBright : distance == 1 ? kOnion : kOnionFarther;
        }
        const bool revealed = extras.revealed && extras.revealed->snapshot == i;
        if (extras.revealed)
            opacity = revealed ? kBright * float(extras.revealed->part) : kSteppedBack;
        const bool edited = extras.edited && *extras.edited == i;
        if ((!s.hidden && project.view.layers.snapshots) || edited || revealed)
            result.push_back({&s, color, opacity});
    }
    return result;
}

std::vector<LegendEntry> snapshotEntries(const Project& project, const std::vector<Shown>& shown,
                                         const SceneExtras& extras) {
    using Glyph = LegendEntry::Glyph;
    const engine::Dataset& data = project.dataset;
    std::vector<LegendEntry> entries;
    const auto entry = [&entries](Glyph glyph, const QString& text, std::vector<Color> colors) {
        entries.push_back(glyphEntry(glyph, text.toStdString(), std::move(colors)));
    };
    const auto words = [](const std::string& data) { return QString::fromStdString(data); };
    if (extras.edited && *extras.edited < data.snapshots.size()) {
        const double now = data.snapshots[*extras.edited].time;
        for (const Shown& s : shown)
            if (s.snapshot == &data.snapshots[*extras.edited] || !s.snapshot->points.isEmpty())
                entry(s.snapshot->heldOut ? Glyph::Ring : Glyph::Dot,
                      (s.snapshot->time < now   ? Legend::tr("Before, %1")
                       : s.snapshot->time > now ? Legend::tr("After, %1")
                                                : Legend::tr("Painting, %1"))
                          .arg(words(snapshotTime(data, *s.snapshot))),
                      {s.color.withAlpha(std::max(s.opacity, 0.5F))});
        return entries;
    }
    // What steps back on the stage does so in the legend, as far as it can be told apart there.
    const auto color = [&extras](const Shown& s) {
        return extras.revealed ? s.color.withAlpha(std::max(s.opacity, 0.5F)) : s.color;
    };
    if (shown.size() <= kNamedSnapshots) {
        for (const Shown& s : shown) {
            const QString text = words(snapshotText(data, *s.snapshot));
            if (s.snapshot->heldOut)
                entry(Glyph::Ring, Legend::tr("Held out, %1").arg(text), {color(s)});
            else
                entry(Glyph::Dot, text, {color(s)});
        }
        return entries;
    }
    std::vector<const Shown*> solid, held;
    for (const Shown& s : shown)
        (s.snapshot->heldOut ? held : solid).push_back(&s);
    if (!solid.empty()) {
        std::vector<Color> colors; // at most four of them, the first and the last included
        const std::size_t count = std::min<std::size_t>(solid.size(), 4);
        for (std::size_t k = 0; k < count; ++k)
            colors.push_back(color(*solid[count > 1 ? k * (solid.size() - 1) / (count - 1) : 0]));
        entry(Glyph::Dots, Legend::tr("Snapshots, early to late"), std::move(colors));
    }
    if (held.size() == 1)
        entry(Glyph::Ring, Legend::tr("Held out, %1").arg(words(snapshotTime(data, *held.front()->snapshot))),
              {color(*held.front())});
    else if (!held.empty())
        entry(Glyph::Ring, Legend::tr("Held out, %n snapshots", nullptr, int(held.size())), {color(*held.front())});
    return entries;
}

} // namespace

std::string SceneComposer::timeText(const engine::Dataset& dataset, double time) {
    const double range = dataset.isEmpty() ? 1 : dataset.lastTime() - dataset.firstTime();
    const double step = niceBelow((range > 0 ? range : 1) / 100);
    return withUnit(dataset, tickText(time, range < 100 ? std::min(step, 0.01) : step)); // two decimals as a snapshot's
}

SceneBounds SceneComposer::bounds(const std::vector<engine::PointSet>& clouds, int dimension) {
    std::vector<std::shared_ptr<const engine::PointChunk>> chunks;
    for (const engine::PointSet& cloud : clouds)
        chunks.insert(chunks.end(), cloud.chunks().begin(), cloud.chunks().end());
    if (chunks.empty())
        return dimension > 2 ? kEmptySpace : kEmptyStage;
    if (chunks == m_chunks && dimension == m_boundsDimension)
        return m_bounds;
    m_boundsDimension = dimension;
    m_bounds.lower.setConstant(std::numeric_limits<double>::infinity());
    m_bounds.upper = -m_bounds.lower;
    for (const auto& chunk : chunks) {
        const auto facts = engine::factsOf(chunk);
        const engine::Index rows = std::min<engine::Index>(facts->lower.size(), dimension);
        m_bounds.lower.head(rows) = m_bounds.lower.head(rows).cwiseMin(facts->lower.head(rows));
        m_bounds.upper.head(rows) = m_bounds.upper.head(rows).cwiseMax(facts->upper.head(rows));
    }
    for (int k = 0; k < 3; ++k) // coordinates the data do not have
        if (m_bounds.lower[k] > m_bounds.upper[k])
            m_bounds.lower[k] = m_bounds.upper[k] = 0;
    m_chunks = std::move(chunks);
    return m_bounds;
}

SceneScale SceneComposer::scaleFor(const Project& project, const SceneResults& results) {
    const engine::Trajectories* motion = results.trajectories.get();
    const Projection projection = project.projection();
    m_projector.aim(projection);
    if (std::exchange(m_aim, m_projector.changes()) != m_projector.changes())
        m_scale.topDensity = 0;
    if (results.trajectories != m_trajectories) {
        m_trajectories = results.trajectories;
        m_scale.topSpeed = 1;
        m_scale.topGrowth = 0;
        m_scale.topDensity = 0;
        m_scale.sparkWeight = motion ? sparkWeight(*motion) : 0;
        m_scale.likelihood = {0, 0};
        if (motion && motion->levels() > 0) {
            m_scale.topSpeed = float(roundedUp(double(motion->typicalTopSpeed())));
            m_scale.likelihood = likelihoodRange(*motion);
            if (motion->isWeighted())
                m_scale.topGrowth = float(roundedUp(double(motion->typicalTopGrowth())));
        }
    }
    if (showsDensity(project.view) && m_scale.topDensity == 0 && motion && motion->levels() > 0 &&
        projection.pictureDimension() == 2)
        m_scale.topDensity = roundedUp(typicalTopDensity(*m_projector.motion(results.trajectories),
                                                         bounds(m_projector.clouds(project.dataset), 2)));
    const engine::PlaneQuantity quantity = project.view.styles.field;
    const auto& plane = engine::isBetweenModels(quantity) ? results.apart : results.plane;
    if (plane != m_plane || quantity != m_quantity) {
        m_plane = plane;
        m_quantity = quantity;
        m_scale.field =
            m_plane && m_plane->has(quantity) ? fieldRange(*m_plane, quantity) : engine::PlaneSamples::Range{0, 0};
    }
    return m_scale;
}

SceneState SceneComposer::compose(const Project& project, const SceneResults& results, const SceneTheme& theme,
                                  double time, const SceneExtras& extras) {
    const engine::Dataset& data = project.dataset;
    const ViewChoices& view = project.view;
    SceneState state;
    const Projection projection = project.projection();
    state.dimension = spaceDimension(project);
    m_projector.aim(projection);
    const std::vector<engine::PointSet> clouds = m_projector.clouds(data);
    state.bounds = bounds(clouds, state.dimension);
    if (extras.room) {
        state.bounds.lower = state.bounds.lower.cwiseMin(extras.room->lower);
        state.bounds.upper = state.bounds.upper.cwiseMax(extras.room->upper);
    }
    state.orthographic = view.orthographic;
    if (view.camera)
        state.camera = cameraPose(*view.camera);
    state.theme = theme;
    state.time = time;

    const std::vector<Shown> shown = shownSnapshots(project, theme.dark, extras);
    for (const Shown& s : shown)
        state.snapshots.push_back({clouds[std::size_t(s.snapshot - data.snapshots.data())], s.color,
                                   s.snapshot->heldOut,
                                   s.opacity * (extras.edited ? 1.0F : float(view.styles.opacity.snapshots))});
    state.axes = {view.layers.axes, namesOfPicture(project)};
    state.showLegend = view.layers.legend;
    if (state.showLegend)
        state.legend = snapshotEntries(project, shown, extras);
    composeOverlays(state, project);

    const SceneScale own = scaleFor(project, results), scale = results.scale.value_or(own);
    composeMotion(state, project, results, own, scale);
    if (extras.revealed) // its points are what one looks at
        state.motion.trailOpacity *= kQuietTrails;
    if (state.motion.trajectories) {
        state.motion.trajectories = m_projector.motion(results.trajectories);
        state.motion.coordinates = m_projector.changes();
    }
    const bool onPlane = state.dimension == 2 && projection.isWhole(); // that the model was sampled on
    if (onPlane)
        composeField(state, project, results, scale);
    if (state.dimension == 2) // still: a relief lies in space
        composeDensity(state, project, results, scale);
    if (state.dimension == 2 && onPlane)
        composeStreams(state, project, results, scale);
    composeVelocity(state, project, results);
    composeSparks(state, project, scale);
    composeBars(state, project);
    if (state.camera) // a relief has made space of the plane
        state.camera->perspective = state.dimension > 2 && !view.orthographic;
    if (!state.showLegend)
        state.legend.clear();
    if (extras.title)
        state.caption.title = data.title;
    if (extras.clock && !data.isEmpty())
        state.caption.clock = timeText(data, time);
    return state;
}

SceneScale common(const SceneScale& a, const SceneScale& b) {
    using Range = engine::PlaneSamples::Range;
    const auto both = [](const Range& a, const Range& b) {
        const bool first = a.high > a.low, second = b.high > b.low;
        return first && second ? Range{std::min(a.low, b.low), std::max(a.high, b.high)} : first ? a : b;
    };
    return {std::max(a.topSpeed, b.topSpeed), std::max(a.topGrowth, b.topGrowth), std::max(a.topDensity, b.topDensity),
            std::max(a.sparkWeight, b.sparkWeight), both(a.field, b.field), both(a.likelihood, b.likelihood)};
}

ViewChoices::Camera storedCamera(const CameraPose& pose) {
    const Eigen::Vector3d position = pose.focus + pose.toEye() * (pose.perspective ? pose.eyeDistance() : 1),
                          up = pose.up();
    return {.position = {position.x(), position.y(), position.z()},
            .focus = {pose.focus.x(), pose.focus.y(), pose.focus.z()},
            .up = {up.x(), up.y(), up.z()},
            .parallelScale = pose.halfHeight,
            .perspective = pose.perspective};
}

CameraPose cameraPose(const ViewChoices::Camera& camera) {
    const Eigen::Vector3d position(camera.position.data()), focus(camera.focus.data()), up(camera.up.data());
    CameraPose pose;
    pose.focus = focus;
    pose.perspective = camera.perspective;
    if (camera.parallelScale > 0)
        pose.halfHeight = camera.parallelScale;
    const Eigen::Vector3d toEye = position - focus;
    if (!(toEye.norm() > 0))
        return pose;
    pose.elevation = std::asin(std::clamp(toEye.z() / toEye.norm(), -1.0, 1.0));
    const double level = std::hypot(toEye.x(), toEye.y());
    if (level > 1e-9 * toEye.norm())
        pose.azimuth = std::atan2(-toEye.x(), -toEye.y());
    else if (toEye.z() > 0) // from straight above or below, only "up" tells the direction
        pose.azimuth = std::atan2(up.x(), up.y());
    else
        pose.azimuth = std::atan2(-up.x(), -up.y());
    return pose;
}

} // namespace ui
