#include "app/commands/train_options.h"

#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/error.h"
#include "engine/nn/activation.h"

#include <algorithm>

namespace app {

using engine::Error;
using engine::ErrorCode;
using engine::TrainingSettings;

namespace {

/// An option that means nothing for the method is a mistake worth naming, not something to pass over.
void refuseForeignOptions(const Arguments& arguments, engine::Method method) {
    const bool noisy = engine::isNoisy(method), weighted = engine::isWeighted(method);
    const struct {
        const char *option, *methods;
        bool fits;
    } owned[] = {{"sigma", "eam and euam", noisy},
                 {"laplacian", "eam and euam", noisy},
                 {"lambda", "uam and euam", weighted},
                 {"cost", "cam", method == engine::Method::ConvexCost}};
    for (const auto& [option, methods, fits] : owned)
        if (arguments.has(option) && !fits)
            throw Error(ErrorCode::InvalidArgument,
                        std::string("--") + option + " belongs to " + methods + ", and the method is " +
                            std::string(engine::name(method)) + ".",
                        std::string("Choose the method with --method, or leave --") + option + " out.");
}

} // namespace

std::vector<Option> trainOptions() {
    std::vector<Option> options = dataOptions();
    const std::vector<Option> own = {
        {"method", "am|eam|uam|euam|cam", "which dynamics is learned (default am)"},
        {"sigma", "S|linear:S0,S1", "noise level of eam and euam, in length/sqrt(time) (default: 0.3 of the spread)"},
        {"laplacian", "auto|exact|hutchinson|stein", "how eam and euam compute it (auto: exact up to 5 coordinates)"},
        {"lambda", "L", "growth weight of uam and euam, in 1/length^2 (default: 1 over the squared spread)"},
        {"cost", "COST", "of cam: power:P, relativistic, cosh, quadratic:m11,m12,..."},
        {"path", "PATH",
         "how samples between snapshots are made: ot (default; becomes minibatch above\n"
         "                                  the exact size), minibatch, independent, sinkhorn, unbalanced, mixture,\n"
         "                                  bridge (default of eam and euam), spline, or analytic: the known path of\n"
         "                                  an example (default of most)"},
        {"smoothing", "H", "width of the Gaussian that snapshots are blurred with: for few points (default 0: off)"},
        {"refine", "N", "steps of rollout refinement (default 0)"},
        {"refine-from", "first|previous", "where its rollouts begin: at the first snapshot and through all (default), or\n"
                                          "                                  anew at every snapshot, each to the next"},
        {"form", "flow|action", "form of the objective (default flow where the path has a velocity)"},
        {"mass", "normalized|counts|weights", "total mass of the snapshots (default normalized)"},
        {"hidden", "128,128,128", "widths of the network's layers (default 128,128,128)"},
        {"activation", "silu|softplus|tanh", "of the network (default silu)"},
        {"steps", "N", "training steps (default 6000)"},
        {"batch", "N", "samples a step (default 512)"},
        {"learning-rate", "R", "of Adam (default 0.002)"},
        {"time-weight", "constant|1-t|t(1-t)", "weight of the loss over time (default constant)"},
        {"hold-out", "TIME", "keep the snapshot at this time away from training", 0, true},
    };
    options.insert(options.end(), own.begin(), own.end());
    return options;
}

TrainingSettings settingsFrom(const Arguments& arguments, const TrainingSettings& base) {
    TrainingSettings settings = base;
    if (const auto method = arguments.text("method"))
        settings.method = engine::choiceNamed<engine::Method>(*method);
    refuseForeignOptions(arguments, settings.method);
    if (const auto sigma = arguments.text("sigma"))
        settings.sigma = engine::noiseNamed(*sigma);
    if (const auto lambda = arguments.positive("lambda"))
        settings.lambda = *lambda;
    if (const auto cost = arguments.text("cost"))
        settings.cost = engine::costNamed(*cost);
    if (settings.method == engine::Method::ConvexCost && settings.cost.isPlain())
        throw Error(ErrorCode::InvalidArgument, "The method cam needs a cost.", "Add for example --cost power:3.");
    if (const auto laplacian = arguments.text("laplacian"))
        settings.laplacian = engine::choiceNamed<engine::LaplacianKind>(*laplacian);
    if (const auto mass = arguments.text("mass"))
        settings.mass = engine::choiceNamed<engine::MassMode>(*mass);
    settings.refineSteps = arguments.integer("refine", 0).value_or(settings.refineSteps);
    if (const auto from = arguments.text("refine-from"))
        settings.refineFrom = engine::choiceNamed<engine::RefineFrom>(*from);
    if (const auto path = arguments.text("path"))
        settings.path = engine::choiceNamed<engine::PathKind>(*path);
    if (const auto smoothing = arguments.number("smoothing"))
        settings.smoothing = *smoothing;
    if (const auto form = arguments.text("form"))
        settings.form = engine::choiceNamed<engine::LossForm>(*form);
    if (const auto weight = arguments.text("time-weight"))
        settings.timeWeight = engine::choiceNamed<engine::TimeWeight>(*weight);
    if (const auto hidden = arguments.integers("hidden"))
        settings.hidden = *hidden;
    if (const auto activation = arguments.text("activation"))
        settings.activation = engine::activationNamed(*activation);
    settings.steps = arguments.integer("steps", 1).value_or(settings.steps);
    settings.batch = int(arguments.integer("batch", 1, 10'000'000).value_or(settings.batch));
    settings.learningRate = arguments.positive("learning-rate").value_or(settings.learningRate);
    settings.seed = arguments.seed("seed").value_or(settings.seed);
    settings.validate();
    return settings;
}

void holdOut(const Arguments& arguments, engine::Dataset& dataset) {
    for (const double time : arguments.numbers("hold-out"))
        dataset.snapshots[snapshotAt(dataset, time, "hold-out")].heldOut = true;
}

} // namespace app
