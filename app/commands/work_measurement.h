#pragma once

#include "engine/core/parallel.h"

#include <stop_token>
#include <string>
#include <vector>

namespace app {

/// One piece of work beside training and what it took.
struct WorkRow {
    std::string what; ///< key in the results
    int size;         ///< pairing: points of either cloud; likelihood: points; export: frames of a film of 1280 × 720
    double seconds;
};

/// Exact optimal transport between two clouds, log-likelihoods along a network of the usual size, and the export of a
/// film as a process of its own; the last is left out where there is no OpenGL.
/// When asked to stop it ends with the rows it has, or with Error{Cancelled}.
std::vector<WorkRow> workRows(engine::WorkerPool& pool, std::stop_token stop);

} // namespace app
