#pragma once

#include "ui/document/project.h"
#include "ui/scene/scene_state.h"

#include <memory>
#include <optional>

namespace ui {

/// Upper ends of the colours: speed, and growth where there is any (0: none). Units: data units.
struct SceneScale {
    float topSpeed = 1, topGrowth = 0;
};

/// What a model makes of the data, to be shown. Null parts are not shown.
struct SceneResults {
    std::shared_ptr<const engine::Trajectories> trajectories;
    std::shared_ptr<const engine::FieldSamples> field;
    std::optional<SceneScale> scale = {}; ///< of several pictures beside each other; empty: as this one needs it
};

/// What is shown beyond the project's own choices.
struct SceneExtras {
    /// The snapshot being drawn: it alone is bright, its neighbours shine through as onion skin, others are left out.
    /// What the model moves stays in sight: it answers to every stroke.
    std::optional<std::size_t> edited;
    int onionSkin = 1; ///< neighbours on each side
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

    /// The scale these trajectories need by themselves.
    SceneScale scaleFor(const std::shared_ptr<const engine::Trajectories>& trajectories);

    /// The running time as a clock shows it, always with as many decimals: "t 0.62 day".
    static std::string timeText(const engine::Dataset& dataset, double time);

private:
    SceneBounds bounds(const engine::Dataset& dataset);

    std::vector<std::shared_ptr<const engine::PointChunk>> m_chunks;
    SceneBounds m_bounds;
    std::shared_ptr<const engine::Trajectories> m_trajectories;
    SceneScale m_scale;
};

/// The camera as a project stores it, and back.
ViewChoices::Camera storedCamera(const CameraPose& pose);
CameraPose cameraPose(const ViewChoices::Camera& camera);

} // namespace ui
