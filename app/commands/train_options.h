#pragma once

#include "app/arguments.h"
#include "engine/data/dataset.h"
#include "engine/training/training_settings.h"

#include <vector>

namespace app {

/// The options of `train` that describe a training.
std::vector<Option> trainOptions();

/// `base` with what was typed on top.
/// Errors: Error{InvalidArgument} for values out of range and for options that belong to another method.
engine::TrainingSettings settingsFrom(const Arguments& arguments, const engine::TrainingSettings& base);

/// Marks the snapshots named by `--hold-out` as held out.
/// Errors: Error{InvalidArgument} for a time at which there is no snapshot.
void holdOut(const Arguments& arguments, engine::Dataset& dataset);

} // namespace app
