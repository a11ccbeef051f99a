#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "app/commands/train_options.h"
#include "engine/core/job_thread.h"
#include "engine/core/text.h"
#include "engine/training/training.h"
#include "ui/document/project_file.h"

#include <chrono>
#include <optional>
#include <thread>

namespace app {

using engine::Checkpoint;
using engine::Error;
using engine::ErrorCode;
using engine::Training;
using engine::TrainingSettings;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Going on exactly when nothing was changed and steps are left; otherwise from the same weights on a new schedule.
Training::Begin beginOf(const Checkpoint* checkpoint, const TrainingSettings& settings, bool dataChanged) {
    if (!checkpoint)
        return Training::Begin::Fresh;
    const TrainingSettings& before = checkpoint->settings;
    const bool isFinished = checkpoint->step >= checkpoint->firstStep + before.steps + before.refineSteps;
    return !isFinished && !dataChanged && settings == before ? Training::Begin::Continue : Training::Begin::WarmStart;
}

void waitUntilReady(Training& training, Console& console) {
    Progress progress(console, "Pairing points");
    while (!training.isReady()) {
        if (console.isInterrupted())
            throw Error(ErrorCode::Cancelled, "Interrupted before the first step: there is nothing to save.");
        progress.update(training.preparation());
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

/// All steps that are left, or up to the next when interrupted. Returns the failure that ended it, if one did.
std::optional<Error> trainToTheEnd(Training& training, Console& console) {
    Progress progress(console, "Training");
    engine::Trainer& trainer = *training.trainer();
    const std::int64_t first = trainer.stepsDone(), steps = trainer.totalSteps() - first;
    const auto start = Clock::now();
    try {
        while (!trainer.isFinished() && !console.isInterrupted()) {
            if (!training.isReady()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                continue;
            }
            training.step();
            const std::int64_t done = trainer.stepsDone() - first;
            if (done % 16 == 0 || done == steps)
                progress.update(double(done) / double(steps), "step " + std::to_string(trainer.stepsDone()) + " of " +
                                                                  std::to_string(trainer.totalSteps()) + "  " +
                                                                  shown(double(done) / secondsSince(start), 3) +
                                                                  " steps/s  loss " + shown(trainer.smoothedLoss()));
        }
    } catch (const Error& error) {
        return error;
    }
    return {};
}

void run(const Arguments& arguments, Console& console) {
    Input input = readInput(arguments.operands(), arguments, console);
    if (!input.understanding.empty())
        console.note((arguments.operands().size() == 1 ? arguments.operands().front() + ": " : "") +
                     input.understanding);
    if (input.isOverlay)
        throw Error(ErrorCode::UnusableInput,
                    arguments.operands().front() + " holds lines to draw below the data, no population.",
                    "Train on points seen at two or more times.");
    ui::Project& project = input.project;
    const engine::Dataset before = project.dataset;
    holdOut(arguments, project.dataset);
    project.dataset.requireTrainable();
    ui::Run& trained = project.trainingRun();
    trained.settings = settingsFrom(arguments, trained.settings);
    const std::string output = *arguments.text("output");
    requireWritable(output);

    engine::WorkerPool pool(threadsFrom(arguments));
    engine::JobThread jobs;
    const auto begin = beginOf(trained.checkpoint.get(), trained.settings, !(before == project.dataset));
    Training training(std::make_shared<const engine::Dataset>(project.dataset), trained.settings, pool, jobs, begin,
                      trained.checkpoint);
    if (!training.source().note().empty())
        console.note(training.source().note());
    waitUntilReady(training, console);

    const std::int64_t stepsBefore = training.trainer()->stepsDone();
    const auto start = Clock::now();
    const std::optional<Error> failure = trainToTheEnd(training, console);
    const double seconds = secondsSince(start);
    const engine::Trainer& trainer = *training.trainer();
    const std::int64_t steps = trainer.stepsDone() - stepsBefore;
    if (failure && steps == 0)
        throw *failure;

    // Without the time it took: equal seeds give equal files.
    trained.checkpoint =
        training.checkpoint(0, begin == Training::Begin::Continue ? trained.checkpoint->milestones : nullptr);
    ui::writeProject(project, QString::fromStdString(output));

    console.json = {{"method", std::string(engine::name(trained.settings.method))},
                    {"seed", trained.settings.seed},
                    {"steps", trainer.stepsDone()},
                    {"seconds", seconds},
                    {"steps_per_second", seconds > 0 ? double(steps) / seconds : 0.0},
                    {"loss", trainer.smoothedLoss()},
                    {"energy_bound", trainer.energyBound() ? nlohmann::ordered_json(*trainer.energyBound()) : nullptr},
                    {"dimension", project.dataset.dimension()},
                    {"components", componentsJson(project.dataset)},
                    {"snapshots", project.dataset.snapshots.size()},
                    {"parameters", trained.checkpoint->shape.parameterCount()},
                    {"path", std::string(engine::name(training.source().kind()))},
                    {"output", output}};
    console.result(
        "Trained " + std::to_string(steps) + " steps in " + duration(seconds) + " (" +
        shown(double(steps) / std::max(seconds, 1e-9), 3) + " steps/s): loss " + shown(trainer.smoothedLoss()) +
        (trainer.energyBound() ? ", energy bound " + shown(*trainer.energyBound()) : "") +
        (training.source().kineticEnergy()
             ? std::string(engine::isWeighted(trained.settings.method) ? " of K + G = " : " of K = ") +
                   shown(*training.source().kineticEnergy())
             : "") +
        ".");
    console.result("Saved " + output);
    if (failure)
        throw Error(failure->code(), failure->what(),
                    "The model of step " + std::to_string(trainer.stepsDone()) + " is in " + output +
                        ". Lower the learning rate and train again.");
}

} // namespace

Command trainCommand() {
    Command command;
    command.name = "train";
    command.operands = "F [F...]|example:NAME|P.kino -o P.kino";
    command.summary = "reads snapshots, trains, saves a project; or goes on with a project's training";
    command.options = {{"output", "P.kino", "the project to write", 'o'}};
    const auto more = trainOptions();
    command.options.insert(command.options.end(), more.begin(), more.end());
    command.leastOperands = 1;
    command.mostOperands = kMostFiles;
    command.required = {"output"};
    command.example = "kinetoscope train example:split --steps 500 -o split.kino";
    command.details =
        "Everything is in the data's own units.\n"
        "Several data files become one dataset. A file without times is one snapshot: its time is read from its name\n"
        "(cells_day3.csv, t0.5.npy, 2024-03-01.csv), else it comes behind those before it.\n"
        "A project whose training was interrupted goes on exactly where it was. A finished one, or one whose\n"
        "settings are changed, keeps its weights and is trained for --steps more.\n"
        "With eam the plain action (am) of the same path is learned beside it. The pair gives what one network alone\n"
        "cannot: likelihood, motion backward in time, and any level of noise (simulate --noise).";
    command.run = run;
    return command;
}

} // namespace app
