#include "engine/io/vtk/legacy_cursor.h"

#include "engine/core/error.h"
#include "engine/io/csv_format.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace engine {

namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

std::string_view withoutBlanksInFront(std::string_view text) {
    const auto begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

int hexValue(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

} // namespace

std::string legacyDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '%' && at + 2 < text.size() && hexValue(text[at + 1]) >= 0 && hexValue(text[at + 2]) >= 0) {
            decoded += char(hexValue(text[at + 1]) * 16 + hexValue(text[at + 2]));
            at += 2;
        } else {
            decoded += text[at];
        }
    return decoded;
}

void LegacyCursor::refuse(const Sentence& what) const {
    throw Error(ErrorCode::UnusableInput, Sentence::of("%1: %2.", m_source, what),
                Sentence::of("The file is damaged or of another kind: write it again."));
}

void LegacyCursor::breakOff(const Sentence& what) const { refuse(Sentence::of("the file breaks off within %1", what)); }

std::string_view LegacyCursor::nextWord() const {
    const std::string_view text = withoutBlanksInFront(m_rest);
    return text.substr(0, std::min(text.find_first_of(kBlanks), text.size()));
}

std::string_view LegacyCursor::word() {
    const std::string_view found = nextWord();
    if (found.empty())
        m_rest = {};
    else
        m_rest.remove_prefix(std::size_t(found.data() - m_rest.data()) + found.size());
    return found;
}

std::string_view LegacyCursor::restOfLine() const {
    return m_rest.substr(0, std::min(m_rest.find('\n'), m_rest.size()));
}

std::string_view LegacyCursor::line() {
    std::string_view found = restOfLine();
    m_rest.remove_prefix(std::min(found.size() + 1, m_rest.size()));
    if (!found.empty() && found.back() == '\r')
        found.remove_suffix(1);
    return found;
}

bool LegacyCursor::isAtEnd() const { return withoutBlanksInFront(m_rest).empty(); }

std::string_view LegacyCursor::wordOf(const Sentence& what) {
    const std::string_view found = word();
    if (found.empty())
        breakOff(what);
    return found;
}

Index LegacyCursor::count(const Sentence& what, Index most) {
    const std::string_view text = wordOf(what);
    Index value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < 0 || value > most)
        refuse(
            Sentence::of("%1: \"%2\" found, a whole number up to %3 was expected", what, shownInMessage(text), most));
    return value;
}

double LegacyCursor::number(const Sentence& what) {
    const std::string_view text = wordOf(what);
    const double value = parseNumber(text, false);
    if (std::isnan(value))
        refuse(Sentence::of("%1: \"%2\" found, a finite number was expected", what, shownInMessage(text)));
    return value;
}

std::string_view LegacyCursor::bytes(const Sentence& what, std::uint64_t count) {
    if (count > m_rest.size())
        breakOff(what);
    const std::string_view found = m_rest.substr(0, count);
    m_rest.remove_prefix(count);
    return found;
}

std::vector<double> LegacyCursor::textNumbers(const Sentence& what, Index entries) {
    // A number and the blank behind it are two characters at least.
    if (std::uint64_t(entries) > m_rest.size() / 2 + 1)
        breakOff(what);
    std::vector<double> numbers;
    numbers.reserve(std::size_t(entries));
    for (Index i = 0; i < entries; ++i) {
        const std::string_view text = wordOf(what);
        const auto value = vtkTextNumber(text);
        if (!value)
            refuse(Sentence::of("%1: \"%2\" found, a number was expected", what, shownInMessage(text)));
        numbers.push_back(*value);
    }
    return numbers;
}

/// Eight in a byte, the first one highest.
std::vector<double> LegacyCursor::bits(const Sentence& what, Index entries) {
    const std::string_view packed = bytes(what, std::uint64_t(entries + 7) / 8);
    std::vector<double> numbers;
    for (Index i = 0; i < entries; ++i)
        numbers.push_back(static_cast<unsigned char>(packed[std::size_t(i / 8)]) >> (7 - i % 8) & 1);
    return numbers;
}

std::vector<double> LegacyCursor::numbers(const Sentence& what, std::string_view type, Index entries) {
    const bool isBit = type == "bit";
    const auto scalar = vtkLegacyScalar(type);
    if (!isBit && !scalar)
        refuse(Sentence::of("%1: numbers of type \"%2\" are not supported", what, shownInMessage(type)));
    if (!m_isBinary)
        return textNumbers(what, entries);
    line(); // binary numbers begin in the next line
    if (isBit)
        return bits(what, entries);
    return vtkNumbers(bytes(what, std::uint64_t(entries) * vtkWidth(*scalar)), *scalar, true);
}

/// Its length first: the two highest bits say in how many bytes.
std::string LegacyCursor::binaryText(const Sentence& what) {
    const auto first = std::uint64_t(static_cast<unsigned char>(bytes(what, 1)[0]));
    const int more = first >> 6 == 3 ? 0 : first >> 6 == 2 ? 1 : first >> 6 == 1 ? 3 : 7;
    std::uint64_t length = first & 0x3f;
    for (const char c : bytes(what, std::uint64_t(more)))
        length = length << 8 | std::uint64_t(static_cast<unsigned char>(c));
    return std::string(bytes(what, length));
}

std::vector<std::string> LegacyCursor::texts(const Sentence& what, Index entries) {
    if (std::uint64_t(entries) > m_rest.size())
        breakOff(what);
    std::vector<std::string> found;
    line();
    for (Index i = 0; i < entries; ++i) {
        if (!m_isBinary && m_rest.empty())
            breakOff(what);
        found.push_back(m_isBinary ? binaryText(what) : legacyDecoded(line()));
    }
    return found;
}

} // namespace engine
