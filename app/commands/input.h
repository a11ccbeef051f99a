#pragma once

#include "app/arguments.h"
#include "app/console.h"
#include "engine/io/table.h"
#include "ui/document/project.h"

#include <string>
#include <vector>

namespace app {

/// Most data files a command puts together.
inline constexpr int kMostFiles = 100'000;

/// What a command was given to work on.
struct Input {
    ui::Project project;
    bool isProject = false;           ///< from a project file
    bool isOverlay = false;           ///< lines to draw below the data, no population
    std::vector<std::string> columns; ///< of a data file, as they stand in it; else as one would be written
    std::string understanding;        ///< of data files: how they were understood, one line
};

/// What every command that reads data files offers to say how: --time, --coordinates, --weight, --bins, --subsample,
/// --pca, --points.
/// `whose` goes before each explanation.
std::vector<Option> dataOptions(const std::string& whose = {});

/// Reads a project (`P.kino`), a generated example (`example:NAME`) or data files, several of which become one dataset.
/// Their columns are the ones named by the options or else guessed.
/// Errors: Error{UnusableInput} with place and remedy; Error{InvalidArgument} for an unknown example or column, and for
///         several names that are not all data files.
Input readInput(const std::vector<std::string>& names, const Arguments& arguments, Console& console);

/// The same for data that is compared with a project's: columns called like its axes are the coordinates, in their
/// order, and dates and words as times mean what they mean there. How a file was understood is told.
/// Errors: as readInput, and Error{UnusableInput} for data of another dimension.
Input readInputLike(const std::string& name, const engine::Dataset& like, const Arguments& arguments, Console& console);

/// Points to work on, from a data file: where, and, when the file has a time column, when.
struct PointTable {
    engine::Points points;
    engine::Times times; ///< empty when the file has none
    std::vector<std::string> axisNames;
    std::vector<engine::TableColumn> columns; ///< all others: they go along into what is written
};
/// The columns are the ones named by the options, else those called like the axes of the data, else guessed. Points in
/// the coordinates that the principal components of the data were computed from are told in these components.
/// Errors: Error{UnusableInput}, also for points of another dimension than the data's.
PointTable readPoints(const std::string& path, const engine::Dataset& like, const Arguments& arguments,
                      Console& console);

/// Fails early, before hours of work, when `path` cannot be written.
/// Errors: Error{CannotWrite}.
void requireWritable(const std::string& path);

} // namespace app
