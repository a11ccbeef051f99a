#pragma once

#include "engine/data/outlines.h"
#include "engine/data/point_set.h"
#include "engine/trajectory/field_samples.h"
#include "engine/trajectory/plane_samples.h"
#include "engine/trajectory/trajectories.h"
#include "ui/scene/color_map.h"
#include "ui/scene/scene_theme.h"
#include "ui/scene/view_transform.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// One snapshot on the stage.
struct SnapshotView {
    engine::PointSet points;
    Color color;
    bool hollow = false;   ///< held out: rings instead of dots
    float opacity = 0.74F; ///< fainter as onion skin
};

enum class ParticleColoring {
    Plain,
    BySpeed,
    ByWeight,
    ByDensity,    ///< of the particles at their own places; in two dimensions
    ByValue,      ///< of `MotionView::values`
    ByLikelihood, ///< log density of the population where they are, from the trajectories
};

/// The moving particles and their trails. Rows of the positions that the picture has no axis for count for speeds only.
struct MotionView {
    std::shared_ptr<const engine::Trajectories> trajectories; ///< null: nothing moves yet
    bool particles = true;
    bool trails = true;
    ParticleColoring coloring = ParticleColoring::Plain;
    double trailDuration = 0.2; ///< in the data's time
    double trailAhead = 0;      ///< how long trails reach into the future, likewise
    bool backward = false;      ///< time runs backward: trails lie on the other side
    float topSpeed = 1;         ///< upper end of the speed colours; see Trajectories::typicalTopSpeed
    float topGrowth = 0;        ///< both ends of the growth colours, which weighted trails take; 0: none
    int coordinates = 0;        ///< changes when positions are told in others: nothing blends from one to the next
    float opacity = 1, trailOpacity = 1;
    /// One number a particle, 0 … 1 on `palette`, or negative where there is none; for ByValue. Shape: 1×n.
    std::shared_ptr<const Eigen::RowVectorXf> values;
    Palette palette = Palette::Viridis;
    double topDensity = 1; ///< upper end of the colours by density
    float lowLikelihood = 0, highLikelihood = 1; ///< ends of the colours by likelihood
};

/// Trails of random motion have one colour: along them the distance covered says nothing about the speed.
inline Color randomTrailColor(bool dark) { return colorMap(Palette::Lamp, dark).at(0.62); }

/// Arrows of the learned velocity: on a grid in two dimensions, or at particles.
struct VelocityView {
    std::shared_ptr<const engine::FieldSamples> field; ///< null: none on a grid
    bool learned = true; ///< on the grid; false: only the true ones
    bool atParticles = false;
    double speedPerArrow = 1; ///< an arrow of kArrowPixels stands for this speed
    float opacity = 1;
    /// Arrows of the true velocity beside them; null: none.
    std::shared_ptr<const engine::PlaneSamples> truth;
};
inline constexpr float kArrowPixels = 20;
/// Of true arrows: cool, as what was measured.
inline Color trueArrowColor(bool dark) { return snapshotColor(2, 6, dark); }

/// A quantity of the model as the colour of the plane, in two dimensions, faded out where particles never come.
struct FieldView {
    std::shared_ptr<const engine::PlaneSamples> samples; ///< null: none
    engine::PlaneQuantity quantity = engine::PlaneQuantity::Action;
    Palette palette = Palette::Viridis;
    float low = 0, high = 1; ///< ends of the colours
    bool contours = true;
    float opacity = 1;
    /// As a surface over the plane: what the range of the colours rises by, in data units; 0: flat.
    double height = 0;
};

/// Opacity of the colours of a plane on either stage.
inline float fieldOpacity(const FieldView& field, bool dark) { return (dark ? 0.78F : 0.85F) * field.opacity; }
/// Part of it for a signed quantity, at a place 0 … 1 on its colours: little is left at zero, for the eye goes to where
/// something happens.
inline float signedOpacity(float part) {
    constexpr float kZero = 0.22F;
    return kZero + (1 - kZero) * std::min(1.0F, 2 * std::abs(2 * part - 1));
}

/// How densely particles lie, by kernels on each, in two dimensions.
struct DensityView {
    bool heat = false, contours = false;
    bool hatched = false; ///< marks where no particle is near at the moment: the model is not constrained there
    double top = 1;       ///< upper end of the colours
    float opacity = 1;
};

/// Streamlines of the velocity of the moment, in two dimensions.
struct StreamView {
    std::shared_ptr<const engine::FieldSamples> field; ///< null: none
    bool moving = false; ///< short pieces that run along them, by SceneState::now, as wind on a map
    double topSpeed = 1;
    float opacity = 1;
};

/// Where weights grow and vanish: widening rings and closing ones.
struct SparkView {
    bool shown = false;
    double weight = 0;   ///< one spark stands for so much, in units of the mean weight at the start; 0: none
    double lifetime = 0; ///< of a spark, in the data's time
    float opacity = 1;
};

/// Lines of a map below the data.
struct OutlineView {
    std::shared_ptr<const engine::Outlines> lines;
    Eigen::Matrix2d toPicture = Eigen::Matrix2d::Identity(); ///< from (longitude, latitude) to the picture's first axes
    float opacity = 1;
    bool operator==(const OutlineView&) const = default;
};
/// Quiet: the lines only say where one is.
inline Color outlineColor(const SceneTheme& theme) { return theme.textSecondary.withAlpha(0.6F); }

/// A place somebody asked about, with the paths through it.
struct ProbeView {
    Eigen::Vector3d place = Eigen::Vector3d::Zero(); ///< data units
    std::string name;                                ///< empty: a population, whose place is not marked
    std::shared_ptr<const engine::Trajectories> future, past; ///< null: not known
};

/// Names on the axes; empty ones become x₁, x₂, x₃.
struct AxesView {
    bool visible = true;
    std::vector<std::string> names;
};

/// One line of the legend, or a colour bar with both ends and the middle.
struct LegendEntry {
    enum class Glyph { Dots, Dot, Ring, Arrow, Line, Bar, Weights, Hatch, Births, Deaths };
    Glyph glyph = Glyph::Dot;
    std::string text;          ///< quantity and unit
    std::vector<Color> colors; ///< of the glyph; several for Dots
    Palette palette = Palette::Lamp;
    std::string low, middle, high; ///< of a bar
    /// How the colours of a bar lie over the stage.
    float opacity = 1;
    bool fadesAtZero = false;
    float opacityAt(float part) const { return fadesAtZero ? opacity * signedOpacity(part) : opacity; }
    bool operator==(const LegendEntry&) const = default;
};

/// Words on the picture, for files and the presenter.
struct CaptionView {
    std::string title, subtitle; ///< top left
    std::string clock;           ///< top right
    bool operator==(const CaptionView&) const = default;
};

/// What a line or handle over the data says by its colour; First to Third are the axes.
enum class OverlayTone { Quiet, Plain, Accent, Hot, First, Second, Third };

/// A line in space over the data, through all of them.
struct OverlayLine {
    std::vector<Eigen::Vector3d> points;
    OverlayTone tone = OverlayTone::Accent;
    float width = 1.25F; ///< logical pixels
    float opacity = 1;
    bool closed = false;
    bool filled = false; ///< faintly; convex ones only
};

/// Something to take hold of in space, of the same size wherever it is.
struct OverlayKnob {
    enum class Shape { Box, Tip };
    Eigen::Vector3d at;
    Eigen::Vector3d from; ///< a tip points away from it
    Shape shape = Shape::Box;
    OverlayTone tone = OverlayTone::Accent;
};

/// What a tool shows over the data. Units: data units unless said otherwise.
struct OverlayView {
    struct Brush {
        Eigen::Vector2d center;
        double radius = 0;
        double softness = 0; ///< 0 … 1: how far in the edge begins to fade
    };
    std::optional<Brush> brush;
    /// Corners of a selection box, with handles to move, scale and turn it by.
    std::optional<std::pair<Eigen::Vector2d, Eigen::Vector2d>> box;
    bool boxHandles = false;
    std::vector<Eigen::Vector2d> lasso;
    std::vector<Eigen::Vector2d> stroke; ///< where the brush went: a soft band of the brush's width
    engine::Points ghosts;               ///< points that are not there yet, d×n
    engine::Points selected;             ///< points to mark
    /// Axes of symmetry, from end to end: thin dashes.
    std::vector<std::pair<Eigen::Vector2d, Eigen::Vector2d>> guides;
    std::vector<OverlayLine> lines; ///< in three dimensions
    std::vector<OverlayKnob> knobs;
    Color color; ///< of stroke and ghosts
    bool isEmpty() const {
        return !brush && !box && lasso.empty() && stroke.empty() && ghosts.cols() == 0 && selected.cols() == 0 &&
               guides.empty() && lines.empty() && knobs.empty();
    }
};

/// Sizes of the theme. Units: logical pixels. Points and trails grow a little with the stage and shrink when there are
/// very many of them.
struct SceneSizes {
    float point = 3.0F;
    float particle = 3.6F;
    float trail = 1.6F;
    float axisText = 11;
    float legendText = 12;
    float captionText = 13;
    int trailSegments = 30;
    bool operator==(const SceneSizes&) const = default;
};

/// How much is drawn at most. What goes beyond is thinned evenly, and the scene says so in its report.
struct SceneLimits {
    engine::Index snapshotPoints = 100'000;
    engine::Index particles = 100'000;
    engine::Index trails = 1'000;
    /// From so many points on, a software renderer's are stamped into the picture by the processor; see DotRaster.
    engine::Index stampFrom = 5'000;
    bool operator==(const SceneLimits&) const = default;
};

/// Exactly what one frame shows: the window and the file draw the same picture from the same state. A cheap value; its
/// big parts are shared, and the scene recognises unchanged ones by their address.
struct SceneState {
    int dimension = 2; ///< 2: seen as a map; 3: in space
    SceneBounds bounds;
    std::optional<CameraPose> camera; ///< empty: everything in view
    bool orthographic = false;        ///< then of space without vanishing point

    SceneTheme theme = darkTheme();
    SceneSizes sizes;
    SceneLimits limits;
    double pixelRatio = 1; ///< physical pixels in a logical one

    std::vector<SnapshotView> snapshots;
    MotionView motion;
    VelocityView velocity;
    FieldView field;
    DensityView density;
    StreamView streams;
    SparkView sparks;
    std::vector<OutlineView> outlines;
    std::vector<ProbeView> probes;
    AxesView axes;
    bool showLegend = true;
    std::vector<LegendEntry> legend;
    CaptionView caption;
    OverlayView overlay;
    bool orientationCube = true; ///< in three dimensions
    float topInset = 0; ///< height at the top that something else lies over: legend, names and cube keep clear of it

    double time = 0; ///< of particles, trails and arrows, in the data's time
    /// Seconds of any one clock, by which moving streamlines run as well. When the trajectories are replaced by newer ones, the old positions blend into the new
    /// over `blendSeconds`; 0 swaps at once.
    double now = 0;
    double blendSeconds = 0;
};

} // namespace ui
