#pragma once

#include "engine/io/table.h"
#include "engine/trajectory/trajectories.h"

#include <filesystem>
#include <string>
#include <vector>

namespace engine {

/// Writes particles at all levels. The ending chooses the format:
/// .csv — `particle,t,x,y[,z …],weight`, a row for each particle and level, by level;
/// .npz — `t` (L), `x` (L×n×d), `v` (L×n×d), `weight` (L×n), as numpy.load reads them; where particles may be drawn
///        anew, `ancestor` (L×n): the number at the start of the particle each descends from.
/// `columns` is what the particles brought along from the start, a row each: further columns of the table, or arrays
/// (n) of the archive. `axisNames` replace x, y, z where given. The weight is exp(log weight), 1 without weights.
/// Errors: Error{CannotWrite} when the file cannot be written, which then does not appear; Error{InvalidArgument} for
///         another ending.
void writeTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                       const std::vector<std::string>& axisNames = {}, const std::vector<TableColumn>& columns = {});

} // namespace engine
