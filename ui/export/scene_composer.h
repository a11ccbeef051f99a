#pragma once

#include "ui/document/project.h"
#include "ui/export/scene_projector.h"
#include "ui/scene/scene_state.h"

#include <memory>
#include <optional>

namespace ui {

/// Ends of the colours. Units: data units.
struct SceneScale {
    float topSpeed = 1, topGrowth = 0; ///< growth: 0 where there is none
    double topDensity = 0;             ///< 0: nobody asks
    double sparkWeight = 0;            ///< of births and deaths, see SparkView; 0 where there are none
    engine::PlaneSamples::Range field = {0, 0};
    engine::PlaneSamples::Range likelihood = {0, 0}; ///< log densities; both 0: not known
};
SceneScale common(const SceneScale& a, const SceneScale& b);

/// What a model makes of the data, to be shown. Null parts are not shown.
struct SceneResults {
    std::shared_ptr<const engine::Trajectories> trajectories;
    std::shared_ptr<const engine::FieldSamples> field;
    std::shared_ptr<const engine::PlaneSamples> plane = {};
    std::shared_ptr<const engine::PlaneSamples> apart = {}; ///< what differs from the first of several pictures
    std::optional<SceneScale> scale = {}; ///< of several pictures beside each other; empty: as this one needs it
};

/// A held-out snapshot on its way over the prediction.
struct RevealedSnapshot {
    std::size_t snapshot = 0;
    double part = 1; ///< 0: not to be seen yet, 1: all of it
    bool operator==(const RevealedSnapshot&) const = default;
};

/// What is shown beyond the project's own choices.
struct SceneExtras {
    /// The snapshot being drawn: it alone is bright, its neighbours shine through as onion skin, others are left out.
    /// What the model moves stays in sight: it answers to every stroke.
    std::optional<std::size_t> edited;
    int onionSkin = 1; ///< neighbours on each side
    std::optional<RevealedSnapshot> revealed = {}; ///< the others step back
    std::optional<SceneBounds> room = {}; ///< of the stage at least: it does not shrink to a first stroke
    bool title = false, clock = false;
    bool operator==(const SceneExtras&) const = default;
};

/// Turns a project and a model's results into the state of a scene. The window and the file renderer both use it, so
/// that the file shows what the screen shows.
///
/// Remembers what is costly to find out (bounds, top speed) as long as the data stay the same: keep one.
/// Thread: one at a time.
class SceneComposer {
public:
    /// Units: `time` as in the data. The camera of the project is set where it has one.
    SceneState compose(const Project& project, const SceneResults& results, const SceneTheme& theme, double time,
                       const SceneExtras& extras = {});

    /// The scale these results need by themselves, for the layers the project shows.
    SceneScale scaleFor(const Project& project, const SceneResults& results);

    /// The running time as a clock shows it, always with as many decimals: "t 0.62 day".
    static std::string timeText(const engine::Dataset& dataset, double time);

private:
    SceneBounds bounds(const std::vector<engine::PointSet>& clouds, int dimension);

    SceneProjector m_projector;
    std::vector<std::shared_ptr<const engine::PointChunk>> m_chunks;
    int m_boundsDimension = 0;
    SceneBounds m_bounds;
    std::shared_ptr<const engine::Trajectories> m_trajectories;
    std::shared_ptr<const engine::PlaneSamples> m_plane; ///< that the range of the field is of
    engine::PlaneQuantity m_quantity = engine::PlaneQuantity::Action;
    int m_aim = 0; ///< of the projector, for which the scale was found
    SceneScale m_scale;
};

/// The camera as a project stores it, and back.
ViewChoices::Camera storedCamera(const CameraPose& pose);
CameraPose cameraPose(const ViewChoices::Camera& camera);

} // namespace ui
