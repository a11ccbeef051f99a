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
                                        PathKind::Minibatch};
};
template <> struct Choices<LossForm> {
    static constexpr const char* kWhat = "form";
    static constexpr std::array kAll = {LossForm::Flow, LossForm::Action};
};
template <> struct Choices<TimeWeight> {
    static constexpr const char* kWhat = "time weight";
    static constexpr std::array kAll = {TimeWeight::Constant, TimeWeight::OneMinusT, TimeWeight::TOneMinusT};
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

std::string_view name(Method method) {
    switch (method) {
    case Method::Entropic:
        return "eam";
    case Method::Unbalanced:
        return "uam";
    case Method::EntropicUnbalanced:
        return "euam";
    case Method::ConvexCost:
        return "cam";
    default:
        return "am";
    }
}

std::string_view name(PathKind path) {
    switch (path) {
    case PathKind::Analytic:
        return "analytic";
    case PathKind::Independent:
        return "independent";
    case PathKind::Minibatch:
        return "minibatch";
    default:
        return "ot";
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
template Schedule choiceNamed<Schedule>(std::string_view);

void TrainingSettings::validate() const {
    require(!hidden.empty() && hidden.size() <= 32, "number of hidden layers", double(hidden.size()), "1 to 32");
    for (const int width : hidden)
        require(width >= 1 && width <= 8192, "width of a hidden layer", width, "1 to 8192");
    require(steps >= 1, "number of steps", double(steps), "at least 1");
    require(batch >= 1 && batch <= 10'000'000, "batch size", batch, "1 to 10,000,000");
    require(std::isfinite(learningRate) && learningRate > 0, "learning rate", learningRate, "positive");
    require(warmUp >= 0, "number of warm-up steps", warmUp, "0 or more");
    require(std::isfinite(clipNorm) && clipNorm >= 0, "norm the gradient is clipped at", clipNorm, "0 (off) or more");
    require(averaging >= 0 && averaging < 1, "decay of the weight average", averaging, "0 (off) or more, and below 1");
}

} // namespace engine
