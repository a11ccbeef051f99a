#pragma once

#include "engine/trajectory/trajectories.h"

#include <filesystem>
#include <string>
#include <vector>

namespace engine {

/// Writes particles at all levels. The ending chooses the format:
/// .csv — `particle,t,x,y[,z …],weight`, a row for each particle and level, by level;
/// .npz — `t` (L), `x` (L×n×d), `v` (L×n×d), `weight` (L×n), as numpy.load reads them.
/// `axisNames` replace x, y, z where given. The weight is exp(log weight), 1 without weights.
/// Errors: Error{CannotWrite} when the file cannot be written, which then does not appear; Error{InvalidArgument} for
///         another ending.
void writeTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                       const std::vector<std::string>& axisNames = {});

} // namespace engine
