#include "engine/io/csv_format.h"

#include "engine/io/missing_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace engine {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLinesForDelimiter = 100;

bool isBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isNumber(std::string_view text, bool decimalComma) { return !std::isnan(parseNumber(text, decimalComma)); }

/// Cells that say nothing about whether a column holds text.
bool isMissing(std::string_view text) {
    return isMissingMarker(text) || text == "inf" || text == "-inf" || text == "Inf" || text == "-Inf";
}

using Rows = std::vector<std::vector<std::string>>;

Rows split(const std::vector<std::string_view>& lines, char delimiter, std::size_t most) {
    Rows rows;
    std::vector<std::string_view> fields;
    std::string scratch;
    for (std::size_t i = 0; i < std::min(lines.size(), most); ++i) {
        splitCsvLine(lines[i], delimiter, fields, scratch);
        rows.emplace_back(fields.begin(), fields.end());
    }
    return rows;
}

/// The number of fields most rows have.
std::size_t usualWidth(const Rows& rows) {
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows)
        ++counts[row.size()];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

bool areAlike(const Rows& rows) {
    return std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return row.size() == rows.front().size(); });
}

/// How well a delimiter explains the lines: the part of them of usual width, times the part of fields that are numbers
/// (words count a little: a table of names is one too). Zero when it cuts nothing.
double score(const Rows& rows, bool decimalComma) {
    const std::size_t width = usualWidth(rows);
    if (width < 2)
        return 0;
    double usual = 0, numbers = 0, fields = 0;
    for (const auto& row : rows) {
        usual += row.size() == width;
        fields += double(row.size());
        for (const auto& field : row)
            numbers += isNumber(field, decimalComma);
    }
    return usual / double(rows.size()) * (0.1 + numbers / fields);
}

/// Whether the first row names the columns: no cell of it is a number, and below at least one of them numbers follow.
bool looksLikeHeader(const Rows& rows, bool decimalComma) {
    const auto& first = rows.front();
    if (std::any_of(first.begin(), first.end(), [&](const auto& cell) { return isNumber(cell, decimalComma); })) {
        // "t, 1, 2" can still be a header: a word where all rows below have numbers.
        if (first.front().empty() || isMissing(first.front()) || isNumber(first.front(), decimalComma))
            return false;
        return rows.size() > 1 && std::all_of(rows.begin() + 1, rows.end(), [&](const auto& row) {
                   return !row.empty() && isNumber(row.front(), decimalComma);
               });
    }
    if (rows.size() == 1)
        return true;
    for (std::size_t c = 0; c < first.size(); ++c)
        if (!isMissing(first[c]))
            for (std::size_t r = 1; r < rows.size(); ++r)
                if (c < rows[r].size() && isNumber(rows[r][c], decimalComma))
                    return true;
    return false;
}

/// A column holds text when more words than numbers are written in it.
std::vector<bool> textColumns(const Rows& rows, std::size_t begin, std::size_t columns, bool decimalComma) {
    std::vector<bool> isText(columns, false);
    for (std::size_t c = 0; c < columns; ++c) {
        std::size_t numbers = 0, words = 0;
        for (std::size_t r = begin; r < rows.size(); ++r)
            if (c < rows[r].size() && !isMissing(rows[r][c]))
                ++(isNumber(rows[r][c], decimalComma) ? numbers : words);
        isText[c] = words > numbers;
    }
    return isText;
}

} // namespace

double parseNumber(std::string_view text, bool decimalComma) {
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    std::array<char, 64> changed;
    if (decimalComma && text.size() <= changed.size() && text.find(',') != std::string_view::npos) {
        std::replace_copy(text.begin(), text.end(), changed.begin(), ',', '.');
        text = {changed.data(), text.size()};
    }
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || text.empty())
        return kNoNumber;
    if (failure == std::errc::result_out_of_range) // too small is zero, too large is no number we can use
        return text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos ? 0 : kNoNumber;
    return failure == std::errc() && std::isfinite(value) ? value : kNoNumber;
}

bool splitCsvLine(std::string_view line, char delimiter, std::vector<std::string_view>& fields, std::string& scratch) {
    fields.clear();
    if (line.find('"') == std::string_view::npos) {
        if (delimiter == ' ') {
            for (std::size_t at = 0;;) {
                while (at < line.size() && isBlank(line[at]))
                    ++at;
                if (at == line.size())
                    return true;
                const std::size_t begin = at;
                while (at < line.size() && !isBlank(line[at]))
                    ++at;
                fields.push_back(line.substr(begin, at - begin));
            }
        }
        for (std::size_t begin = 0;;) {
            const std::size_t end = line.find(delimiter, begin);
            fields.push_back(trimmed(line.substr(begin, end == std::string_view::npos ? end : end - begin)));
            if (end == std::string_view::npos)
                return true;
            begin = end + 1;
        }
    }
    // With quotes: fields are collected in `scratch`, which must not move while views into it exist.
    scratch.clear();
    scratch.reserve(line.size());
    for (std::size_t at = 0;;) {
        while (at < line.size() && isBlank(line[at]) && (delimiter == ' ' || line[at] != delimiter))
            ++at;
        if (delimiter == ' ' && at == line.size())
            return true;
        const std::size_t begin = scratch.size();
        bool quoted = false;
        if (at < line.size() && line[at] == '"') {
            quoted = true;
            for (++at;; ++at) {
                if (at >= line.size())
                    return false;
                if (line[at] != '"')
                    scratch += line[at];
                else if (at + 1 < line.size() && line[at + 1] == '"')
                    scratch += line[at++];
                else
                    break;
            }
            ++at;
        }
        while (at < line.size() && !(delimiter == ' ' ? isBlank(line[at]) : line[at] == delimiter))
            scratch += line[at++];
        const std::string_view field = std::string_view(scratch).substr(begin);
        fields.push_back(quoted ? field : trimmed(field));
        if (at == line.size())
            return true;
        ++at;
    }
}

CsvFormat guessCsvFormat(const std::vector<std::string_view>& lines, std::string_view comment) {
    CsvFormat format;
    double best = 0;
    // In this order: a semicolon or tab between numbers is never part of them, a comma may be.
    for (const char delimiter : {'\t', ';', ',', '|', ' '}) {
        // Nor are as many tabs in every line by chance.
        if (format.delimiter == '\t' && areAlike(split(lines, '\t', kLinesForDelimiter)))
            break;
        for (const bool decimalComma : {false, true}) {
            if (delimiter == ',' && decimalComma)
                continue;
            const double s = score(split(lines, delimiter, kLinesForDelimiter), decimalComma);
            if (s > best * 1.0001) {
                best = s;
                format.delimiter = delimiter;
                format.decimalComma = decimalComma;
            }
        }
    }

    const Rows rows = split(lines, format.delimiter, 2000);
    if (rows.empty())
        return format;
    format.columns = usualWidth(rows);
    format.hasHeader = looksLikeHeader(rows, format.decimalComma);
    if (format.hasHeader) {
        format.names = rows.front();
        // R leaves out the name of the row names.
        if (rows.size() > 1 && usualWidth({rows.begin() + 1, rows.end()}) == format.names.size() + 1)
            format.names.insert(format.names.begin(), "");
        format.columns = format.names.size();
    } else if (!comment.empty()) {
        // The same delimiter as the data, or blanks.
        for (const char delimiter : {format.delimiter, ' '}) {
            const Rows header = split({comment}, delimiter, 1);
            if (header.front().size() == format.columns &&
                std::none_of(header.front().begin(), header.front().end(),
                             [&](const auto& cell) { return isNumber(cell, format.decimalComma); })) {
                format.names = header.front();
                break;
            }
        }
    }
    format.isText = textColumns(rows, format.hasHeader ? 1 : 0, format.columns, format.decimalComma);
    return format;
}

} // namespace engine
