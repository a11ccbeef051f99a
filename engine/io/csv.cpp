#include "engine/io/csv.h"

#include "engine/io/category_index.h"
#include "engine/io/csv_format.h"
#include "engine/io/line_reader.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr double kRowsBetweenLooks = 500'000; ///< at the memory there is

std::string_view withoutBlanksInFront(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

/// The text of a comment line without its mark.
std::string_view commentText(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of("#"), line.size()));
    return withoutBlanksInFront(line);
}

CsvFormat formatOf(const LineReader& reader) {
    std::vector<std::string_view> lines;
    std::string_view comment;
    LineReader beginning(reader.beginning().empty() ? "\n" : reader.beginning(), reader.sourceName());
    for (std::string_view line; beginning.next(line);) {
        const std::string_view text = withoutBlanksInFront(line);
        if (text.empty())
            continue;
        if (text.front() != '#')
            lines.push_back(line);
        else if (lines.empty())
            comment = commentText(text);
    }
    return guessCsvFormat(lines, comment);
}

/// Fills the columns of a table row by row.
class TableBuilder {
public:
    TableBuilder(const CsvFormat& format, std::string source) : m_format(format) {
        m_table.source = std::move(source);
        m_table.hasHeader = !format.names.empty();
        m_table.columns.resize(format.columns);
        m_categories.resize(format.columns);
        for (std::size_t c = 0; c < format.columns; ++c) {
            m_table.columns[c].name = m_table.hasHeader ? format.names[c] : "column " + std::to_string(c + 1);
            m_table.columns[c].isText = format.isText[c];
        }
    }

    void reserve(std::size_t rows) {
        for (TableColumn& column : m_table.columns)
            column.isText ? column.codes.reserve(rows) : column.numbers.reserve(rows);
    }

    void addRow(const std::vector<std::string_view>& fields, std::int64_t line) {
        for (std::size_t c = 0; c < m_table.columns.size(); ++c) {
            TableColumn& column = m_table.columns[c];
            if (column.isText) {
                column.codes.push_back(fields[c].empty() ? -1 : m_categories[c].of(fields[c]));
                continue;
            }
            const double value = parseNumber(fields[c], m_format.decimalComma);
            if (std::isnan(value))
                column.noteHole(line, column.size(), fields[c]);
            column.numbers.push_back(value);
        }
    }

    Table take() {
        for (std::size_t c = 0; c < m_categories.size(); ++c)
            m_table.columns[c].categories = m_categories[c].take();
        // A delimiter at the end of every line makes one column too many.
        TableColumn& last = m_table.columns.back();
        const bool unnamed = !m_table.hasHeader || last.name.empty();
        const bool blank = !last.isText && std::all_of(last.numbers.begin(), last.numbers.end(),
                                                       [](double value) { return std::isnan(value); });
        if (m_table.columns.size() > 1 && unnamed && blank && !last.firstBad && last.firstMissing->text.empty())
            m_table.columns.pop_back();
        return std::move(m_table);
    }

private:
    const CsvFormat& m_format;
    Table m_table;
    std::vector<CategoryIndex> m_categories;
};

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

/// The fields of the next row, which may span several lines when a quoted field does. False at the end.
class RowReader {
public:
    RowReader(LineReader& reader, char delimiter) : m_reader(reader), m_delimiter(delimiter) {}

    bool next(std::vector<std::string_view>& fields) {
        std::string_view line;
        do {
            if (!m_reader.next(line))
                return false;
            line = line.substr(0, line.find_last_not_of(" ") + 1);
        } while (withoutBlanksInFront(line).empty() || withoutBlanksInFront(line).front() == '#');
        m_line = m_reader.line();
        if (splitCsvLine(line, m_delimiter, fields, m_scratch))
            return true;
        m_joined.assign(line);
        do {
            if (!m_reader.next(line) || m_joined.size() > kLongestRow)
                refuse(Sentence::of("%1, line %2: a quoted text is not closed.", m_reader.sourceName(), m_line),
                       Sentence::of("Add the closing \" or remove the opening one."));
            m_joined += '\n';
            m_joined += line;
        } while (!splitCsvLine(m_joined, m_delimiter, fields, m_scratch));
        return true;
    }

    std::int64_t line() const { return m_line; }

private:
    static constexpr std::size_t kLongestRow = std::size_t(1) << 20;
    LineReader& m_reader;
    char m_delimiter;
    std::string m_scratch, m_joined;
    std::int64_t m_line = 0;
};

/// How many lines the text has, by those of its beginning; 0 where its size is not known.
double expectedLines(const LineReader& reader) {
    const std::string_view head = reader.beginning();
    const auto lines = std::size_t(std::count(head.begin(), head.end(), '\n')) + 1;
    return double(reader.sizeHint()) / double(head.size() + 1) * double(lines);
}

Table read(LineReader& reader, TableMemory& memory) {
    const CsvFormat format = formatOf(reader);
    if (format.columns == 0)
        refuse(Sentence::of("%1 has no rows of data.", reader.sourceName()),
               Sentence::of("Choose a file with one point a row."));
    if (format.columns > kMostColumns)
        refuse(Sentence::of("%1 has %2 columns in a row.", reader.sourceName(), format.columns),
               Sentence::of("This does not look like a table."));

    TableBuilder builder(format, reader.sourceName());
    const double expected = expectedLines(reader);
    memory.expect(reader.sourceName(), expected, format.columns);
    builder.reserve(std::size_t(expected * memory.share() * 1.02) + 16);
    RowReader rows(reader, format.delimiter);
    std::vector<std::string_view> fields;
    if (format.hasHeader)
        rows.next(fields);
    bool any = false;
    double count = 0, room = std::max(2 * expected, kRowsBetweenLooks);
    while (rows.next(fields)) {
        if (++count > room) // more than the size of the file lets expect: it is compressed
            memory.expect(reader.sourceName(), room *= 2, format.columns);
        if (fields.size() != format.columns)
            refuse(Sentence::of("%1, line %2: %3 found, %4 expected as in the %5.", reader.sourceName(), rows.line(),
                                fields.size() == 1 ? Sentence::of("1 field") : Sentence::of("%1 fields", fields.size()),
                                format.columns, format.hasHeader ? Sentence::of("header") : Sentence::of("other rows")),
                   Sentence::of("Correct the line or remove it."));
        if (any && !memory.takesRow())
            continue;
        builder.addRow(fields, rows.line());
        any = true;
    }
    if (!any)
        refuse(Sentence::of("%1 has a header but no rows of data.", reader.sourceName()),
               Sentence::of("Choose a file with one point a row."));
    return builder.take();
}

} // namespace

Table readCsv(const std::filesystem::path& file, const ReadControl& control, TableMemory& memory) {
    LineReader reader(file, control);
    return read(reader, memory);
}

Table readCsv(const std::filesystem::path& file, const ReadControl& control) {
    TableMemory memory;
    return readCsv(file, control, memory);
}

Table parseCsv(std::string_view text, std::string sourceName) {
    LineReader reader(text, std::move(sourceName));
    TableMemory memory;
    return read(reader, memory);
}

} // namespace engine
