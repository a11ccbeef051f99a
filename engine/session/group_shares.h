#pragma once

#include "engine/data/dataset.h"
#include "engine/session/paths_through.h"

#include <vector>

namespace engine {

/// How a population is divided among the groups of a column at the time of one snapshot.
struct GroupShares {
    Real time = 0;
    std::vector<double> shares; ///< by category of the column
    double unknown = 0;         ///< part whose nearest point has no group; all of them sum to 1
    std::vector<int> groups;    ///< category of each particle, −1: none
};

/// Shares at every snapshot the paths reach and whose points have groups: each particle counts, with its weight, for the
/// group of the measured point nearest to it. Shape: `column` is a row of the attributes, with categories.
std::vector<GroupShares> groupShares(const Dataset& dataset, int column, const PathsThrough& paths);

} // namespace engine
