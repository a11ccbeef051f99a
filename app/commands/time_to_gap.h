#pragma once

#include "engine/core/parallel.h"
#include "engine/training/training_settings.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace app {

/// How soon a training is right.
struct TimeToGap {
    struct Moment {
        double seconds; ///< since the training began, its preparation included, the looking left out
        std::int64_t steps;
        double gap; ///< ACTION-GAP as a part of K
    };
    std::vector<Moment> curve;
    std::optional<double> seconds; ///< until the gap was met; empty when it was not in the time there was
};

/// Trains on the four corners (T9) from fresh samples until the action is within `gap` of the truth.
/// Paper:  §1.2, on 100,000 fresh samples of the known path against the known field.
/// Units:  gap a part of K; limit in seconds.
/// Errors: Error{Cancelled}.
TimeToGap timeToGap(const engine::TrainingSettings& settings, double gap, double limit, engine::WorkerPool& pool,
                    std::stop_token stop);

} // namespace app
