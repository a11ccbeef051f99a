#pragma once

#include "engine/data/dataset.h"
#include "engine/data/outlines.h"
#include "engine/training/checkpoint.h"
#include "engine/training/training_settings.h"
#include "engine/trajectory/plane_samples.h"
#include "ui/document/projection.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// One training of the document's data: its settings and, once it has run, where it stands. Or a stored one, which is
/// compared with.
struct Run {
    int id = 0;
    std::string name;
    engine::TrainingSettings settings;
    std::shared_ptr<const engine::Checkpoint> checkpoint = {}; ///< null before the first training
    /// Level of the noise that particles are shown with, in data units; empty: the trained one. Needs the pair (§2).
    std::optional<double> noise = {};
    /// What was trained elsewhere, or kept as it was: shown, never trained. It has a checkpoint, and its settings.
    bool stored = false;
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
    bool field = false;       ///< a quantity of the model as colour
    bool density = false;     ///< of the particles
    bool streams = false;     ///< streamlines of the velocity
    bool unreached = false;   ///< hatches where no particle comes
    bool truth = false;       ///< arrows of the true velocity, where it is known
    bool sparks = true;       ///< where weights grow and vanish, of methods with growth
    bool overlay = true;      ///< lines of a map below the data, where the project has some
    bool operator==(const LayerChoices&) const = default;
};

enum class DensityStyle { Heat, Contours, Both };
enum class StreamStyle { Lines, Moving };
enum class ArrowPlaces { Grid, Particles };
enum class TrailSide { Past, Future, Both };
/// What particles are coloured by.
enum class ParticleColors {
    Automatic, ///< plain in two dimensions, by speed in three
    Speed,
    Weight,
    Density,    ///< of the particles around each: how likely it is where it is
    Start,      ///< where each started, along the longer side of the first snapshot
    Column,     ///< a column of the data, as of the point each started from
    Likelihood, ///< log density of the population where each is, by the model
};

/// How layers are drawn that can be drawn in several ways. Opacities: 0 … 1 of the usual ones.
struct LayerStyles {
    engine::PlaneQuantity field = engine::PlaneQuantity::Action;
    bool fieldContours = true;
    bool relief = false; ///< the field as a surface one can walk around
    DensityStyle density = DensityStyle::Both;
    StreamStyle streams = StreamStyle::Moving;
    ArrowPlaces arrows = ArrowPlaces::Grid;
    TrailSide trails = TrailSide::Past;
    ParticleColors colors = ParticleColors::Automatic;
    std::string colorColumn; ///< name of the column, for Column
    /// Whether Trajectories::logDensities are needed.
    bool wantLikelihood() const { return colors == ParticleColors::Likelihood; }
    struct Opacities {
        double snapshots = 1, particles = 1, trails = 1, velocity = 1, field = 1, density = 1, streams = 1, overlay = 1;
        bool operator==(const Opacities&) const = default;
    } opacity;
    bool operator==(const LayerStyles&) const = default;
};

/// Choices about the view that belong to the document. Camera, selection and playback are not undoable; the camera is
/// stored so that a project opens as it was left.
struct ViewChoices {
    LayerChoices layers;
    LayerStyles styles;
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
    bool orthographic = false;    ///< space is seen without vanishing point, wherever the camera is; no edit either
    /// A place to look from that a person has kept. Where the camera is among these is no edit, the list is one.
    struct SavedView {
        std::string name;
        Camera camera;
        int dimension = 2; ///< of the picture it was taken of, 2 or 3: it means nothing in one of the other
        bool operator==(const SavedView&) const = default;
    };
    std::vector<SavedView> savedViews = {};
    static constexpr std::size_t kMostSavedViews = 9; ///< one for every digit
    /// Which part of space is shown; empty, or of data of another dimension: Projection::standard.
    std::optional<Projection> projection = {};
    /// Whether a model's PlaneSamples are needed.
    bool wantPlane() const {
        return layers.truth || (layers.field && !engine::isBetweenModels(styles.field));
    }
    bool operator==(const ViewChoices&) const = default;
};

/// The document: data, runs and view choices. A cheap value whose big parts are shared, so that undo keeps whole
/// projects. Never holds anything of a window.
struct Project {
    engine::Dataset dataset;
    std::vector<Run> runs = {Run{}}; ///< one to kMostRuns, each shown in a pane of its own; one at least trains
    ViewChoices view;
    int activeRun = 0; ///< number of the run a person works on; like the camera stored, but no edit
    std::vector<std::shared_ptr<const engine::Outlines>> overlays = {}; ///< lines of maps, drawn below the data

    static constexpr std::size_t kMostRuns = 4;

    /// What inspector, charts and export are about; the first where no run has that number.
    const Run& run() const { return runs[activeIndex()]; }
    Run& run() { return runs[activeIndex()]; }
    /// The active run where it trains, otherwise the first that does.
    Run& trainingRun() {
        return run().stored ? *std::find_if(runs.begin(), runs.end(), [](const Run& r) { return !r.stored; }) : run();
    }
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
    /// What the stage shows of the data's space.
    Projection projection() const {
        const int dimension = dataset.dimension();
        return view.projection && view.projection->dimension() == dimension ? *view.projection
                                                                            : Projection::standard(dimension);
    }
    bool operator==(const Project&) const = default;
};

} // namespace ui
