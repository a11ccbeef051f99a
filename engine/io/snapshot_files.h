#pragma once

#include "engine/io/reader_registry.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// One of several files that make a dataset together.
struct SnapshotFile {
    std::string name; ///< for messages
    ImportedData data;
    bool hasOwnTimes = false; ///< the file says when its points were seen, and keeps it
};

/// Files of one population before they are put together: what was guessed about their times can be shown and changed.
struct SnapshotFiles {
    std::optional<Dataset> base;     ///< what the files are added to
    std::vector<SnapshotFile> files; ///< in the order given
    /// One entry per file: what its name says and the time it gets; without a time for files that have their own.
    TimeAxis times;
    std::optional<Subsample> subsample; ///< of what the files hold together
};

/// Reads several data files and finds their times.
/// Errors: as readData and findTimes; Error{UnusableInput} for a file of lines to draw below the data.
/// Thread: any.
SnapshotFiles readSnapshots(const std::vector<std::filesystem::path>& files, const ImportOptions& options = {});

/// Files to be added to a dataset that is there already.
/// Errors: as findTimes.
SnapshotFiles addedTo(Dataset base, SnapshotFiles files);

/// Decides the times again, after another mapping of a file or another order of the files. A file with times keeps
/// them: dates are counted from the first of all files, or from day 0 of the base; categories in the order in which the
/// files have them. The time of a file with one snapshot and no time is read from its name, else it comes behind all
/// before it: see nextTime. So does a snapshot whose time the base has already, and names decide where all files claim
/// to be one snapshot at the same time.
/// Errors: Error{UnusableInput} naming two files of which one has dates and the other plain numbers.
void findTimes(SnapshotFiles& files);

/// The files in one dataset.
/// Errors: Error{UnusableInput} naming two files and what differs: coordinates, attributes, weights.
ImportedData joined(const SnapshotFiles& files);

} // namespace engine
