#pragma once

#include "engine/data/normalization.h"
#include "engine/nn/mlp.h"
#include "engine/training/loss_history.h"
#include "engine/training/training_settings.h"

#include <memory>

namespace engine {

struct ActionModel;

/// Everything a training needs to go on exactly where it was: weights, optimiser, averages, history. Immutable.
/// Shape: all arrays have shape.parameterCount() entries.
/// Units: training units of `normalization`; the history is in data units.
struct Checkpoint {
    TrainingSettings settings;
    MlpShape shape;
    Normalization normalization;
    std::int64_t step = 0;
    double seconds = 0; ///< time spent in training steps
    Eigen::ArrayXf parameters, firstMoment, secondMoment, averaged;
    double energyBound = 0; ///< smoothed −L of the averaged model, data units
    LossHistory history;

    /// The averaged network as a model.
    std::shared_ptr<const ActionModel> model() const;
};

} // namespace engine
