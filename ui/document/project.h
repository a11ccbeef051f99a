#pragma once

#include "engine/data/dataset.h"
#include "engine/training/checkpoint.h"
#include "engine/training/training_settings.h"

#include <algorithm>
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
    std::shared_ptr<const engine::Checkpoint> checkpoint = {}; ///< null before the first training
    /// Level of the noise that particles are shown with, in data units; empty: the trained one. Needs the pair (§2).
    std::optional<double> noise = {};
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
    std::vector<Run> runs = {Run{}}; ///< one to kMostRuns, each shown in a pane of its own
    ViewChoices view;
    int activeRun = 0; ///< number of the run a person works on; like the camera stored, but no edit

    static constexpr std::size_t kMostRuns = 4;

    /// What inspector, charts and export are about; the first where no run has that number.
    const Run& run() const { return runs[activeIndex()]; }
    Run& run() { return runs[activeIndex()]; }
    const Run* find(int id) const {
        const auto found = std::find_if(runs.begin(), runs.end(), [id](const Run& run) { return run.id == id; });
        return found == runs.end() ? nullptr : &*found;
    }
    /// The active run where it has learned something, otherwise the first that has; null when none has.
    const Run* trainedRun() const {
        if (run().checkpoint)
            return &run();
        const auto found = std::find_if(runs.begin(), runs.end(), [](const Run& run) { return bool(run.checkpoint); });
        return found == runs.end() ? nullptr : &*found;
    }
    std::size_t activeIndex() const {
        const Run* active = find(activeRun);
        return active ? std::size_t(active - runs.data()) : 0;
    }
    bool operator==(const Project&) const = default;
};

} // namespace ui
