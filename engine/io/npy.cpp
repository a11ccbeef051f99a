#include "engine/io/npy.h"

#include "engine/core/error.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace engine {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in the file");

constexpr std::string_view kMagic = "\x93NUMPY";

/// Reads the header piece by piece; every refusal names the file.
class HeaderParser {
public:
    HeaderParser(std::string_view beginning, std::uint64_t size, const Sentence& source)
        : m_bytes(beginning), m_size(size), m_source(source) {}

    NpyHeader parse() {
        if (m_bytes.substr(0, kMagic.size()) != kMagic || m_bytes.size() < 12)
            refuse(Sentence::of("is not a NumPy array"));
        const auto byte = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(m_bytes[i])); };
        const bool longHeader = byte(6) > 1;
        const std::size_t length = byte(8) | byte(9) << 8 | (longHeader ? byte(10) << 16 | byte(11) << 24 : 0);
        NpyHeader header;
        header.dataAt = (longHeader ? 12 : 10) + length;
        if (header.dataAt > m_bytes.size())
            refuse(Sentence::of("breaks off in its header"));
        m_text = m_bytes.substr(longHeader ? 12 : 10, length);
        parseType(valueOf("descr"), header);
        header.isFortran = valueOf("fortran_order").substr(0, 4) == "True";
        parseShape(valueOf("shape"), header);
        return header;
    }

private:
    [[noreturn]] void refuse(const Sentence& what) const {
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 %2.", m_source, what),
                    Sentence::of("Save it with numpy.save or numpy.savez, as numbers."));
    }

    /// The text behind 'key':
    std::string_view valueOf(std::string_view key) const {
        const auto at = m_text.find("'" + std::string(key) + "'");
        const auto colon = at == std::string_view::npos ? at : m_text.find(':', at);
        if (colon == std::string_view::npos)
            refuse(Sentence::of("has a header without %1", key));
        const auto begin = m_text.find_first_not_of(' ', colon + 1);
        return begin == std::string_view::npos ? std::string_view() : m_text.substr(begin);
    }

    void parseType(std::string_view value, NpyHeader& header) const {
        const auto end = value.size() > 1 ? value.find('\'', 1) : std::string_view::npos;
        if (end == std::string_view::npos || value[0] != '\'')
            refuse(Sentence::of("holds records, not plain numbers"));
        const std::string_view type = value.substr(1, end - 1);
        if (type.size() < 3)
            refuse(Sentence::of("has the unknown type \"%1\"", shownInMessage(type)));
        if (type[0] == '>')
            refuse(Sentence::of("holds big-endian numbers"));
        header.kind = type[1];
        std::size_t count = 0;
        std::from_chars(type.data() + 2, type.data() + type.size(), count);
        if (header.kind == 'O')
            refuse(Sentence::of("holds Python objects"));
        const bool number = (header.kind == 'f' && (count == 4 || count == 8)) || (header.kind == 'b' && count == 1) ||
                            ((header.kind == 'i' || header.kind == 'u') && std::has_single_bit(count) && count <= 8);
        const bool text = (header.kind == 'U' || header.kind == 'S') && count < 100'000;
        if (!number && !text)
            refuse(Sentence::of("has the unknown type \"%1\"", shownInMessage(type)));
        header.width = header.kind == 'U' ? 4 * count : count;
    }

    void parseShape(std::string_view value, NpyHeader& header) const {
        const auto end = value.find(')');
        if (value.empty() || value[0] != '(' || end == std::string_view::npos)
            refuse(Sentence::of("has a header without a shape"));
        Index size = 1;
        for (std::size_t at = 1; at < end;) {
            if (value[at] < '0' || value[at] > '9') {
                ++at;
                continue;
            }
            Index extent = 0;
            const auto parsed = std::from_chars(value.data() + at, value.data() + end, extent);
            at = std::size_t(parsed.ptr - value.data());
            // No array in memory is larger than the bytes it came from, and none without entries is longer than them.
            if (parsed.ec != std::errc() || extent > Index(m_size) || (extent > 0 && size > Index(m_size) / extent))
                refuse(Sentence::of("breaks off: it has fewer numbers than its header says"));
            size *= extent;
            header.shape.push_back(extent);
        }
        if (m_size - header.dataAt < std::uint64_t(size) * header.width)
            refuse(Sentence::of("breaks off: it has fewer numbers than its header says"));
    }

    std::string_view m_bytes;
    std::uint64_t m_size; ///< of the whole array, header included
    const Sentence& m_source;
    std::string_view m_text;
};

template <class Stored> double entry(const char* at) {
    Stored value;
    std::memcpy(&value, at, sizeof value);
    return double(value);
}

double number(const char* at, char kind, std::size_t width) {
    if (kind == 'f')
        return width == 4 ? entry<float>(at) : entry<double>(at);
    if (kind == 'i')
        return width == 1   ? entry<std::int8_t>(at)
               : width == 2 ? entry<std::int16_t>(at)
               : width == 4 ? entry<std::int32_t>(at)
                            : entry<std::int64_t>(at);
    return width == 1   ? entry<std::uint8_t>(at)
           : width == 2 ? entry<std::uint16_t>(at)
           : width == 4 ? entry<std::uint32_t>(at)
                        : entry<std::uint64_t>(at);
}

void appendUtf8(std::string& text, std::uint32_t c) {
    if (c < 0x80) {
        text += char(c);
    } else if (c < 0x800) {
        text += char(0xc0 | c >> 6);
        text += char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += char(0xe0 | c >> 12);
        text += char(0x80 | (c >> 6 & 0x3f));
        text += char(0x80 | (c & 0x3f));
    } else {
        text += char(0xf0 | (c >> 18 & 0x07));
        text += char(0x80 | (c >> 12 & 0x3f));
        text += char(0x80 | (c >> 6 & 0x3f));
        text += char(0x80 | (c & 0x3f));
    }
}

std::string textEntry(const char* at, char kind, std::size_t width) {
    std::string text;
    if (kind == 'S')
        return std::string(at, std::find(at, at + width, '\0'));
    for (std::size_t i = 0; i < width; i += 4) {
        std::uint32_t c;
        std::memcpy(&c, at + i, sizeof c);
        if (c == 0)
            break;
        appendUtf8(text, c);
    }
    return text;
}

/// UTF-8 as code points; what is no UTF-8 byte by byte.
std::u32string codePoints(const std::string& text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) { return std::uint32_t(static_cast<unsigned char>(text[i])); };
        const std::uint32_t first = byte(at);
        const std::size_t more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
        std::uint32_t point = more == 0 ? first : first & (0x3fu >> more);
        bool isWhole = at + more < text.size();
        for (std::size_t k = 1; isWhole && k <= more; ++k) {
            isWhole = (byte(at + k) & 0xc0) == 0x80;
            point = point << 6 | (byte(at + k) & 0x3f);
        }
        isWhole = isWhole && point <= 0x10ffff;
        points += char32_t(isWhole ? point : first);
        at += isWhole ? more + 1 : 1;
    }
    return points;
}

template <class Scalar> std::string bytesOf(const char* type, const Scalar* numbers, const std::vector<Index>& shape) {
    Index size = 1;
    for (const Index extent : shape)
        size *= extent;
    std::string bytes = npyHeader(type, shape);
    bytes.append(reinterpret_cast<const char*>(numbers), std::size_t(size) * sizeof(Scalar));
    return bytes;
}

} // namespace

NpyHeader parseNpyHeader(std::string_view beginning, std::uint64_t size, const Sentence& source) {
    return HeaderParser(beginning, size, source).parse();
}

// The entries begin at a multiple of 64 bytes.
std::string npyHeader(const std::string& type, const std::vector<Index>& shape) {
    std::string extents;
    for (const Index extent : shape)
        extents += std::to_string(extent) + ", ";
    if (shape.size() > 1)
        extents.resize(extents.size() - 2);
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
    header.append(63 - (10 + header.size()) % 64, ' ');
    header += '\n';
    std::string bytes(kMagic);
    bytes += {'\1', '\0', char(header.size() & 0xff), char(header.size() >> 8)};
    return bytes + header;
}

double npyNumber(const char* at, const NpyHeader& header) { return number(at, header.kind, header.width); }

NpyArray parseNpy(std::string_view bytes, const Sentence& source) {
    const NpyHeader header = parseNpyHeader(bytes, bytes.size(), source);
    NpyArray array;
    array.shape = header.shape;
    array.isText = header.isText();
    Index size = 1;
    for (const Index extent : header.shape)
        size *= extent;
    array.isText ? array.texts.resize(std::size_t(size)) : array.numbers.resize(std::size_t(size));

    // Position in the file of the entry with a given place in C order.
    std::vector<Index> stride(header.shape.size(), 1);
    for (std::size_t axis = 1; axis < stride.size(); ++axis)
        stride[axis] = stride[axis - 1] * header.shape[axis - 1];
    for (Index i = 0; i < size; ++i) {
        Index place = i;
        if (header.isFortran && stride.size() > 1) {
            place = 0;
            Index rest = i;
            for (std::size_t axis = stride.size(); axis-- > 0;) {
                place += rest % header.shape[axis] * stride[axis];
                rest /= header.shape[axis];
            }
        }
        const char* at = bytes.data() + header.dataAt + std::size_t(place) * header.width;
        if (array.isText)
            array.texts[std::size_t(i)] = textEntry(at, header.kind, header.width);
        else
            array.numbers[std::size_t(i)] = number(at, header.kind, header.width);
    }
    return array;
}

std::string npyBytes(const float* numbers, const std::vector<Index>& shape) { return bytesOf("<f4", numbers, shape); }
std::string npyBytes(const double* numbers, const std::vector<Index>& shape) { return bytesOf("<f8", numbers, shape); }
std::string npyBytes(const std::int64_t* numbers, const std::vector<Index>& shape) {
    return bytesOf("<i8", numbers, shape);
}

std::string npyBytes(const std::vector<std::string>& texts) {
    std::vector<std::u32string> points;
    std::size_t width = 1; // NumPy has no strings without room
    for (const std::string& text : texts) {
        points.push_back(codePoints(text));
        width = std::max(width, points.back().size());
    }
    std::string bytes = npyHeader("<U" + std::to_string(width), {Index(texts.size())});
    for (std::u32string& text : points) {
        text.resize(width, U'\0');
        bytes.append(reinterpret_cast<const char*>(text.data()), width * sizeof(char32_t));
    }
    return bytes;
}

std::string npyBytes(const TableColumn& column) {
    if (!column.isText)
        return npyBytes(column.numbers.data(), {column.size()});
    std::vector<std::string> texts;
    for (const auto code : column.codes)
        texts.push_back(code < 0 ? std::string() : column.categories[std::size_t(code)]);
    return npyBytes(texts);
}

} // namespace engine
