#include "engine/io/npy_table.h"

#include "engine/core/error.h"
#include "engine/io/column_builder.h"
#include "engine/io/npy.h"
#include "engine/io/require_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace engine {

namespace {

constexpr std::size_t kBlock = std::size_t(1) << 22;

/// The entries of an array as they lie in its file, one run of equal distance after another.
class EntryReader {
public:
    EntryReader(const std::filesystem::path& file, const ReadControl& control)
        : m_source(file.filename().string()), m_control(control) {
        requireFile(file);
        errno = 0;
        m_stream.open(file, std::ios::binary);
        if (!m_stream)
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("%1 cannot be opened: %2.", file.string(), std::strerror(errno)),
                        Sentence::of("Check that you may read it."));
        std::error_code ignored;
        const std::uint64_t size = std::filesystem::file_size(file, ignored);
        std::string beginning(std::min<std::uint64_t>(kLongestNpyHeader, size), '\0');
        m_stream.read(beginning.data(), std::streamsize(beginning.size()));
        m_header = parseNpyHeader(beginning, size, m_source);
    }

    const NpyHeader& header() const { return m_header; }
    const std::string& source() const { return m_source; }
    Index rows() const { return m_header.shape[0]; }
    Index columns() const { return m_header.shape[1]; }

    void start() {
        m_stream.clear();
        m_stream.seekg(std::streamoff(m_header.dataAt));
    }

    /// Calls `take(index, entry)` for the next `count` entries.
    template <class Take> void each(Index count, const Take& take) {
        const Index most = std::max<Index>(1, Index(kBlock / m_header.width));
        for (Index done = 0; done < count;) {
            const Index part = std::min(most, count - done);
            m_block.resize(std::size_t(part) * m_header.width);
            if (!m_stream.read(m_block.data(), std::streamsize(m_block.size())))
                throw Error(ErrorCode::UnusableInput, Sentence::of("%1 breaks off while it is read.", m_source),
                            Sentence::of("Get it again."));
            for (Index i = 0; i < part; ++i)
                take(done + i, npyNumber(m_block.data() + std::size_t(i) * m_header.width, m_header));
            done += part;
            m_control.report(double(m_done + done) / double(rows() * columns()));
        }
        m_done += count;
    }

private:
    std::string m_source;
    const ReadControl& m_control;
    std::ifstream m_stream;
    NpyHeader m_header;
    std::string m_block;
    Index m_done = 0;
};

/// Which rows are taken; empty: all.
std::vector<bool> rowsTaken(Index rows, TableMemory& memory) {
    std::vector<bool> taken;
    for (Index i = 0; memory.share() < 1 && i < rows; ++i)
        taken.push_back(memory.takesRow());
    return taken;
}

} // namespace

Table readNpyTable(const std::filesystem::path& file, const ReadControl& control, TableMemory& memory) {
    EntryReader reader(file, control);
    Table table;
    table.source = reader.source();
    const auto& shape = reader.header().shape;
    if (shape.size() != 2 || shape[0] == 0 || shape[1] == 0 || reader.header().isText())
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 is not an array with one row a point.", table.source),
                    Sentence::of("Save a two-dimensional array of numbers with numpy.save."));
    if (std::size_t(shape[1]) > kMostColumns)
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has %2 numbers a row.", table.source, shape[1]),
                    Sentence::of("Save it with one row a point: numpy.save(file, x.T) turns an array over."));
    memory.expect(table.source, double(reader.rows()), std::size_t(reader.columns()));
    const std::vector<bool> taken = rowsTaken(reader.rows(), memory);
    std::vector<std::vector<double>> columns(std::size_t(reader.columns()));
    for (auto& column : columns)
        column.reserve(std::size_t(double(reader.rows()) * std::min(1.0, 1.01 * memory.share())) + 1);
    const auto add = [&](Index row, Index column, double value) {
        if (taken.empty() || taken[std::size_t(row)])
            columns[std::size_t(column)].push_back(value);
    };
    reader.start();
    if (reader.header().isFortran) {
        for (Index k = 0; k < reader.columns(); ++k)
            reader.each(reader.rows(), [&](Index row, double value) { add(row, k, value); });
    } else {
        Index row = 0, column = 0;
        reader.each(reader.rows() * reader.columns(), [&](Index, double value) {
            add(row, column, value);
            if (++column == reader.columns()) {
                column = 0;
                ++row;
            }
        });
    }
    for (std::size_t k = 0; k < columns.size(); ++k)
        table.columns.push_back(numberColumn("column " + std::to_string(k + 1), std::move(columns[k])));
    return table;
}

} // namespace engine
