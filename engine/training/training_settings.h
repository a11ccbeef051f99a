#pragma once

#include "engine/action/loss_terms.h"
#include "engine/nn/activation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Which dynamics is learned; all are one loss with terms switched on.
enum class Method {
    ActionMatching,     ///< am: deterministic, Eq. 7
    Entropic,           ///< eam: stochastic, Eq. 13
    Unbalanced,         ///< uam: weighted, Eq. 20
    EntropicUnbalanced, ///< euam
    ConvexCost,         ///< cam, Sec. 3.3
};

/// How samples between two snapshots are made.
enum class PathKind {
    Analytic,         ///< the known path of a generated example
    Independent,      ///< straight lines between random pairs
    OptimalTransport, ///< straight lines between exactly paired points
    Minibatch,        ///< exact pairs within random blocks, renewed while training
};

enum class Schedule { Constant, Cosine };

/// Everything a person can choose about one training. A value: equal settings, data and seed give equal results.
/// Units: data units (σ in length/√time, λ in 1/length²); learning rate per Adam step.
struct TrainingSettings {
    Method method = Method::ActionMatching;
    /// Empty: the known path of an untouched example, otherwise exact pairs as far as the size allows.
    std::optional<PathKind> path;
    /// Empty: flow form where the path has a velocity.
    std::optional<LossForm> form;
    TimeWeight timeWeight = TimeWeight::Constant;

    std::vector<int> hidden = {128, 128, 128};
    Activation activation = Activation::SiLU;

    std::int64_t steps = 6000;
    int batch = 512;
    double learningRate = 2e-3;
    Schedule schedule = Schedule::Cosine;
    int warmUp = 50;          ///< steps of rising learning rate
    double clipNorm = 1;      ///< global norm of the gradient; 0: off
    double averaging = 0.999; ///< decay of the moving average of the weights; 0: off
    std::uint64_t seed = 0;

    /// Errors: Error{InvalidArgument} naming the setting.
    void validate() const;
    bool operator==(const TrainingSettings&) const = default;
};

std::string_view name(Method method);     ///< am, eam, uam, euam, cam
std::string_view name(PathKind path);     ///< analytic, independent, ot, minibatch
std::string_view name(LossForm form);     ///< flow, action
std::string_view name(TimeWeight weight); ///< constant, 1-t, t(1-t)
std::string_view name(Schedule schedule); ///< constant, cosine
/// The value with this name. Errors: Error{InvalidArgument} listing the possible ones.
template <class Choice> Choice choiceNamed(std::string_view wanted);

} // namespace engine
