#pragma once

#include "engine/action/dynamics.h"
#include "engine/action/loss_terms.h"
#include "engine/nn/activation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// How samples between two snapshots are made.
enum class PathKind {
    Analytic,         ///< the known path of a generated example
    Independent,      ///< straight lines between random pairs
    OptimalTransport, ///< straight lines between exactly paired points
    Minibatch,        ///< exact pairs within random blocks, renewed while training
    Sinkhorn,         ///< straight lines between pairs of the entropic plan of the whole clouds
    Unbalanced,       ///< pairs of unbalanced transport, which gain or lose weight on the way
    Mixture,          ///< nothing moves: the weights go over from one snapshot to the next
    Bridge,           ///< Brownian bridges between optimal pairs, of the method's σ
    Spline,           ///< smooth curves through chains of optimal pairs
};

enum class Schedule { Constant, Cosine };

/// What the total masses of the snapshots are.
enum class MassMode {
    Normalized, ///< all equal
    Counts,     ///< in proportion to the number of points
    Weights,    ///< the sums of the points' weights, or Snapshot::mass where given
};

/// Where the rollouts of refinement begin.
enum class RefineFrom {
    First,    ///< at the first snapshot and through all others: errors do not add up on the way
    Previous, ///< anew at every snapshot, each to the next: what the flow does to particles that are where they were seen
};

/// Everything a person can choose about one training. A value: equal settings, data and seed give equal results.
/// Units: data units (σ in length/√time, λ in 1/length²); learning rate per Adam step.
struct TrainingSettings {
    Method method = Method::ActionMatching;
    std::optional<NoiseSchedule> sigma; ///< of eam and euam; empty: kDefaultNoise of the data's spread
    std::optional<double> lambda;       ///< of uam and euam; empty: 1 over the squared spread of the data
    ConvexCost cost;                    ///< of cam
    LaplacianKind laplacian = LaplacianKind::Automatic;
    bool companion = true; ///< of eam: am is trained beside it on the same path; the pair gives densities (§2)
    MassMode mass = MassMode::Normalized;
    /// Empty: the known path of an untouched example where that is its kind; otherwise exact pairs as far as the size
    /// allows, joined by straight lines, or by Brownian bridges when the method has noise.
    std::optional<PathKind> path;
    /// Width of the Gaussian that each snapshot is blurred with: against learning few points by heart. 0: the points
    /// as they are. Not of the known path of an example. Data units.
    double smoothing = 0;
    /// Empty: flow form where the path has a velocity.
    std::optional<LossForm> form;
    TimeWeight timeWeight = TimeWeight::Constant;
    bool adaptiveTimes = false;    ///< more samples at times where the loss varies more (§1.4)
    std::int64_t refineSteps = 0;  ///< steps of rollout refinement after matching (§6h)
    RefineFrom refineFrom = RefineFrom::First;

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

    /// σ and λ where none is chosen, in units of the data's spread and duration.
    static constexpr double kDefaultNoise = 0.3, kDefaultGrowth = 1;
    /// The level of noise chosen, or that of kDefaultNoise; bridges have it whatever the method. Units: data units.
    NoiseSchedule noise(const Normalization& units) const;
    bool wantsCompanion() const { return method == Method::Entropic && companion; }
    /// The equation of motion these settings ask for, with the constants of the method only. Units: data units.
    Dynamics dynamics(const Normalization& units) const;

    /// Errors: Error{InvalidArgument} naming the setting.
    void validate() const;
    bool operator==(const TrainingSettings&) const = default;
};

std::string_view name(PathKind path); ///< analytic, independent, ot, minibatch, sinkhorn, unbalanced, mixture, bridge, spline
std::string_view name(LaplacianKind laplacian); ///< auto, exact, hutchinson, stein
std::string_view name(MassMode mass);     ///< normalized, counts, weights
std::string_view name(LossForm form);     ///< flow, action
std::string_view name(TimeWeight weight); ///< constant, 1-t, t(1-t)
std::string_view name(RefineFrom from);   ///< first, previous
std::string_view name(Schedule schedule); ///< constant, cosine
/// The value with this name. Errors: Error{InvalidArgument} listing the possible ones.
template <class Choice> Choice choiceNamed(std::string_view wanted);

} // namespace engine
