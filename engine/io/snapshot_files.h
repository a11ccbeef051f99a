#pragma once

#include "engine/data/outlines.h"
#include "engine/io/reader_registry.h"

#include <filesystem>
#include <memory>
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
    /// Principal components in place of the coordinates; empty: as measured. A base that is told in components
    /// decides: what is added to it is told in the same.
    std::optional<int> components = {};
    /// Lines that came beside the points, to be drawn below them.
    std::vector<std::shared_ptr<const Outlines>> overlays = {};
};

/// Reads several data files and finds their times. Files of lines to draw below the data become overlays; where there
/// are no others, the first of them stays among the files.
/// Errors: as readData and findTimes.
/// Thread: any.
SnapshotFiles readSnapshots(const std::vector<std::filesystem::path>& files, const ImportOptions& options = {});

/// The lines of a file of them, called like the file. Precondition: file.data.isOverlay.
Outlines overlayOf(const SnapshotFile& file);

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

/// The files in one dataset: `measured` and then `completed`.
/// Errors: as these.
ImportedData joined(const SnapshotFiles& files);

/// The files in one dataset as they were measured, without the base.
/// Columns that not all of them have are said in the understanding.
/// Errors: Error{UnusableInput} naming two files and what differs: see joined of two datasets.
ImportedData measured(const SnapshotFiles& files);

/// Whether the coordinates of measured data are to be replaced by principal components of these data.
bool needsComponents(const SnapshotFiles& files, const Dataset& measured);

/// Measured data in the components that are wanted, and with the base. `known`: the components of these data, where
/// they were computed already.
/// Errors: as reduce, principalComponents, and where data and base do not go together.
ImportedData completed(const SnapshotFiles& files, ImportedData measured, const PrincipalComponents* known = nullptr);

} // namespace engine
