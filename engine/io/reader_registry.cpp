#include "engine/io/reader_registry.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/dataset_reduction.h"
#include "engine/io/csv.h"
#include "engine/io/h5ad.h"
#include "engine/io/mesh/mesh_readers.h"
#include "engine/io/message_text.h"
#include "engine/io/numpy_reader.h"
#include "engine/io/ply.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/vtk/vtk_readers.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <mutex>

namespace engine {

namespace {

constexpr char kTextTable[] = "CSV table";

std::string lowerSuffix(std::filesystem::path file) {
    std::string suffix = file.extension().string();
    if (suffix == ".gz")
        suffix = file.stem().extension().string();
    if (!suffix.empty())
        suffix.erase(0, 1);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return suffix;
}

ImportedData readCsvData(const std::filesystem::path& file, const ImportOptions& options) {
    TableMemory memory(options.rowSeed);
    ImportedData data = importTable(readCsv(file, options.control, memory), options.columns);
    data.understanding += memory.remark();
    return data;
}

struct Registry {
    std::mutex mutex;
    std::vector<DataReader> readers = {{kTextTable, {"csv", "tsv", "txt", "dat", "tab"}, {}, readCsvData},
                                       npzReader(),
                                       npyReader(),
                                       h5adReader(),
                                       plyReader(),
                                       vtkXmlReader(),
                                       vtkLegacyReader(),
                                       pvdReader(),
                                       objReader(),
                                       stlReader()};
};

Registry& registry() {
    static Registry instance;
    return instance;
}

std::string beginningOf(const std::filesystem::path& file) {
    std::string head(512, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), std::streamsize(head.size()));
    head.resize(std::size_t(std::max<std::streamsize>(0, stream.gcount())));
    return head;
}

/// The reader its content or else its ending calls for; that of text for all others.
DataReader readerFor(const std::filesystem::path& file) {
    const std::vector<DataReader> readers = dataReaders();
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored)) {
        const std::string head = beginningOf(file);
        for (const DataReader& reader : readers)
            if (reader.recognizes && reader.recognizes(head))
                return reader;
    }
    const std::string suffix = lowerSuffix(file);
    for (const DataReader& reader : readers)
        if (std::find(reader.suffixes.begin(), reader.suffixes.end(), suffix) != reader.suffixes.end())
            return reader;
    return readers.front();
}

} // namespace

void registerReader(DataReader reader) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    const auto same = std::find_if(all.readers.begin(), all.readers.end(),
                                   [&](const DataReader& known) { return known.name == reader.name; });
    if (same != all.readers.end())
        *same = std::move(reader);
    else
        all.readers.push_back(std::move(reader));
}

std::vector<DataReader> dataReaders() {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    return all.readers;
}

ImportedData readData(const std::filesystem::path& file, const ImportOptions& options) {
    ImportOptions chosen = options;
    if (options.subsample && !options.rowSeed)
        chosen.rowSeed = options.subsample->seed;
    ImportedData data = readerFor(file).read(file, chosen);
    if (options.subsample)
        thin(data, *options.subsample);
    return data;
}

ImportedData readTable(std::string_view text, std::string source, const ImportOptions& options) {
    ImportedData data = importTable(parseCsv(text, std::move(source)), options.columns);
    if (options.subsample)
        thin(data, *options.subsample);
    return data;
}

ImportedData importTable(Table table, const ColumnChoice& columns) {
    const ColumnMapping mapping = mappingFor(table, columns);
    return importTable(std::make_shared<const Table>(std::move(table)), mapping);
}

ImportedData importTable(std::shared_ptr<const Table> table, const ColumnMapping& mapping) {
    MappedTable mapped = applyMapping(*table, mapping);
    ImportedData imported;
    imported.isOverlay = isOverlay(*table, mapped.mapping);
    imported.dataset = std::move(mapped.dataset);
    imported.mapping = std::move(mapped.mapping);
    imported.rowsWithoutTime = mapped.rowsWithoutTime;
    imported.incompleteRows = mapped.incompleteRows;
    imported.understanding =
        std::move(mapped.understanding) + (imported.isOverlay ? " · lines to draw below the data, no population" : "");
    imported.table = std::move(table);
    return imported;
}

void thin(ImportedData& data, const Subsample& choice) {
    const Index before = data.dataset.pointCount();
    data.dataset = subsampled(data.dataset, choice);
    if (data.dataset.pointCount() < before)
        data.understanding += " · at most " + counted(std::size_t(choice.most), "point") + " a time drawn with seed " +
                              std::to_string(choice.seed) + ", " + std::to_string(data.dataset.pointCount()) + " of " +
                              std::to_string(before);
}

void reduce(ImportedData& data, const PrincipalComponents& components, int count) {
    if (count < 1 || count > components.count())
        throw Error(ErrorCode::InvalidArgument,
                    components.count() == 1
                        ? Sentence::of("The data have 1 principal component, not %1.", count)
                        : Sentence::of("The data have %1 principal components, not %2.", components.count(), count),
                    Sentence::of("Choose from 1 to %1.", components.count()));
    data.dataset = reduced(data.dataset, std::make_shared<const PrincipalComponents>(components.leading(count)));
    data.understanding += " · " + counted(std::size_t(count), "principal component") + " of " +
                          counted(std::size_t(components.dimension()), "coordinate") + ", " +
                          shortNumber(std::round(1000 * components.explained(count)) / 10) + " % of the variance";
}

Table readRows(const std::filesystem::path& file, const ImportOptions& options) {
    const DataReader reader = readerFor(file);
    if (reader.name == kTextTable)
        return readCsv(file, options.control);
    const ImportedData data = reader.read(file, options);
    return data.table ? *data.table : SnapshotTable(data.dataset).table;
}

} // namespace engine
