#pragma once

#include "engine/data/dataset.h"

#include <filesystem>
#include <string>
#include <vector>

namespace engine {

/// The endings `writeSnapshots` knows, without dot.
const std::vector<std::string>& snapshotSuffixes();

/// Whether the ending of a file is one of them.
bool isSnapshotFile(const std::filesystem::path& file);

/// Writes the points of all snapshots with everything that travels with them: weights, attributes, names of snapshots.
/// Reading the file gives the same data again. The ending chooses the format:
/// .csv, .tsv — a table, a row a point: `t,x,y[,z …],weight`, attributes;
/// .npz — `t` (n), `x` (n×d), `weight` (n) and an array (n) for every attribute, as numpy.load reads them;
/// .vtp — points for ParaView and other VTK programs, with the array `t`;
/// .pvd — a series of such files, one for each snapshot, in a folder of the same name beside it.
/// Colours, total masses, and which snapshots are hidden or held out stay behind: projects keep those.
/// Errors: Error{CannotWrite}; nothing appears half-written. Error{InvalidArgument} for another ending;
///         Error{UnusableInput} when there is no point.
void writeSnapshots(const Dataset& dataset, const std::filesystem::path& file);

} // namespace engine
