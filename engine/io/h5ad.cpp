#include "engine/io/h5ad.h"

#include "engine/core/error.h"
#include "engine/core/memory.h"
#include "engine/io/anndata/anndata_embeddings.h"
#include "engine/io/anndata/anndata_frame.h"
#include "engine/io/column_guess.h"
#include "engine/io/isolated/isolated_work.h"
#include "engine/io/isolated/table_transfer.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <new>

namespace engine {

namespace {

/// Coordinates taken of a wide embedding nobody named: as many principal components as the experiments of the paper
/// with embryoid bodies have.
constexpr std::size_t kMostAutomatic = 5;
constexpr Index kMostNumbers = 400'000'000; ///< of positions: 3 GB

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// "X_pca (50), X_umap (2)".
std::string listOf(const std::vector<Embedding>& embeddings) {
    std::vector<std::string> words;
    for (const Embedding& embedding : embeddings)
        words.push_back(embedding.name + " (" + std::to_string(embedding.dimension) + ")");
    return joined(words);
}

/// What came out of the file, before anyone decides what the columns mean.
struct Contents {
    Table table; ///< first /obs, then the coordinates of the embedding
    std::size_t obsColumns = 0;
    std::vector<std::string> notUnderstood;
    std::vector<Embedding> embeddings;
    Embedding embedding;                  ///< without a name: none was read
    std::vector<std::string> coordinates; ///< columns that are coordinates unless others are named
    std::optional<std::string> time;      ///< the same for the time
};

class AnndataImport {
public:
    AnndataImport(const Hdf5File& file, const ImportOptions& options)
        : m_file(file), m_options(options), m_obs(obsOf(file)), m_embeddings(file, m_obs.rows()) {}

    Contents read() {
        m_contents.table.source = m_file.source();
        m_contents.table.hasHeader = true;
        for (const Embedding& embedding : m_embeddings.all())
            if (isReadable(embedding))
                m_contents.embeddings.push_back(embedding);
        readObs();
        if (const Embedding* chosen = chosenEmbedding())
            readEmbedding(*chosen);
        return std::move(m_contents);
    }

private:
    static AnndataFrame obsOf(const Hdf5File& file) {
        auto obs = file.find(file.root(), "obs");
        if (!obs)
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("%1 is an HDF5 file but no AnnData file: it has no /obs.", file.source()),
                        Sentence::of("Save it with anndata's write_h5ad."));
        AnndataFrame frame(file, std::move(*obs));
        if (frame.rows() == 0)
            file.refuse("/obs", Sentence::of("has no rows"), Sentence::of("Choose a file with cells in it."));
        return frame;
    }

    void readObs() {
        const double steps = double(m_obs.columns().size()) + 2;
        m_file.announce(0, 1 / steps);
        if (auto names = m_obs.readRowNames())
            add(std::move(*names));
        for (std::size_t k = 0; k < m_obs.columns().size(); ++k) {
            m_file.announce(double(k + 1) / steps, double(k + 2) / steps);
            m_file.report(0);
            if (auto column = m_obs.read(m_obs.columns()[k]))
                add(std::move(*column));
            else
                m_contents.notUnderstood.push_back(m_obs.columns()[k]);
        }
        m_contents.obsColumns = m_contents.table.columns.size();
        // Before there are other columns: a gene may well be called T.
        if (const int time = guessTimeColumn(m_contents.table); time >= 0)
            m_contents.time = m_contents.table.columns[std::size_t(time)].name;
        m_file.announce((steps - 1) / steps, 1);
    }

    /// A gene or an axis that is called like a column of /obs gets another name.
    void add(TableColumn column, const std::string& embedding = {}) {
        const auto isTaken = [&] {
            const auto& columns = m_contents.table.columns;
            return std::any_of(columns.begin(), columns.end(),
                               [&](const TableColumn& other) { return other.name == column.name; });
        };
        if (isTaken() && !embedding.empty())
            column.name += " (" + embedding + ")";
        while (isTaken())
            column.name += "'";
        m_contents.table.columns.push_back(std::move(column));
    }

    bool isInObs(const std::string& name) const { return m_contents.table.find(name) >= 0; }

    bool hasAll(const Embedding& embedding, const std::vector<std::string>& wanted) const {
        const std::vector<std::string> names = m_embeddings.columnNames(embedding);
        return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
            return isInObs(name) || std::find(names.begin(), names.end(), name) != names.end();
        });
    }

    const Embedding* firstWithAll(const std::vector<std::string>& wanted) const {
        for (const Embedding& embedding : m_embeddings.all())
            if (hasAll(embedding, wanted))
                return &embedding;
        return nullptr;
    }

    /// Null when the coordinates are columns of /obs.
    const Embedding* chosenEmbedding() {
        const std::vector<std::string>& named = m_options.columns.coordinates;
        if (!m_options.embedding.empty())
            return &requireEmbedding();
        if (!named.empty()) {
            if (std::all_of(named.begin(), named.end(), [this](const auto& name) { return isInObs(name); }))
                return nullptr;
            if (const Embedding* found = firstWithAll(named))
                return found;
        } else if (!m_options.axisNames.empty()) {
            if (const Embedding* found = firstWithAll(m_options.axisNames)) {
                m_contents.coordinates = m_options.axisNames;
                return found;
            }
        }
        const Embedding* automatic = m_embeddings.automatic();
        if (!automatic)
            throw Error(
                ErrorCode::UnusableInput,
                Sentence::of("%1 has no positions: neither an embedding in /obsm nor a matrix /X.", m_file.source()),
                Sentence::of("Compute one first, for example with scanpy.pp.pca, and save the file again."));
        if (automatic->name == "X")
            requireNotTooWide(*automatic);
        return automatic;
    }

    const Embedding& requireEmbedding() const {
        const Embedding* found = m_embeddings.find(m_options.embedding);
        if (!found)
            throw Error(
                ErrorCode::InvalidArgument,
                Sentence::of("%1 has no embedding \"%2\".", m_file.source(), shownInMessage(m_options.embedding)),
                m_contents.embeddings.empty() ? Sentence::of("It has none that can be used.")
                                              : Sentence::of("It has: %1.", listOf(m_contents.embeddings)));
        requireNotTooWide(*found);
        return *found;
    }

    bool isReadable(const Embedding& embedding) const {
        return embedding.dimension <= kMostMeasured && embedding.dimension * m_obs.rows() <= kMostNumbers;
    }

    void requireNotTooWide(const Embedding& embedding) const {
        if (isReadable(embedding))
            return;
        throw Error(
            ErrorCode::UnusableInput,
            Sentence::of(
                "%1, %2: it has %3 columns of %4 rows; at most %5 coordinates and %6 million numbers are supported.",
                m_file.source(), embedding.name, embedding.dimension, m_obs.rows(), kMostMeasured,
                kMostNumbers / 1'000'000),
            m_contents.embeddings.empty()
                ? Sentence::of("Compute an embedding first, for example with scanpy.pp.pca, and save the file again.")
                : Sentence::of("Name a smaller embedding: %1.", listOf(m_contents.embeddings)));
    }

    void readEmbedding(const Embedding& embedding) {
        m_contents.embedding = embedding;
        for (TableColumn& column : m_embeddings.read(embedding))
            add(std::move(column), embedding.name);
        if (!m_contents.coordinates.empty())
            return;
        const auto& columns = m_contents.table.columns;
        const bool isNamed = !m_options.embedding.empty() || embedding.name == "X";
        std::size_t count = columns.size() - m_contents.obsColumns;
        if (!isNamed)
            count = std::min(count, kMostAutomatic);
        for (std::size_t k = 0; k < count; ++k)
            m_contents.coordinates.push_back(columns[m_contents.obsColumns + k].name);
    }

    const Hdf5File& m_file;
    const ImportOptions& m_options;
    const AnndataFrame m_obs;
    const AnndataEmbeddings m_embeddings;
    Contents m_contents;
};

void send(PipeWriter& pipe, const Contents& contents) {
    const auto sendTexts = [&](const std::vector<std::string>& texts) {
        pipe.value(std::uint64_t(texts.size()));
        for (const std::string& text : texts)
            pipe.text(text);
    };
    const auto sendEmbedding = [&](const Embedding& embedding) {
        pipe.text(embedding.name);
        pipe.value(embedding.dimension);
    };
    sendTable(pipe, contents.table);
    pipe.value(std::uint64_t(contents.obsColumns));
    sendTexts(contents.notUnderstood);
    pipe.value(std::uint64_t(contents.embeddings.size()));
    for (const Embedding& embedding : contents.embeddings)
        sendEmbedding(embedding);
    sendEmbedding(contents.embedding);
    sendTexts(contents.coordinates);
    pipe.text(contents.time.value_or(""));
}

Contents receive(PipeReader& pipe) {
    const auto receiveTexts = [&] {
        std::vector<std::string> texts;
        for (auto left = pipe.value<std::uint64_t>(); left > 0; --left)
            texts.push_back(pipe.text());
        return texts;
    };
    const auto receiveEmbedding = [&] {
        Embedding embedding;
        embedding.name = pipe.text();
        embedding.dimension = pipe.value<Index>();
        return embedding;
    };
    Contents contents;
    contents.table = receiveTable(pipe);
    contents.obsColumns = pipe.value<std::uint64_t>();
    contents.notUnderstood = receiveTexts();
    for (auto left = pipe.value<std::uint64_t>(); left > 0; --left)
        contents.embeddings.push_back(receiveEmbedding());
    contents.embedding = receiveEmbedding();
    contents.coordinates = receiveTexts();
    if (const std::string time = pipe.text(); !time.empty())
        contents.time = time;
    return contents;
}

/// The library for HDF5 trusts the files it reads: a damaged one may bring down the process it runs in.
Contents contentsOf(const std::filesystem::path& file, const ImportOptions& options) {
    const auto tooLarge = [&] {
        return Error(ErrorCode::UnusableInput, Sentence::of("%1 does not fit into memory.", file.filename().string()),
                     Sentence::of("Choose some of its cells and columns first."));
    };
    const auto work = [&](const ReadControl& control) -> SendResult {
        try {
            const Hdf5File opened(file, control);
            auto contents = std::make_shared<const Contents>(AnndataImport(opened, options).read());
            return [contents](PipeWriter& pipe) { send(pipe, *contents); };
        } catch (const std::bad_alloc&) {
            throw tooLarge();
        }
    };
    IsolationLimits limits;
    limits.memory = std::min(limits.memory, availableMemory().value_or(limits.memory));
    Contents contents;
    try {
        runIsolated(
            work, [&](PipeReader& pipe) { contents = receive(pipe); }, options.control,
            Error(ErrorCode::UnusableInput,
                  Sentence::of("%1 is damaged: reading it had to be given up.", file.filename().string()),
                  Sentence::of("Get the file again, or use another copy.")),
            limits);
    } catch (const std::bad_alloc&) {
        throw tooLarge();
    }
    return contents;
}

ImportedData readH5ad(const std::filesystem::path& file, const ImportOptions& options) {
    Contents contents = contentsOf(file, options);
    ColumnChoice choice = options.columns;
    if (choice.coordinates.empty())
        choice.coordinates = contents.coordinates;
    if (!choice.time)
        choice.time = contents.time;
    ColumnMapping mapping = mappingFor(contents.table, choice);
    // Coordinates nobody asked for are no measurements that travel along.
    for (std::size_t c = contents.obsColumns; c < mapping.roles.size(); ++c)
        if (mapping.roles[c] == ColumnRole::Attribute)
            mapping.roles[c] = ColumnRole::Ignore;
    ImportedData imported = importTable(std::make_shared<const Table>(std::move(contents.table)), mapping);
    if (!contents.embedding.name.empty()) {
        std::vector<Embedding> others = contents.embeddings;
        std::erase(others, contents.embedding);
        imported.understanding = "embedding: " + contents.embedding.name +
                                 (others.empty() ? "" : " (others: " + listOf(others) + ")") + " · " +
                                 imported.understanding;
    }
    if (!contents.notUnderstood.empty())
        imported.understanding += " · not understood: " + joined(contents.notUnderstood);
    imported.embeddings = std::move(contents.embeddings);
    imported.embedding = contents.embedding.name;
    return imported;
}

} // namespace

DataReader h5adReader() {
    return {"AnnData file",
            {"h5ad"},
            [](std::string_view head) { return head.starts_with("\x89HDF\r\n\x1a\n"); },
            readH5ad};
}

} // namespace engine
