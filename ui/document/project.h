#pragma once

#include "engine/data/dataset.h"
#include "engine/training/checkpoint.h"
#include "engine/training/training_settings.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// One training of the document's data: its settings and, once it has run, where it stands.
struct Run {
    int id = 0;
    std::string name;
    engine::TrainingSettings settings;
    std::shared_ptr<const engine::Checkpoint> checkpoint; ///< null before the first training
    bool operator==(const Run&) const = default;
};

/// Which layers the stage draws, and how.
struct LayerChoices {
    bool snapshots = true;
    bool particles = true;
    bool trails = true;
    bool velocity = false;
    bool axes = true;
    bool legend = true;
    bool operator==(const LayerChoices&) const = default;
};

/// Choices about the view that belong to the document. Camera, selection and playback are not undoable; the camera is
/// stored so that a project opens as it was left.
struct ViewChoices {
    LayerChoices layers;
    int particleCount = 500;
    double trailSeconds = 0.9; ///< of playback at speed 1
    double secondsPerPass = 4; ///< playback of the whole time range at speed 1
    struct Camera {
        std::array<double, 3> position{}, focus{}, up{};
        double parallelScale = 0;
        bool perspective = false;
        bool operator==(const Camera&) const = default;
    };
    std::optional<Camera> camera; ///< empty: fit everything
    bool operator==(const ViewChoices&) const = default;
};

/// The document: data, runs and view choices. A cheap value whose big parts are shared, so that undo keeps whole
/// projects. Never holds anything of a window.
struct Project {
    engine::Dataset dataset;
    std::vector<Run> runs = {Run{}};
    ViewChoices view;

    const Run& run() const { return runs.front(); }
    Run& run() { return runs.front(); }
    bool operator==(const Project&) const = default;
};

} // namespace ui
