#include "engine/training/training_settings.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <array>
#include <cmath>

namespace engine {

namespace {

template <class Choice> struct Choices;

template <> struct Choices<Method> {
    static Sentence what() { return Sentence::of("method"); }
    static constexpr std::array kAll = {Method::ActionMatching, Method::Entropic, Method::Unbalanced,
                                        Method::EntropicUnbalanced, Method::ConvexCost};
};
template <> struct Choices<PathKind> {
    static Sentence what() { return Sentence::of("path"); }
    static constexpr std::array kAll = {PathKind::Analytic, PathKind::Independent, PathKind::OptimalTransport,
                                        PathKind::Minibatch, PathKind::Sinkhorn,    PathKind::Unbalanced,
                                        PathKind::Mixture,   PathKind::Bridge,      PathKind::Spline};
};
template <> struct Choices<LaplacianKind> {
    static Sentence what() { return Sentence::of("way to compute the Laplacian"); }
    static constexpr std::array kAll = {LaplacianKind::Automatic, LaplacianKind::Exact, LaplacianKind::Hutchinson,
                                        LaplacianKind::Stein};
};
template <> struct Choices<MassMode> {
    static Sentence what() { return Sentence::of("mass"); }
    static constexpr std::array kAll = {MassMode::Normalized, MassMode::Counts, MassMode::Weights};
};
template <> struct Choices<LossForm> {
    static Sentence what() { return Sentence::of("form"); }
    static constexpr std::array kAll = {LossForm::Flow, LossForm::Action};
};
template <> struct Choices<TimeWeight> {
    static Sentence what() { return Sentence::of("time weight"); }
    static constexpr std::array kAll = {TimeWeight::Constant, TimeWeight::OneMinusT, TimeWeight::TOneMinusT};
};
template <> struct Choices<RefineFrom> {
    static Sentence what() { return Sentence::of("start of refinement"); }
    static constexpr std::array kAll = {RefineFrom::First, RefineFrom::Previous};
};
template <> struct Choices<Schedule> {
    static Sentence what() { return Sentence::of("schedule"); }
    static constexpr std::array kAll = {Schedule::Constant, Schedule::Cosine};
};

void require(bool holds, const Sentence& setting, double value, const Sentence& rule) {
    if (!holds)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The %1 is %2.", setting, shortNumber(value)),
                    Sentence::of("It must be %1.", rule));
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
    throw Error(ErrorCode::InvalidArgument, Sentence::of("Unknown %1 \"%2\".", Choices<Choice>::what(), wanted),
                Sentence::of("Use one of: %1.", known));
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
    require(!hidden.empty() && hidden.size() <= 32, Sentence::of("number of hidden layers"), double(hidden.size()),
            Sentence::of("1 to 32"));
    for (const int width : hidden)
        require(width >= 1 && width <= 8192, Sentence::of("width of a hidden layer"), width, Sentence::of("1 to 8192"));
    require(steps >= 1, Sentence::of("number of steps"), double(steps), Sentence::of("at least 1"));
    require(batch >= 1 && batch <= 10'000'000, Sentence::of("batch size"), batch, Sentence::of("1 to 10,000,000"));
    require(std::isfinite(learningRate) && learningRate > 0, Sentence::of("learning rate"), learningRate,
            Sentence::of("positive"));
    require(warmUp >= 0, Sentence::of("number of warm-up steps"), warmUp, Sentence::of("0 or more"));
    require(std::isfinite(clipNorm) && clipNorm >= 0, Sentence::of("norm the gradient is clipped at"), clipNorm,
            Sentence::of("0 (off) or more"));
    if (sigma)
        sigma->validate();
    if (lambda)
        require(std::isfinite(*lambda) && *lambda > 0, Sentence::of("growth weight λ"), *lambda,
                Sentence::of("positive"));
    cost.validate();
    require(std::isfinite(smoothing) && smoothing >= 0, Sentence::of("smoothing"), smoothing,
            Sentence::of("0 (off) or more"));
    require(refineSteps >= 0, Sentence::of("number of refinement steps"), double(refineSteps),
            Sentence::of("0 or more"));
    require(averaging >= 0 && averaging < 1, Sentence::of("decay of the weight average"), averaging,
            Sentence::of("0 (off) or more, and below 1"));
}

} // namespace engine
