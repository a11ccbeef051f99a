#include "engine/training/checkpoint.h"

#include "engine/action/action_model.h"
#include "engine/action/network_action.h"

namespace engine {

std::shared_ptr<const ActionModel> Checkpoint::model() const {
    return std::make_shared<const ActionModel>(
        ActionModel{std::make_shared<const NetworkAction>(Mlp<float>(shape, averaged)), normalization,
                    settings.dynamics(normalization), costSmoothing, companion ? companion->model() : nullptr, masses});
}

} // namespace engine
