#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"

#include <memory>

namespace engine {

/// What is known of a run that was trained elsewhere before any particle has moved: finished, with its own steps, curves
/// and milestones. Its bound belongs to the data it was trained on, so there is no energy to compare it with.
/// Errors: Error{UnusableInput} for data it cannot move: none, or of another dimension.
RunUpdate storedUpdate(const std::shared_ptr<const Checkpoint>& checkpoint, const Dataset& dataset);

} // namespace engine
