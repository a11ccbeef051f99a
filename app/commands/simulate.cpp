#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/data/principal_components.h"
#include "engine/data/sampling.h"
#include "engine/io/snapshot_table.h"
#include "engine/session/stage_motion.h"
#include "engine/trajectory/integrator.h"
#include "engine/trajectory/resampling.h"
#include "engine/trajectory/trajectories_file.h"
#include "engine/trajectory/trajectories_vtk.h"

#include <algorithm>
#include <chrono>

namespace app {

using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::Points;
using engine::Real;
using engine::RowVector;
using engine::Snapshot;
using engine::Trajectories;

namespace {

constexpr std::uint64_t kDrawStream = 0x51a1; ///< of the seed, for the particles that are drawn

/// Particles before they move.
struct Start {
    Real time;
    Points points;
    RowVector weights;                        ///< empty: all 1
    std::vector<engine::TableColumn> columns; ///< what else the points have: it goes along into what is written
};

/// So many of the points, drawn; with their columns.
void draw(Start& start, const Snapshot& from, Index count, engine::Rng& rng) {
    const std::vector<Index> drawn = engine::drawIndices(from, count, rng);
    start.points = Points(start.points(Eigen::all, drawn));
    start.columns = engine::selectedRows(start.columns, drawn);
}

engine::IntegrationSettings settingsFrom(const Arguments& arguments, const engine::ActionModel& model) {
    engine::IntegrationSettings settings;
    if (const auto solver = arguments.text("solver"))
        settings.solver = engine::solverNamed(*solver);
    if (const auto step = arguments.positive("step"))
        settings.step = *step / model.normalization.duration;
    settings.noise = arguments.number("noise");
    settings.resample = arguments.has("resample");
    settings.seed = arguments.seed("seed").value_or(0);
    return settings;
}

/// Where --start-points are at: the one time in the file, else --start, else the first.
Start startFromFile(const std::string& file, const Arguments& arguments, const Dataset& dataset, Console& console) {
    const PointTable table = readPoints(file, dataset, arguments, console);
    Start start{arguments.number("start").value_or(dataset.firstTime()), table.points, {}, table.columns};
    if (table.times.size() == 0)
        return start;
    if (!(table.times.array() == table.times[0]).all())
        throw Error(ErrorCode::UnusableInput, file + " has points of several times.",
                    "All particles start together: keep the points of one time.");
    if (const auto typed = arguments.number("start"); typed && *typed != table.times[0])
        throw Error(ErrorCode::InvalidArgument,
                    "--start " + engine::shortNumber(*typed) + ": the points in " + file + " are of time " +
                        engine::shortNumber(table.times[0]) + ".",
                    "Leave --start out.");
    start.time = table.times[0];
    return start;
}

Start startFrom(const Arguments& arguments, const Dataset& dataset, Console& console) {
    if (dataset.isEmpty())
        throw Error(ErrorCode::UnusableInput, "The project has no snapshots to start from.", "Give --start-points.");
    const auto count = arguments.integer("particles", 1, 100'000'000);
    engine::Rng rng(arguments.seed("seed").value_or(0), kDrawStream);
    if (const auto file = arguments.text("start-points")) {
        Start start = startFromFile(*file, arguments, dataset, console);
        if (count) {
            Snapshot all;
            all.points = engine::PointSet(start.points);
            draw(start, all, *count, rng);
        }
        return start;
    }
    const auto typed = arguments.number("start");
    const Snapshot& snapshot =
        typed ? dataset.snapshots[snapshotAt(dataset, *typed, "start")] : engine::firstTrainingSnapshot(dataset);
    Start start{snapshot.time, snapshot.points.points(), {}, engine::attributeColumns(dataset, snapshot.points)};
    if (count) // drawn by weight, so that each stands for as much as any other
        draw(start, snapshot, *count, rng);
    else
        start.weights = snapshot.points.weights();
    return start;
}

void noteExtrapolation(const engine::ActionModel& model, Real start, Real end, Console& console) {
    const Real slack = 1e-9 * (model.lastTime() - model.firstTime());
    if (std::min(start, end) < model.firstTime() - slack || std::max(start, end) > model.lastTime() + slack)
        console.note("The simulation leaves the times the network was trained on, " +
                     engine::shortNumber(model.firstTime()) + " to " + engine::shortNumber(model.lastTime()) +
                     ": what it does there is a guess.");
}

Real effectiveSampleSizeAt(const Trajectories& trajectories, int level) {
    if (trajectories.logWeights.empty())
        return Real(trajectories.particles());
    return engine::effectiveSampleSize(trajectories.logWeights[std::size_t(level)].cast<Real>());
}

/// Told in the coordinates that principal components were computed from.
Trajectories restored(Trajectories moved, const engine::PrincipalComponents& components) {
    const Eigen::MatrixXf directions = components.directions.cast<float>();
    for (Eigen::MatrixXf& positions : moved.positions)
        positions = components.toCoordinates(positions.cast<Real>()).cast<float>();
    for (Eigen::MatrixXf& velocities : moved.velocities)
        velocities = (directions * velocities).eval();
    return moved;
}

bool isVtk(const std::string& path) { return hasSuffix(path, ".vtp") || hasSuffix(path, ".pvd"); }

void requireKnownEnding(const std::string& path) {
    if (!isVtk(path) && !hasSuffix(path, ".csv") && !hasSuffix(path, ".npz"))
        throw Error(ErrorCode::InvalidArgument, "Particles cannot be written as " + path + ".",
                    "Use one of the endings .csv, .npz, .vtp, .pvd.");
}

void run(const Arguments& arguments, Console& console) {
    const std::string output = *arguments.text("output");
    requireKnownEnding(output);
    const int frames = int(arguments.integer("frames", 2, 100'000).value_or(61));
    const TrainedProject trained = readTrained(arguments.operands().front());
    const Dataset& dataset = trained.project.dataset;
    engine::IntegrationSettings settings = settingsFrom(arguments, *trained.model);
    const Start start = startFrom(arguments, dataset, console);
    const Real end =
        arguments.number("end").value_or(start.time < dataset.lastTime() ? dataset.lastTime() : dataset.firstTime());
    if (end == start.time)
        throw Error(ErrorCode::InvalidArgument,
                    "--end " + engine::shortNumber(end) + ": the particles start at this time.",
                    "Choose an earlier or a later one.");
    noteExtrapolation(*trained.model, start.time, end, console);
    settings.startWeights = start.weights;
    const engine::Solver solver = engine::solverFor(*trained.model, settings, end < start.time);
    requireWritable(output);

    engine::WorkerPool pool(threadsFrom(arguments));
    const auto begin = std::chrono::steady_clock::now();
    const Trajectories moved = [&] {
        Progress progress(console, "Moving particles");
        return engine::integrate(*trained.model, pool, start.points, engine::evenTimes(start.time, end, frames),
                                 settings, console.stop(), [&](double part) { progress.update(part); });
    }();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;

    const bool isMeasured = arguments.has("measured") && dataset.components;
    const std::vector<std::string> axes = isMeasured ? dataset.components->names : dataset.axisNames;
    const Trajectories written = isMeasured ? restored(moved, *dataset.components) : moved;
    if (isVtk(output))
        engine::writeVtkTrajectories(written, output, axes, start.columns);
    else
        engine::writeTrajectories(written, output, axes, start.columns);
    console.json = {{"particles", start.points.cols()},
                    {"frames", frames},
                    {"start", start.time},
                    {"end", end},
                    {"solver", std::string(engine::name(solver))},
                    {"effective_sample_size", effectiveSampleSizeAt(moved, start.time < end ? frames - 1 : 0)},
                    {"resampled", !moved.resampledAfter.empty()},
                    {"seconds", spent.count()},
                    {"output", output}};
    console.result("Moved " + std::to_string(start.points.cols()) + " particles from " +
                   engine::shortNumber(start.time) + " to " + engine::shortNumber(end) + " and wrote " +
                   std::to_string(frames) + " frames to " + output);
}

} // namespace

Command simulateCommand() {
    Command command;
    command.name = "simulate";
    command.operands = "P.kino -o F";
    command.summary = "moves particles along the learned velocity; writes .csv, .npz, .vtp or .pvd";
    command.options = {
        {"output", "F", "the file to write", 'o'},
        {"start", "TIME", "start from the snapshot at this time (default: the first)"},
        {"start-points", "F.csv", "start from these points, at the time in their column of times or at --start"},
        {"end", "TIME", "until when; earlier than the start moves backward (default: the last snapshot)"},
        {"particles", "N", "so many, drawn from the start's points (default: all of them)"},
        {"frames", "N", "times at which they are written, both ends included (default 61)"},
        {"solver", "rk4|dopri5|euler|heun|euler-maruyama|stochastic-heun",
         "default rk4; with noise stochastic-heun, or euler-maruyama"},
        {"step", "H",
         "of the solvers with a fixed step, in the data's time (default a hundredth of it, half that with noise)"},
        {"noise", "E", "another noise level than the trained one; 0 for smooth motion (eam with its pair)"},
        {"resample", "", "draw particles anew by weight whenever their effective number falls below half"},
        {"measured", "", "principal components are written as the coordinates they were computed from"},
        {"time", "COLUMN", "of F.csv: column with the times (default: guessed)"},
        {"coordinates", "A,B[,C...]", "of F.csv: columns with the coordinates (default: guessed)"},
    };
    command.leastOperands = command.mostOperands = 1;
    command.required = {"output"};
    command.example = "kinetoscope train example:split --steps 300 -o split.kino && "
                      "kinetoscope simulate split.kino --particles 200 -o particles.csv";
    command.details =
        "CSV: particle,t,x,y[,z...],weight. NPZ: arrays t, x, v, weight. VTP: one line a particle, with t,\n"
        "weight and velocity. PVD: a series of VTP files, one for each frame, in a folder beside it.\n"
        "Labels, ids and other columns of the points at the start go along in all of them.\n"
        "With noise (eam, euam) every seed gives other paths. Motion backward with noise, and levels other than the\n"
        "trained one, need the pair: the network with noise and the one without, of the same path.";
    command.run = run;
    return command;
}

} // namespace app
