#include "ui/export/scene_composer.h"

#include "ui/scene/number_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// Where one draws when there is nothing yet.
const SceneBounds kEmptyStage = {{-1.6, -1, 0}, {1.6, 1, 0}};

constexpr std::size_t kNamedSnapshots = 3; ///< up to so many have a line of their own in the legend
constexpr float kInSpace = 0.5F;           ///< in three dimensions snapshots overlap the particles from every side
constexpr float kBright = 0.95F, kOnion = 0.40F, kOnionFarther = 0.28F;

std::string unit(const engine::Dataset& dataset) { return dataset.timeUnit.empty() ? "time" : dataset.timeUnit; }

std::string withUnit(const engine::Dataset& dataset, const std::string& time) {
    return "t " + time + (dataset.timeUnit.empty() ? "" : " " + dataset.timeUnit);
}

std::string snapshotTime(const engine::Dataset& dataset, const engine::Snapshot& snapshot) {
    return withUnit(dataset, shortNumberText(snapshot.time));
}

std::string snapshotText(const engine::Dataset& dataset, const engine::Snapshot& snapshot) {
    const std::string time = snapshotTime(dataset, snapshot);
    return snapshot.name.empty() ? time : snapshot.name + ", " + time;
}

/// Upwards to two digits, so that a legend stays while a model learns.
double roundedUp(double value) {
    if (!(value > 0) || !std::isfinite(value))
        return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::ceil(value / power - 1e-6) * power;
}

/// Colours of slow to fast particles, as a line of the legend shows them.
std::vector<Color> lampSteps(bool dark) {
    const ColorMap& lamp = colorMap(Palette::Lamp, dark);
    return {lamp.at(0.25), lamp.at(0.5), lamp.at(0.75), lamp.at(1)};
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
        float opacity = project.dataset.dimension() > 2 ? kInSpace : SnapshotView().opacity;
        if (extras.edited) {
            const auto distance = std::abs(std::ptrdiff_t(i) - std::ptrdiff_t(*extras.edited));
            if (distance > extras.onionSkin)
                continue;
            opacity = distance == 0 ? kBright : distance == 1 ? kOnion : kOnionFarther;
        }
        const bool edited = extras.edited && *extras.edited == i;
        if ((!s.hidden && project.view.layers.snapshots) || edited)
            result.push_back({&s, color, opacity});
    }
    return result;
}

std::vector<LegendEntry> snapshotEntries(const Project& project, const std::vector<Shown>& shown,
                                         const SceneExtras& extras) {
    using Glyph = LegendEntry::Glyph;
    const engine::Dataset& data = project.dataset;
    std::vector<LegendEntry> entries;
    const auto entry = [&entries](Glyph glyph, std::string text, std::vector<Color> colors) {
        LegendEntry e;
        e.glyph = glyph;
        e.text = std::move(text);
        e.colors = std::move(colors);
        entries.push_back(std::move(e));
    };
    if (extras.edited && *extras.edited < data.snapshots.size()) {
        const double now = data.snapshots[*extras.edited].time;
        for (const Shown& s : shown)
            if (s.snapshot == &data.snapshots[*extras.edited] || !s.snapshot->points.isEmpty())
                entry(s.snapshot->heldOut ? Glyph::Ring : Glyph::Dot,
                      (s.snapshot->time < now   ? "Before, "
                       : s.snapshot->time > now ? "After, "
                                                : "Painting, ") +
                          snapshotTime(data, *s.snapshot),
                      {s.color.withAlpha(std::max(s.opacity, 0.5F))});
        return entries;
    }
    if (shown.size() <= kNamedSnapshots) {
        for (const Shown& s : shown)
            entry(s.snapshot->heldOut ? Glyph::Ring : Glyph::Dot,
                  (s.snapshot->heldOut ? "Held out, " : "") + snapshotText(data, *s.snapshot), {s.color});
        return entries;
    }
    std::vector<const Shown*> solid, held;
    for (const Shown& s : shown)
        (s.snapshot->heldOut ? held : solid).push_back(&s);
    if (!solid.empty()) {
        std::vector<Color> colors; // at most four of them, the first and the last included
        const std::size_t count = std::min<std::size_t>(solid.size(), 4);
        for (std::size_t k = 0; k < count; ++k)
            colors.push_back(solid[count > 1 ? k * (solid.size() - 1) / (count - 1) : 0]->color);
        entry(Glyph::Dots, "Snapshots, early to late", std::move(colors));
    }
    if (held.size() == 1)
        entry(Glyph::Ring, "Held out, " + snapshotTime(data, *held.front()->snapshot), {held.front()->color});
    else if (!held.empty())
        entry(Glyph::Ring, "Held out, " + std::to_string(held.size()) + " snapshots", {held.front()->color});
    return entries;
}

} // namespace

std::string SceneComposer::timeText(const engine::Dataset& dataset, double time) {
    const double range = dataset.isEmpty() ? 1 : dataset.lastTime() - dataset.firstTime();
    const double step = niceBelow((range > 0 ? range : 1) / 100);
    return withUnit(dataset, tickText(time, step));
}

SceneBounds SceneComposer::bounds(const engine::Dataset& dataset) {
    std::vector<std::shared_ptr<const engine::PointChunk>> chunks;
    for (const engine::Snapshot& s : dataset.snapshots)
        chunks.insert(chunks.end(), s.points.chunks().begin(), s.points.chunks().end());
    if (chunks.empty())
        return kEmptyStage;
    if (chunks == m_chunks)
        return m_bounds;
    m_bounds.lower.setConstant(std::numeric_limits<double>::infinity());
    m_bounds.upper = -m_bounds.lower;
    for (const auto& chunk : chunks) {
        const auto& p = chunk->points;
        const engine::Index rows = std::min<engine::Index>(p.rows(), 3);
        for (engine::Index i = 0; i < p.cols(); ++i)
            for (engine::Index k = 0; k < rows; ++k)
                if (std::isfinite(p(k, i))) {
                    m_bounds.lower[k] = std::min(m_bounds.lower[k], p(k, i));
                    m_bounds.upper[k] = std::max(m_bounds.upper[k], p(k, i));
                }
    }
    for (int k = 0; k < 3; ++k) // coordinates the data do not have
        if (m_bounds.lower[k] > m_bounds.upper[k])
            m_bounds.lower[k] = m_bounds.upper[k] = 0;
    m_chunks = std::move(chunks);
    return m_bounds;
}

SceneScale SceneComposer::scaleFor(const std::shared_ptr<const engine::Trajectories>& trajectories) {
    if (trajectories == m_trajectories)
        return m_scale;
    m_trajectories = trajectories;
    m_scale = {};
    if (trajectories && trajectories->levels() > 0) {
        m_scale.topSpeed = float(roundedUp(double(trajectories->typicalTopSpeed())));
        if (trajectories->isWeighted())
            m_scale.topGrowth = float(roundedUp(double(trajectories->typicalTopGrowth())));
    }
    return m_scale;
}

SceneState SceneComposer::compose(const Project& project, const SceneResults& results, const SceneTheme& theme,
                                  double time, const SceneExtras& extras) {
    using Glyph = LegendEntry::Glyph;
    const engine::Dataset& data = project.dataset;
    const ViewChoices& view = project.view;
    SceneState state;
    state.dimension = data.dimension() > 2 ? 3 : 2;
    state.bounds = bounds(data);
    if (view.camera)
        state.camera = cameraPose(*view.camera);
    state.theme = theme;
    state.time = time;

    const std::vector<Shown> shown = shownSnapshots(project, theme.dark, extras);
    for (const Shown& s : shown)
        state.snapshots.push_back({s.snapshot->points, s.color, s.snapshot->heldOut, s.opacity});
    state.axes = {view.layers.axes, data.axisNames};
    state.showLegend = view.layers.legend;
    if (state.showLegend)
        state.legend = snapshotEntries(project, shown, extras);

    const double range = data.isEmpty() ? 0 : data.lastTime() - data.firstTime();
    MotionView& motion = state.motion;
    const auto add = [&state](Glyph glyph, std::string text, std::vector<Color> colors) {
        LegendEntry e;
        e.glyph = glyph;
        e.text = std::move(text);
        e.colors = std::move(colors);
        state.legend.push_back(std::move(e));
    };
    if (results.trajectories && results.trajectories->levels() > 0) {
        motion.trajectories = results.trajectories;
        motion.particles = view.layers.particles;
        motion.trails = view.layers.trails;
        motion.coloring = state.dimension > 2 ? ParticleColoring::BySpeed : ParticleColoring::Plain;
        motion.trailDuration = view.secondsPerPass > 0 ? view.trailSeconds * range / view.secondsPerPass : 0;
        const SceneScale own = scaleFor(results.trajectories), scale = results.scale.value_or(own);
        motion.topSpeed = scale.topSpeed;
        motion.topGrowth = own.topGrowth > 0 ? scale.topGrowth : 0;
        if (motion.particles && state.showLegend) {
            if (motion.coloring == ParticleColoring::Plain)
                add(Glyph::Dot, "Particles", {theme.particle});
            else
                add(Glyph::Dots, "Particles, slow to fast", lampSteps(theme.dark));
        }
    }
    if (results.field && view.layers.velocity && state.dimension == 2) {
        state.velocity.field = results.field;
        state.velocity.speedPerArrow = niceAbove(double(motion.topSpeed) / 2.2);
        if (state.showLegend)
            add(Glyph::Arrow,
                "Velocity, " + std::to_string(int(kArrowPixels)) +
                    " px = " + numberText(state.velocity.speedPerArrow, 1) + " length / " + unit(data),
                {});
    }
    const auto addBar = [&state](std::string text, Palette palette, double low, double high) {
        LegendEntry bar;
        bar.glyph = Glyph::Bar;
        bar.text = std::move(text);
        bar.palette = palette;
        bar.low = low == 0 ? "0" : numberText(low, 2);
        bar.middle = low + high == 0 ? "0" : numberText((low + high) / 2, 2);
        bar.high = numberText(high, 2);
        state.legend.push_back(std::move(bar));
    };
    if (motion.trajectories && state.showLegend) {
        const bool grows = motion.topGrowth > 0, speedTrails = motion.trails && !grows && motion.trajectories->smooth;
        if (grows && motion.particles)
            add(Glyph::Weights, "Weight \302\274, 1, 3", {theme.particle});
        if (motion.trails && !grows && !motion.trajectories->smooth)
            add(Glyph::Line, "Trails", {theme.particle});
        if (speedTrails || (motion.particles && motion.coloring == ParticleColoring::BySpeed))
            addBar("Speed, length / " + unit(data), Palette::Lamp, 0, double(motion.topSpeed));
        if (grows && motion.trails)
            addBar("Growth, 1 / " + unit(data), Palette::Growth, -double(motion.topGrowth), double(motion.topGrowth));
    }
    if (extras.title)
        state.caption.title = data.title;
    if (extras.clock && !data.isEmpty())
        state.caption.clock = timeText(data, time);
    return state;
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
