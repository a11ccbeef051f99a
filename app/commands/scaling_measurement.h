#pragma once

#include "engine/core/parallel.h"

#include <stop_token>
#include <string>
#include <vector>

namespace app {

/// What a piece of work of one size takes.
struct ScalingRow {
    std::string what; ///< batch: a training step; points: the field there; particles: ten steps of Euler
    int size;
    double seconds;
};

/// Work over three decades of its size: the time grows in proportion.
/// Units: `seconds` for each row. Errors: Error{Cancelled}.
std::vector<ScalingRow> scaling(engine::WorkerPool& pool, double seconds, std::stop_token stop);

} // namespace app
