#include "app/commands/train_options.h"

#include "app/commands/shared.h"
#include "engine/core/error.h"
#include "engine/nn/activation.h"

#include <algorithm>

namespace app {

using engine::Error;
using engine::ErrorCode;
using engine::TrainingSettings;

namespace {

[[noreturn]] void notOffered(const std::string& what, const std::string& available) {
    throw Error(ErrorCode::InvalidArgument, what + " is not offered yet.", "Available: " + available + ".");
}

/// Options that belong to terms of the loss which this version does not train.
void refuseOtherTerms(const Arguments& arguments) {
    if (const auto laplacian = arguments.text("laplacian"); laplacian && *laplacian != "auto")
        throw Error(ErrorCode::InvalidArgument, "--laplacian belongs to eam and euam, not offered yet.",
                    "Available: --method am.");
    for (const auto& [option, methods] :
         {std::pair("sigma", "eam and euam"), std::pair("lambda", "uam and euam"), std::pair("cost", "cam")})
        if (arguments.has(option))
            throw Error(ErrorCode::InvalidArgument,
                        std::string("--") + option + " belongs to " + methods + ", not offered yet.",
                        "Available: --method am.");
    if (const auto mass = arguments.text("mass"); mass && *mass != "normalized") {
        if (*mass != "counts" && *mass != "weights")
            throw Error(ErrorCode::InvalidArgument, "--mass " + *mass + ": normalized, counts or weights is needed.");
        notOffered("--mass " + *mass, "normalized");
    }
    if (arguments.integer("refine", 0).value_or(0) > 0)
        notOffered("--refine", "--refine 0");
}

engine::PathKind pathNamed(const std::string& name) {
    for (const char* later : {"sinkhorn", "unbalanced", "mixture", "bridge", "spline"})
        if (name == later)
            notOffered("--path " + name, "ot, minibatch, independent, and analytic for the examples");
    return engine::choiceNamed<engine::PathKind>(name);
}

} // namespace

std::vector<Option> trainOptions() {
    return {
        {"time", "COLUMN", "column with the times (default: guessed from the header, and the guess is printed)"},
        {"coordinates", "A,B[,C...]", "columns with the coordinates (default: guessed)"},
        {"weight", "COLUMN", "column with the weights of the points (default: guessed)"},
        {"method", "am|eam|uam|euam|cam", "which dynamics is learned (default am; the others are not offered yet)"},
        {"sigma", "S|linear:S0,S1", "noise level of eam and euam, in length/sqrt(time)"},
        {"laplacian", "auto|exact|hutchinson|stein", "how eam and euam compute it"},
        {"lambda", "L", "growth weight of uam and euam, in 1/length^2"},
        {"cost", "COST", "of cam: power:P, relativistic, cosh, quadratic:m11,m12,..."},
        {"path", "PATH",
         "how samples between snapshots are made: ot (default; becomes minibatch above\n"
         "                                  the exact size), minibatch, independent"},
        {"refine", "N", "steps of rollout refinement (default 0)"},
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
}

TrainingSettings settingsFrom(const Arguments& arguments, const TrainingSettings& base) {
    TrainingSettings settings = base;
    if (const auto method = arguments.text("method"))
        settings.method = engine::choiceNamed<engine::Method>(*method);
    if (settings.method != engine::Method::ActionMatching)
        notOffered("The method " + std::string(engine::name(settings.method)), "am");
    refuseOtherTerms(arguments);
    if (const auto path = arguments.text("path"))
        settings.path = pathNamed(*path);
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
