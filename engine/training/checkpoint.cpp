#include "engine/training/checkpoint.h"

#include "engine/action/action_model.h"
#include "engine/action/network_action.h"

#include <cassert>

namespace engine {

bool isMilestone(std::int64_t step) {
    while (step >= 1000 && step % 10 == 0)
        step /= 10;
    return step == 100 || step == 200 || step == 500;
}

std::shared_ptr<const ActionModel> Checkpoint::model() const {
    return modelOf(averaged, costSmoothing, companion ? &companion->averaged : nullptr);
}

std::shared_ptr<const ActionModel> Checkpoint::modelOf(const Eigen::ArrayXf& weights, double smoothing,
                                                       const Eigen::ArrayXf* companionWeights) const {
    return std::make_shared<const ActionModel>(ActionModel{
        std::make_shared<const NetworkAction>(Mlp<float>(shape, weights)), normalization,
        settings.dynamics(normalization), smoothing,
        companion && companionWeights ? companion->modelOf(*companionWeights, companion->costSmoothing, nullptr) : nullptr,
        masses});
}

const Eigen::ArrayXf& weightsOf(const ActionModel& model) {
    const auto* network = dynamic_cast<const NetworkAction*>(model.function.get());
    assert(network);
    return network->network().parameters();
}

} // namespace engine
