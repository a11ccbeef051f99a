#include "engine/session/stored_update.h"

namespace engine {

RunUpdate storedUpdate(const std::shared_ptr<const Checkpoint>& checkpoint, const Dataset& dataset) {
    dataset.requireTrainable();
    if (checkpoint->shape.dimension != dataset.dimension())
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("The stored run was trained in %1 dimensions, and the data have %2.",
                                 checkpoint->shape.dimension, dataset.dimension()));
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
