#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// How a text file writes its table.
struct CsvFormat {
    char delimiter = ',';      ///< ' ' means any run of spaces and tabs
    bool decimalComma = false; ///< 1,5 is one and a half
    bool hasHeader = false;
    std::vector<std::string> names; ///< of the columns; empty without a header
    std::size_t columns = 0;
    std::vector<bool> isText; ///< columns that hold text rather than numbers

    bool operator==(const CsvFormat&) const = default;
};

/// Guesses the format from the beginning of a text: the delimiter is the one that cuts the lines into equally many
/// parts, more than one, that are numbers as often as possible. `lines` are whole lines that are neither blank nor
/// comments; `comment` is the last comment above the first of them, which names the columns when they have no other
/// header (as NumPy writes it).
CsvFormat guessCsvFormat(const std::vector<std::string_view>& lines, std::string_view comment = {});

/// Cuts a line into fields without surrounding blanks; quoted fields lose their quotes. Returns false when a quote is
/// left open: the field goes on in the next line.
/// Thread: any. `fields` and `scratch` keep their memory; the fields point into `line` and `scratch`.
bool splitCsvLine(std::string_view line, char delimiter, std::vector<std::string_view>& fields, std::string& scratch);

/// A number written with a point, or with a comma as well when `decimalComma`; NaN when the text is no number.
/// "nan" and "inf" are no numbers here.
double parseNumber(std::string_view text, bool decimalComma);

} // namespace engine
