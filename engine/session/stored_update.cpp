#include "engine/session/stored_update.h"

namespace engine {

RunUpdate storedUpdate(const std::shared_ptr<const Checkpoint>& checkpoint, const Dataset& dataset) {
    dataset.requireTrainable();
    if (checkpoint->shape.dimension != dataset.dimension())
        throw Error(ErrorCode::UnusableInput, "The stored run was trained in " +
                                                  std::to_string(checkpoint->shape.dimension) +
                                                  " dimensions, and the data have " +
                                                  std::to_string(dataset.dimension()) + ".");
    RunUpdate update;
    update.state = RunState::Finished;
    update.step = update.totalSteps = checkpoint->step;
    update.seconds = checkpoint->seconds;
    update.loss = checkpoint->smoothedLoss;
    update.energyBound = checkpoint->energyBound;
    update.history = std::make_shared<const LossHistory>(checkpoint->history);
    update.model = checkpoint->model();
    update.checkpoint = checkpoint;
    update.milestones = checkpoint->milestones;
    return update;
}

} // namespace engine
