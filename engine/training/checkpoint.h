#pragma once

#include "engine/action/time_sampling.h"
#include "engine/data/mass_curve.h"
#include "engine/data/normalization.h"
#include "engine/nn/mlp.h"
#include "engine/training/loss_history.h"
#include "engine/training/training_settings.h"

#include <memory>
#include <optional>
#include <vector>

namespace engine {

struct ActionModel;

/// The model as it was at a step of its training: 100, 200, 500, 1,000 and so on.
struct Milestone {
    std::int64_t step = 0;
    std::shared_ptr<const ActionModel> model;
};
bool isMilestone(std::int64_t step);

/// Everything a training needs to go on exactly where it was: weights, optimiser, averages, history. Immutable.
/// Shape: all arrays have shape.parameterCount() entries.
/// Units: training units of `normalization`; history, bound and loss in data units.
struct Checkpoint {
    TrainingSettings settings;
    MlpShape shape;
    Normalization normalization;
    std::int64_t step = 0;      ///< steps done in all
    std::int64_t firstStep = 0; ///< where the present schedule began (later than 0 after a warm start)
    double seconds = 0;         ///< time spent in training
    Eigen::ArrayXf parameters, firstMoment, secondMoment, averaged;
    std::int64_t adamSteps = 0, averageUpdates = 0;
    std::optional<double> energyBound; ///< −L of the averaged network
    double smoothedLoss = 0;
    double costSmoothing = 0; ///< ε of ConjugateCost, training units; > 0 only for power costs with p > 2
    TimeSampling::State times; ///< what adaptive time sampling learned
    MassCurve masses; ///< of the snapshots, when growth is learned (§4.1)
    LossHistory history;
    std::shared_ptr<const Checkpoint> companion = {}; ///< of am beside eam
    /// Of this training, early to late; null before the first. The models differ from `model` in their weights only.
    std::shared_ptr<const std::vector<Milestone>> milestones = {};

    /// The averaged network as a model, with that of the companion.
    std::shared_ptr<const ActionModel> model() const;
    /// The same of other weights of this training. `companionWeights`: null without companion.
    /// Shape: as `averaged`. Units: smoothing in training units, see costSmoothing.
    std::shared_ptr<const ActionModel> modelOf(const Eigen::ArrayXf& weights, double smoothing,
                                               const Eigen::ArrayXf* companionWeights) const;
};

/// Weights of the network that a training's model is made of.
/// Precondition: the model's action is a network.
const Eigen::ArrayXf& weightsOf(const ActionModel& model);

} // namespace engine
