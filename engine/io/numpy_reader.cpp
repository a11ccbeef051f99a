#include "engine/io/numpy_reader.h"

#include "engine/core/error.h"
#include "engine/io/column_builder.h"
#include "engine/io/column_guess.h"
#include "engine/io/npy.h"
#include "engine/io/npy_table.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/zip_archive.h"

#include <algorithm>
#include <array>

namespace engine {

namespace {

/// Names of positions in order of preference.
constexpr std::array<std::string_view, 12> kPositionNames = {
    "x", "X", "lonlat", "pcs", "X_pca", "pca", "phate", "X_phate", "X_umap", "embedding", "points", "data"};

struct NamedArray {
    std::string name;
    NpyArray array;

    Index rows() const { return array.shape.empty() ? 0 : array.shape[0]; }
    bool isColumn() const { return array.shape.size() == 1; }
    bool isMatrix() const { return array.shape.size() == 2 && array.shape[1] > 0 && !array.isText; }
};

[[noreturn]] void refuse(const Sentence& what) {
    throw Error(ErrorCode::UnusableInput, what,
                Sentence::of("Expected are an array t of times and an array x with one row a point."));
}

TableColumn numberColumn(std::string name, const NpyArray& array, Index first, Index stride, Index rows) {
    std::vector<double> numbers;
    numbers.reserve(std::size_t(rows));
    for (Index i = 0; i < rows; ++i)
        numbers.push_back(array.numbers[std::size_t(first + i * stride)]);
    return engine::numberColumn(std::move(name), std::move(numbers));
}

TableColumn textColumn(std::string name, const NpyArray& array) {
    TextColumnBuilder builder(std::move(name));
    for (const std::string& text : array.texts)
        builder.add(text);
    return builder.take();
}

/// `names` are those of a matrix's columns, where they are known.
void addColumns(Table& table, const NamedArray& named, const std::vector<std::string>& names = {}) {
    if (named.isColumn()) {
        table.columns.push_back(named.array.isText ? textColumn(named.name, named.array)
                                                   : numberColumn(named.name, named.array, 0, 1, named.rows()));
        return;
    }
    const Index width = named.array.shape[1];
    if (table.columns.size() + std::size_t(width) > kMostColumns)
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("%1, %2.npy has %3 numbers a row.", table.source, named.name, width),
                    Sentence::of("Save it with one row a point: x.T turns an array over."));
    for (Index k = 0; k < width; ++k) {
        const std::string name = Index(names.size()) == width           ? names[std::size_t(k)]
                                 : named.name == "lonlat" && width == 2 ? (k == 0 ? "lon" : "lat")
                                                                        : named.name + std::to_string(k + 1);
        table.columns.push_back(numberColumn(name, named.array, k, width, named.rows()));
    }
}

bool isTime(const NamedArray& named) {
    TableColumn column;
    column.name = named.name;
    return named.isColumn() && kindOf(column) == ColumnKind::Time;
}

/// The array of positions with this many rows (0: any); null without one.
const NamedArray* positionsAmong(const std::vector<NamedArray>& arrays, Index rows) {
    const auto fits = [&](const NamedArray& a) { return a.isMatrix() && (rows == 0 || a.rows() == rows); };
    for (const std::string_view name : kPositionNames)
        for (const NamedArray& named : arrays)
            if (named.name == name && fits(named))
                return &named;
    const auto found = std::find_if(arrays.begin(), arrays.end(), fits);
    return found == arrays.end() ? nullptr : &*found;
}

/// Whether an array goes with positions rather than being some.
bool isCompanion(const NamedArray& named) {
    return named.name == "v" || named.name.find("normal") != std::string::npos ||
           named.name.find("veloc") != std::string::npos;
}

/// Arrays of positions in an archive without times, one snapshot each: x0, x1, x2, or start and end.
std::vector<const NamedArray*> snapshotsAmong(const std::vector<NamedArray>& arrays) {
    std::vector<const NamedArray*> snapshots;
    for (const NamedArray& named : arrays) {
        if (std::find(kPositionNames.begin(), kPositionNames.end(), named.name) != kPositionNames.end())
            return {};
        if (named.isMatrix() && !isCompanion(named) &&
            (snapshots.empty() || named.array.shape[1] == snapshots.front()->array.shape[1]))
            snapshots.push_back(&named);
    }
    return snapshots.size() > 1 ? snapshots : std::vector<const NamedArray*>();
}

/// One table of such arrays, with their names as times.
ImportedData readStack(Table table, const std::vector<const NamedArray*>& snapshots, ColumnChoice choice) {
    TableColumn names;
    names.name = "array";
    names.isText = true;
    NamedArray stacked{"x", {}};
    stacked.array.shape = {0, snapshots.front()->array.shape[1]};
    for (const NamedArray* named : snapshots) {
        stacked.array.shape[0] += named->rows();
        stacked.array.numbers.insert(stacked.array.numbers.end(), named->array.numbers.begin(),
                                     named->array.numbers.end());
        names.codes.insert(names.codes.end(), std::size_t(named->rows()), std::int32_t(names.categories.size()));
        names.categories.push_back(named->name);
    }
    table.columns.push_back(std::move(names));
    addColumns(table, stacked);
    if (!choice.time)
        choice.time = "array";
    return importTable(std::move(table), choice);
}

ImportedData readNpz(const std::filesystem::path& file, const ImportOptions& options) {
    const ZipReader archive(file);
    Table table;
    table.source = file.filename().string();
    table.hasHeader = true;
    std::vector<NamedArray> arrays;
    const auto names = archive.names();
    for (std::size_t k = 0; k < names.size(); ++k) {
        options.control.report(double(k) / double(names.size()));
        const std::string& name = names[k];
        if (name.size() > 4 && name.ends_with(".npy"))
            arrays.push_back(
                {name.substr(0, name.size() - 4), parseNpy(archive.read(name), table.source + ", " + name)});
    }
    const auto time = std::find_if(arrays.begin(), arrays.end(), isTime);
    if (time == arrays.end())
        if (const auto snapshots = snapshotsAmong(arrays); !snapshots.empty())
            return readStack(std::move(table), snapshots, options.columns);
    const NamedArray* positions = positionsAmong(arrays, time == arrays.end() ? 0 : time->rows());
    if (time == arrays.end() && !positions)
        refuse(Sentence::of("%1 has neither times nor positions.", table.source));
    if (time != arrays.end())
        addColumns(table, *time);
    ColumnChoice choice = options.columns;
    const auto axisNames =
        std::find_if(arrays.begin(), arrays.end(), [](const NamedArray& a) { return a.name == kAxisNamesArray; });
    if (positions) {
        const std::size_t first = table.columns.size();
        addColumns(table, *positions, axisNames == arrays.end() ? std::vector<std::string>() : axisNames->array.texts);
        if (choice.coordinates.empty())
            for (std::size_t c = first; c < table.columns.size(); ++c)
                choice.coordinates.push_back(table.columns[c].name);
    }
    // What else has one entry or row a point travels along; without times nothing tells which arrays belong together.
    for (const NamedArray& named : arrays)
        if (time != arrays.end() && &named != &*time && &named != positions && named.name != kAxisNamesArray &&
            named.rows() == time->rows() && (named.isColumn() || named.isMatrix()))
            addColumns(table, named);
    return importTable(std::move(table), choice);
}

ImportedData readNpy(const std::filesystem::path& file, const ImportOptions& options) {
    TableMemory memory(options.rowSeed);
    ImportedData data = importTable(readNpyTable(file, options.control, memory), options.columns);
    data.understanding += memory.remark();
    return data;
}

bool begins(std::string_view text, std::string_view magic) { return text.substr(0, magic.size()) == magic; }

} // namespace

DataReader npzReader() { return {"NumPy archive", {"npz"}, {}, readNpz}; }

DataReader npyReader() {
    return {"NumPy array", {"npy"}, [](std::string_view head) { return begins(head, "\x93NUMPY"); }, readNpy};
}

} // namespace engine
