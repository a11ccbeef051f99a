#include "engine/io/ply.h"

#include "engine/core/error.h"
#include "engine/io/column_guess.h"
#include "engine/io/csv_format.h"
#include "engine/io/line_reader.h"
#include "engine/io/message_text.h"
#include "engine/io/ply_header.h"
#include "engine/io/require_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>

namespace engine {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers of the other order are turned round");

constexpr std::size_t kLongestHeader = std::size_t(1) << 20;

[[noreturn]] void refuse(const Sentence& what) {
    throw Error(ErrorCode::UnusableInput, what, Sentence::of("Get the file again, or save it again as PLY."));
}

[[noreturn]] void refuseShort(const std::string& source, const PlyHeader::Element& element, std::uint64_t found) {
    refuse(Sentence::of("%1 breaks off: it has %2 of the %3 \"%4\" its header promises.", source, found, element.count,
                        shownInMessage(element.name)));
}

void append(TableColumn& column, double value, std::int64_t line, std::string_view text) {
    const bool isFinite = std::isfinite(value);
    if (!isFinite)
        column.noteHole(line, column.size(), text);
    column.numbers.push_back(isFinite ? value : std::nan(""));
}

/// The columns a vertex fills, in the order of its properties without lists.
Table emptyTable(const PlyHeader::Element& vertices, const std::string& source) {
    Table table;
    table.source = source;
    table.hasHeader = true;
    for (const PlyHeader::Property& property : vertices.properties)
        if (!property.length)
            table.columns.emplace_back().name = property.name;
    if (table.columns.empty() || vertices.count == 0)
        refuse(Sentence::of("%1 has no vertices.", source));
    return table;
}

/// Elements as text, one a line.
class TextReader {
public:
    TextReader(const std::filesystem::path& file, const PlyHeader& header, const ReadControl& control)
        : m_lines(file, control) {
        for (std::int64_t line = 0; line < header.lines; ++line)
            m_lines.next(m_line);
    }

    void skip(const PlyHeader::Element& element) {
        for (std::uint64_t k = 0; k < element.count && !element.properties.empty(); ++k)
            if (!next())
                refuseShort(m_lines.sourceName(), element, k);
    }

    void read(const PlyHeader::Element& element, Table& table) {
        for (TableColumn& column : table.columns)
            column.numbers.reserve(std::min<std::uint64_t>(element.count, m_lines.sizeHint() / 2));
        for (std::uint64_t k = 0; k < element.count; ++k) {
            if (!next())
                refuseShort(m_lines.sourceName(), element, k);
            auto column = table.columns.begin();
            for (const PlyHeader::Property& property : element.properties) {
                if (property.length) {
                    skipList();
                    continue;
                }
                const std::string_view word = nextWord();
                append(*column++, parseNumber(word, false), m_lines.line(), word);
            }
            if (m_line.find_first_not_of(" \t") != std::string_view::npos)
                refuseLine(Sentence::of("there are more numbers than properties"));
        }
    }

private:
    /// The next line that is not blank.
    bool next() {
        do
            if (!m_lines.next(m_line))
                return false;
        while (m_line.find_first_not_of(" \t") == std::string_view::npos);
        return true;
    }

    std::string_view nextWord() {
        const std::size_t begin = m_line.find_first_not_of(" \t");
        if (begin == std::string_view::npos)
            refuseLine(Sentence::of("there are fewer numbers than properties"));
        const std::size_t end = std::min(m_line.find_first_of(" \t", begin), m_line.size());
        const std::string_view word = m_line.substr(begin, end - begin);
        m_line.remove_prefix(end);
        return word;
    }

    void skipList() {
        const std::string_view word = nextWord();
        const double length = parseNumber(word, false);
        if (!(length >= 0))
            refuseLine(Sentence::of("\"%1\" is no length of a list", shownInMessage(word)));
        for (double k = 0; k < length; ++k)
            nextWord();
    }

    [[noreturn]] void refuseLine(const Sentence& what) const {
        refuse(Sentence::of("%1, line %2: %3.", m_lines.sourceName(), m_lines.line(), what));
    }

    LineReader m_lines;
    std::string_view m_line; ///< what is left of it
};

/// Elements as bytes.
class BinaryReader {
public:
    BinaryReader(const std::filesystem::path& file, const PlyHeader& header, const ReadControl& control)
        : m_source(file.filename().string()),
          m_control(control),
          m_stream(file, std::ios::binary),
          m_reversed(header.format == PlyFormat::BigEndian) {
        std::error_code ignored;
        m_size = std::filesystem::file_size(file, ignored);
        m_stream.seekg(std::streamoff(header.dataAt));
        m_left = m_size - std::min<std::uint64_t>(m_size, header.dataAt);
    }

    void skip(const PlyHeader::Element& element) {
        requireRoom(element);
        if (!element.hasLists()) {
            discard(element.count * element.size());
            return;
        }
        forEach(element, [this](const PlyHeader::Property& property) { discard(sizeOf(property.type)); });
    }

    void read(const PlyHeader::Element& element, Table& table) {
        requireRoom(element);
        for (TableColumn& column : table.columns)
            column.numbers.reserve(element.count);
        auto column = table.columns.begin();
        forEach(element, [&](const PlyHeader::Property& property) {
            const double value = number(property.type);
            append(*column, value, 0, std::isnan(value) ? "nan" : "inf");
            if (++column == table.columns.end())
                column = table.columns.begin();
        });
    }

private:
    /// Hears of every number that is not in a list; those in lists are passed over.
    template <class Take> void forEach(const PlyHeader::Element& element, Take&& take) {
        m_element = &element;
        for (m_index = 0; m_index < element.count; ++m_index)
            for (const PlyHeader::Property& property : element.properties) {
                if (!property.length) {
                    take(property);
                    continue;
                }
                const double length = number(*property.length);
                // Before it becomes a whole number: it may be anything.
                if (!(length >= 0) || length * double(sizeOf(property.type)) > double(m_left + m_held.size()))
                    refuseShort(m_source, element, m_index);
                discard(std::uint64_t(length) * sizeOf(property.type));
            }
    }

    /// What the header promises must fit into the file before room is made for it.
    void requireRoom(const PlyHeader::Element& element) const {
        std::uint64_t least = element.size();
        for (const PlyHeader::Property& property : element.properties)
            least += property.length ? sizeOf(*property.length) : 0;
        const std::uint64_t there = m_left + m_held.size();
        if (least > 0 && element.count > there / least)
            refuseShort(m_source, element, there / least);
    }

    double number(PlyType type) {
        std::array<char, 8> bytes{};
        const std::size_t size = sizeOf(type);
        if (m_held.size() < size)
            refill();
        if (m_held.size() < size)
            refuseShort(m_source, *m_element, m_index);
        std::copy_n(m_held.data(), size, bytes.data());
        m_held.remove_prefix(size);
        if (m_reversed)
            std::reverse(bytes.begin(), bytes.begin() + std::ptrdiff_t(size));
        return decoded(bytes, type);
    }

    static double decoded(const std::array<char, 8>& bytes, PlyType type) {
        const auto as = [&](auto value) {
            std::memcpy(&value, bytes.data(), sizeof value);
            return double(value);
        };
        switch (type) {
        case PlyType::Int8:
            return as(std::int8_t());
        case PlyType::UInt8:
            return as(std::uint8_t());
        case PlyType::Int16:
            return as(std::int16_t());
        case PlyType::UInt16:
            return as(std::uint16_t());
        case PlyType::Int32:
            return as(std::int32_t());
        case PlyType::UInt32:
            return as(std::uint32_t());
        case PlyType::Float:
            return as(float());
        case PlyType::Double:
            return as(double());
        }
        return 0;
    }

    void discard(std::uint64_t count) {
        const auto here = std::min<std::uint64_t>(count, m_held.size());
        m_held.remove_prefix(std::size_t(here));
        count -= here;
        if (count > m_left)
            refuse(Sentence::of("%1 breaks off.", m_source));
        m_stream.seekg(std::streamoff(count), std::ios::cur);
        m_left -= count;
    }

    /// Keeps what is held and reads a block behind it.
    void refill() {
        constexpr std::uint64_t kBlock = std::uint64_t(1) << 20;
        m_control.report(m_size > 0 ? 1 - double(m_left) / double(m_size) : 0);
        std::string block(m_held);
        const std::size_t kept = block.size();
        block.resize(kept + std::size_t(std::min(kBlock, m_left)));
        m_stream.read(block.data() + kept, std::streamsize(block.size() - kept));
        block.resize(kept + std::size_t(std::max<std::streamsize>(0, m_stream.gcount())));
        m_left = block.size() == kept ? 0 : m_left - (block.size() - kept);
        m_block.swap(block);
        m_held = m_block;
    }

    std::string m_source;
    const ReadControl& m_control;
    std::ifstream m_stream;
    bool m_reversed;
    std::uint64_t m_size = 0;
    std::uint64_t m_left = 0; ///< bytes of the file behind those held
    std::string m_block;
    std::string_view m_held; ///< what is left of the block
    const PlyHeader::Element* m_element = nullptr;
    std::uint64_t m_index = 0;
};

template <class Reader> Table readVertices(Reader reader, const PlyHeader& header, const std::string& source) {
    const PlyHeader::Element* vertices = header.vertices();
    if (!vertices)
        refuse(Sentence::of("%1 has no vertices.", source));
    Table table = emptyTable(*vertices, source);
    for (const PlyHeader::Element& element : header.elements) {
        if (&element == vertices) {
            reader.read(element, table);
            break;
        }
        reader.skip(element);
    }
    return table;
}

ImportedData importVertices(Table table, const ColumnChoice& columns) {
    ColumnChoice choice = columns;
    if (choice.coordinates.empty()) {
        for (const char* axis : {"x", "y", "z"})
            if (const int column = table.find(axis); column >= 0)
                choice.coordinates.push_back(table.columns[std::size_t(column)].name);
        if (choice.coordinates.empty())
            throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has vertices without x, y and z.", table.source),
                        Sentence::of("Name the properties that are coordinates."));
    }
    ColumnMapping mapping = mappingFor(table, choice);
    // Beside s, t is a place in a texture and no time.
    const int time = mapping.indexOf(ColumnRole::Time);
    if (!columns.time && time >= 0 && table.columns[std::size_t(time)].name == "t" && table.find("s") >= 0)
        mapping.roles[std::size_t(time)] = ColumnRole::Attribute;
    return importTable(std::make_shared<const Table>(std::move(table)), mapping);
}

ImportedData readPly(const std::filesystem::path& file, const ImportOptions& options) {
    requireFile(file);
    std::error_code ignored;
    std::string beginning(std::min<std::uint64_t>(kLongestHeader, std::filesystem::file_size(file, ignored)), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(beginning.data(), std::streamsize(beginning.size()));
    beginning.resize(std::size_t(std::max<std::streamsize>(0, stream.gcount())));
    const std::string source = file.filename().string();
    const PlyHeader header = parsePlyHeader(beginning, source);
    Table table = header.format == PlyFormat::Text
                      ? readVertices(TextReader(file, header, options.control), header, source)
                      : readVertices(BinaryReader(file, header, options.control), header, source);
    return importVertices(std::move(table), options.columns);
}

} // namespace

DataReader plyReader() {
    return {"PLY point cloud",
            {"ply"},
            [](std::string_view head) {
                return (head.starts_with("ply\n") || head.starts_with("ply\r")) &&
                       head.find("format ") != std::string_view::npos;
            },
            readPly};
}

} // namespace engine
