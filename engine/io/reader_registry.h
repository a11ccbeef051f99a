#pragma once

#include "engine/data/principal_components.h"
#include "engine/data/subsample.h"
#include "engine/io/mapped_table.h"
#include "engine/io/read_control.h"
#include "engine/io/table.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// One of several sets of positions a file has for the same points.
struct Embedding {
    std::string name;    ///< "X_umap"
    Index dimension = 0; ///< how many coordinates it has in the file
    bool operator==(const Embedding&) const = default;
};

/// Where of a closed surface points are drawn from.
enum class MeshPoints { Surface, Inside };

/// What a data file turned into. Readers of tables leave the table and the guess, so that the roles of its columns can
/// be changed and applied again.
struct ImportedData {
    Dataset dataset;
    std::shared_ptr<const Table> table; ///< null for formats without columns
    ColumnMapping mapping;
    std::string understanding; ///< how the file was understood, one line
    bool isOverlay = false;    ///< lines to draw below the data, no population
    Index rowsWithoutTime = 0; ///< of the table, left out
    Index incompleteRows = 0;  ///< of the table, left out for want of a coordinate or a weight
    /// What ImportOptions::embedding may name; empty for formats with one set of positions.
    std::vector<Embedding> embeddings = {};
    std::string embedding = {}; ///< the one that was read; empty when the coordinates are other columns
    std::optional<MeshPoints> meshPoints = {}; ///< where they were drawn; empty for what is no mesh
};

struct ImportOptions {
    ColumnChoice columns;
    ReadControl control;
    std::optional<Subsample> subsample = {}; ///< empty: all points
    /// Of a table that does not fit into memory, rows are drawn with this seed; empty: it is refused.
    std::optional<std::uint64_t> rowSeed = {};
    /// So many principal components in place of the coordinates of what files hold together; empty: as measured,
    /// unless there are more than kMostCoordinates.
    std::optional<int> components = {};
    /// Of a file with several sets of positions the one to read, with all its coordinates; empty: chosen by what they
    /// are.
    std::string embedding = {};
    /// Names of the axes of a model the data is for: where nothing else is chosen, positions called like them are taken
    /// if the file has them.
    std::vector<std::string> axisNames = {};
    /// Points drawn from what is no cloud of points: a surface, a picture.
    Index samples = kUsualSamples;
    MeshPoints meshPoints = MeshPoints::Surface;
    std::uint64_t seed = 0; ///< of those points

    static constexpr Index kUsualSamples = 2000, kMostSamples = 10'000'000;
};

/// One kind of data file.
struct DataReader {
    std::string name;                  ///< for messages and file dialogs: "CSV table"
    std::vector<std::string> suffixes; ///< lower case, without dot
    /// Whether a file that begins like this is of the kind, whatever its name; may be empty.
    std::function<bool(std::string_view beginning)> recognizes;
    std::function<ImportedData(const std::filesystem::path&, const ImportOptions&)> read;
};

/// Adds a kind of file, or replaces the reader of the same name. The engine's own (tables, NumPy, AnnData, PLY, VTK,
/// meshes) are there from the beginning; other layers add theirs at start.
/// Thread: any.
void registerReader(DataReader reader);
std::vector<DataReader> dataReaders();

/// Reads a data file by the reader its content or else its ending calls for; text of unknown ending is read as CSV.
/// Errors: Error{UnusableInput} with place and remedy, Error{InvalidArgument} for columns or an embedding that do not
///         exist, Error{Cancelled}.
/// Thread: any.
ImportedData readData(const std::filesystem::path& file, const ImportOptions& options = {});

/// Reads a table from text in memory, e.g. a pasted one, as if it were a CSV file.
/// Errors: as readData; `source` stands for the file's name.
ImportedData readTable(std::string_view text, std::string source, const ImportOptions& options = {});

/// A table turned into data with its guess, or the given columns: the last step of every reader of tables.
ImportedData importTable(Table table, const ColumnChoice& columns);
/// The same with a mapping that was chosen: what a window does when a person changes it.
/// Errors: as applyMapping.
ImportedData importTable(std::shared_ptr<const Table> table, const ColumnMapping& mapping);

/// Draws at most so many points of each snapshot, and says so in the understanding.
void thin(ImportedData& data, const Subsample& choice);

/// The rows of a data file of any kind, before anyone decides what they mean: of formats without columns those of their
/// points. Nothing is left out of a table of text or of numbers.
/// Errors: as readData.
Table readRows(const std::filesystem::path& file, const ImportOptions& options = {});

/// Tells the data in so many of these principal components, and says so in the understanding.
/// Errors: as reduced; Error{InvalidArgument} for more components than there are.
void reduce(ImportedData& data, const PrincipalComponents& components, int count);

} // namespace engine
