#pragma once

#include "engine/io/table.h"
#include "engine/trajectory/trajectories.h"

#include <filesystem>

namespace engine {

/// Writes particles for ParaView and other VTK programs, in VTK's XML format, with `weight`, `velocity` and the number
/// of the particle at every point, and behind them `columns`: what the particles brought along from the start, a row
/// each. One- and two-dimensional data get zeros, further dimensions become arrays x4, x5, …
///
/// .vtp — one file: a line for each particle through all levels, with the array `t`;
/// .pvd — a series: the file lists one .vtp of points for each level, in a folder of the same name beside it.
/// Errors: Error{CannotWrite}; nothing appears half-written. Error{InvalidArgument} for another ending.
void writeVtkTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                          const std::vector<std::string>& axisNames = {}, const std::vector<TableColumn>& columns = {});

} // namespace engine
