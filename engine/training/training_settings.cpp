#include "engine/training/training_settings.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <array>
#include <cmath>

namespace engine {

namespace {

template <class Choice> struct Choices;

template <> struct Choices<Method> {
    static constexpr const char* kWhat = "method";
    static constexpr std::array kAll = {Method::ActionMatching, Method::Entropic, Method::Unbalanced,
                                        Method::EntropicUnbalanced, Method::ConvexCost};
};
template <> struct Choices<PathKind> {
    static constexpr const char* kWhat = "path";
    static constexpr std::array kAll = {PathKind::Analytic, PathKind::Independent, PathKind::OptimalTransport,
                                        PathKind::Minibatch, PathKind::Sinkhorn,    PathKind::Unbalanced,
                                        PathKind::Mixture,   PathKind::Bridge,      PathKind::Spline};
};
template <> struct Choices<LaplacianKind> {
    static constexpr const char* kWhat = "way to compute the Laplacian";
    static constexpr std::array kAll = {LaplacianKind::Automatic, LaplacianKind::Exact, LaplacianKind::Hutchinson,
                                        LaplacianKind::Stein};
};
template <> struct Choices<MassMode> {
    static constexpr const char* kWhat = "mass";
    static constexpr std::array kAll = {MassMode::Normalized, MassMode::Counts, MassMode::Weights};
};
template <> struct Choices<LossForm> {
    static constexpr const char* kWhat = "form";
    static constexpr std::array kAll = {LossForm::Flow, LossForm::Action};
};
template <> struct Choices<TimeWeight> {
    static constexpr const char* kWhat = "time weight";
    static constexpr std::array kAll = {TimeWeight::Constant, TimeWeight::OneMinusT, TimeWeight::TOneMinusT};
};
template <> struct Choices<RefineFrom> {
    static constexpr const char* kWhat = "start of refinement";
    static constexpr std::array kAll = {RefineFrom::First, RefineFrom::Previous};
};
template <> struct Choices<Schedule> {
    static constexpr const char* kWhat = "schedule";
    static constexpr std::array kAll = {Schedule::Constant, Schedule::Cosine};
};

void require(bool holds, const char* setting, double value, const char* rule) {
    if (!holds)
        throw Error(ErrorCode::InvalidArgument, std::string("The ") + setting + " is " + shortNumber(value) + ".",
                    std::string("It must be ") + rule + ".");
}

} // namespace

std::string_view name(PathKind path) {
    switch (path) {
    case PathKind::Analytic:
        return "analytic";
    case PathKind::Independent:
        return "independent";
    case PathKind::Minibatch:
        return "minibatch";
    case PathKind::Sinkhorn:
        return "sinkhorn";
    case PathKind::Unbalanced:
        return "unbalanced";
    case PathKind::Mixture:
        return "mixture";
    case PathKind::Bridge:
        return "bridge";
    case PathKind::Spline:
        return "spline";
    default:
        return "ot";
    }
}

std::string_view name(LaplacianKind laplacian) {
    switch (laplacian) {
    case LaplacianKind::Exact:
        return "exact";
    case LaplacianKind::Hutchinson:
        return "hutchinson";
    case LaplacianKind::Stein:
        return "stein";
    default:
        return "auto";
    }
}

std::string_view name(MassMode mass) {
    switch (mass) {
    case MassMode::Counts:
        return "counts";
    case MassMode::Weights:
        return "weights";
    default:
        return "normalized";
    }
}

std::string_view name(LossForm form) { return form == LossForm::Action ? "action" : "flow"; }

std::string_view name(TimeWeight weight) {
    switch (weight) {
    case TimeWeight::OneMinusT:
        return "1-t";
    case TimeWeight::TOneMinusT:
        return "t(1-t)";
    default:
        return "constant";
    }
}

std::string_view name(RefineFrom from) { return from == RefineFrom::Previous ? "previous" : "first"; }
std::string_view name(Schedule schedule) { return schedule == Schedule::Constant ? "constant" : "cosine"; }

template <class Choice> Choice choiceNamed(std::string_view wanted) {
    std::string known;
    for (const Choice choice : Choices<Choice>::kAll) {
        if (name(choice) == wanted)
            return choice;
        known += (known.empty() ? "" : ", ") + std::string(name(choice));
    }
    throw Error(ErrorCode::InvalidArgument,
                std::string("Unknown ") + Choices<Choice>::kWhat + " \"" + std::string(wanted) + "\".",
                "Use one of: " + known + ".");
}

template Method choiceNamed<Method>(std::string_view);
template PathKind choiceNamed<PathKind>(std::string_view);
template LossForm choiceNamed<LossForm>(std::string_view);
template TimeWeight choiceNamed<TimeWeight>(std::string_view);
template RefineFrom choiceNamed<RefineFrom>(std::string_view);
template Schedule choiceNamed<Schedule>(std::string_view);
template LaplacianKind choiceNamed<LaplacianKind>(std::string_view);
template MassMode choiceNamed<MassMode>(std::string_view);

NoiseSchedule TrainingSettings::noise(const Normalization& units) const {
    const Real level = kDefaultNoise * units.scale / std::sqrt(units.duration);
    return sigma.value_or(NoiseSchedule{level, level});
}

Dynamics TrainingSettings::dynamics(const Normalization& units) const {
    Dynamics dynamics;
    dynamics.method = method;
    if (isNoisy(method))
        dynamics.sigma = noise(units);
    if (isWeighted(method))
        dynamics.lambda = lambda.value_or(kDefaultGrowth / (units.scale * units.scale));
    if (method == Method::ConvexCost)
        dynamics.cost = cost;
    return dynamics;
}

void TrainingSettings::validate() const {
    require(!hidden.empty() && hidden.size() <= 32, "number of hidden layers", double(hidden.size()), "1 to 32");
    for (const int width : hidden)
        require(width >= 1 && width <= 8192, "width of a hidden layer", width, "1 to 8192");
    require(steps >= 1, "number of steps", double(steps), "at least 1");
    require(batch >= 1 && batch <= 10'000'000, "batch size", batch, "1 to 10,000,000");
    require(std::isfinite(learningRate) && learningRate > 0, "learning rate", learningRate, "positive");
    require(warmUp >= 0, "number of warm-up steps", warmUp, "0 or more");
    require(std::isfinite(clipNorm) && clipNorm >= 0, "norm the gradient is clipped at", clipNorm, "0 (off) or more");
    if (sigma)
        sigma->validate();
    if (lambda)
        require(std::isfinite(*lambda) && *lambda > 0, "growth weight λ", *lambda, "positive");
    cost.validate();
    require(std::isfinite(smoothing) && smoothing >= 0, "smoothing", smoothing, "0 (off) or more");
    require(refineSteps >= 0, "number of refinement steps", double(refineSteps), "0 or more");
    require(averaging >= 0 && averaging < 1, "decay of the weight average", averaging, "0 (off) or more, and below 1");
}

} // namespace engine
