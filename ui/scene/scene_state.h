#pragma once

#include "engine/data/point_set.h"
#include "engine/trajectory/field_samples.h"
#include "engine/trajectory/trajectories.h"
#include "ui/scene/color_map.h"
#include "ui/scene/scene_theme.h"
#include "ui/scene/view_transform.h"

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

enum class ParticleColoring { Plain, BySpeed };

/// The moving particles and their trails.
struct MotionView {
    std::shared_ptr<const engine::Trajectories> trajectories; ///< null: nothing moves yet
    bool particles = true;
    bool trails = true;
    ParticleColoring coloring = ParticleColoring::Plain;
    double trailDuration = 0.2; ///< in the data's time
    bool backward = false;      ///< time runs backward: trails lie on the other side
    float topSpeed = 1;         ///< upper end of the speed colours; see Trajectories::typicalTopSpeed
    float topGrowth = 0;        ///< both ends of the growth colours, which weighted trails take; 0: none
};

/// Arrows of the learned velocity, in two dimensions.
struct VelocityView {
    std::shared_ptr<const engine::FieldSamples> field; ///< null: none
    double speedPerArrow = 1;                          ///< an arrow of kArrowPixels stands for this speed
};
inline constexpr float kArrowPixels = 20;

/// Names on the axes; empty ones become x₁, x₂, x₃.
struct AxesView {
    bool visible = true;
    std::vector<std::string> names;
};

/// One line of the legend, or a colour bar with both ends and the middle.
struct LegendEntry {
    enum class Glyph { Dots, Dot, Ring, Arrow, Line, Bar, Weights };
    Glyph glyph = Glyph::Dot;
    std::string text;          ///< quantity and unit
    std::vector<Color> colors; ///< of the glyph; several for Dots
    Palette palette = Palette::Lamp;
    std::string low, middle, high; ///< of a bar
    bool operator==(const LegendEntry&) const = default;
};

/// Words on the picture, for files and the presenter.
struct CaptionView {
    std::string title, subtitle; ///< top left
    std::string clock;           ///< top right
    bool operator==(const CaptionView&) const = default;
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
    Color color;                         ///< of stroke and ghosts
    bool isEmpty() const {
        return !brush && !box && lasso.empty() && stroke.empty() && ghosts.cols() == 0 && selected.cols() == 0;
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

    SceneTheme theme = darkTheme();
    SceneSizes sizes;
    SceneLimits limits;
    double pixelRatio = 1; ///< physical pixels in a logical one

    std::vector<SnapshotView> snapshots;
    MotionView motion;
    VelocityView velocity;
    AxesView axes;
    bool showLegend = true;
    std::vector<LegendEntry> legend;
    CaptionView caption;
    OverlayView overlay;
    bool orientationCube = true; ///< in three dimensions
    float topInset = 0; ///< height at the top that something else lies over: legend, names and cube keep clear of it

    double time = 0; ///< of particles, trails and arrows, in the data's time
    /// Seconds of any one clock. When the trajectories are replaced by newer ones, the old positions blend into the new
    /// over `blendSeconds`; 0 swaps at once.
    double now = 0;
    double blendSeconds = 0;
};

} // namespace ui
