#include "engine/session/preview_model.h"

#include "engine/action/random_feature_solver.h"
#include "engine/training/trainer.h"

namespace engine {

std::shared_ptr<const ActionModel> previewModel(const Path& path, const TrainingSettings& settings,
                                                const Normalization& units, WorkerPool& pool) {
    RandomFeatureSettings features;
    features.seed = settings.seed;
    TrainingSettings linear = settings;
    linear.form = LossForm::Flow; // the action form's right-hand side is noisier and has the same mean
    Dynamics dynamics = settings.dynamics(units);
    if (dynamics.method == Method::ConvexCost)
        dynamics = {};
    return std::make_shared<const ActionModel>(
        ActionModel{solveRandomFeatures(path, features, pool, lossTerms(linear, path, units)), units, dynamics});
}

} // namespace engine
