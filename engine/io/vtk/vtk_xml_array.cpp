#include "engine/io/vtk/vtk_xml_array.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cstring>
#include <zlib.h>

namespace engine {

namespace {

constexpr std::uint64_t kMostPacked = 1100; ///< times its size zlib can make of something
constexpr std::uint64_t kMostTextBytes = std::uint64_t(1) << 30;

[[noreturn]] void refuse(const VtkXmlArray& array, const Sentence& what,
                         const Sentence& remedy = Sentence::of("The file is damaged: write it again.")) {
    throw Error(ErrorCode::UnusableInput, Sentence::of("%1: %2.", array.source, what), remedy);
}

int base64Value(char c) {
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

/// Takes bytes from the front of what is encoded.
class ByteSource {
public:
    ByteSource(const VtkXmlArray& array, const VtkXmlEncoding& encoding) : m_array(array) {
        if (array.format == "appended") {
            if (array.offset > encoding.appended.size())
                refuse(array, Sentence::of("it begins behind the end of the file"));
            m_rest = encoding.appended.substr(array.offset);
            m_isBase64 = encoding.isAppendedBase64;
        } else {
            m_rest = array.text;
            m_isBase64 = true;
        }
    }

    std::string take(std::uint64_t count) {
        // Never more memory than the file has bytes.
        if (count > m_rest.size() + m_decoded.size())
            breakOff();
        if (!m_isBase64) {
            std::string bytes(m_rest.substr(0, count));
            m_rest.remove_prefix(count);
            return bytes;
        }
        while (m_decoded.size() < count)
            decodeFour();
        std::string bytes = m_decoded.substr(0, count);
        m_decoded.erase(0, count);
        return bytes;
    }

private:
    [[noreturn]] void breakOff() const { refuse(m_array, Sentence::of("the array breaks off")); }

    /// Three bytes; fewer where a piece ends, behind which another one may follow.
    void decodeFour() {
        std::uint32_t bits = 0;
        int padding = 0;
        for (int k = 0; k < 4;) {
            if (m_rest.empty())
                breakOff();
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
                continue;
            const int value = c == '=' && k >= 2 ? 0 : base64Value(c);
            if (value < 0 || (padding > 0 && c != '='))
                refuse(m_array, Sentence::of("it is not written in base 64"));
            padding += c == '=';
            bits = bits << 6 | std::uint32_t(value);
            ++k;
        }
        for (int k = 0; k < 3 - padding; ++k)
            m_decoded += char(bits >> (16 - 8 * k) & 0xff);
    }

    const VtkXmlArray& m_array;
    std::string_view m_rest;
    bool m_isBase64 = false;
    std::string m_decoded;
};

std::vector<std::uint64_t> headerNumbers(ByteSource& source, const VtkXmlEncoding& encoding, std::uint64_t count) {
    const std::string bytes = source.take(count * encoding.headerWidth);
    std::vector<std::uint64_t> numbers;
    for (std::size_t k = 0; k < count; ++k) {
        std::uint64_t number = 0;
        for (std::size_t b = 0; b < encoding.headerWidth; ++b) {
            const std::size_t place = encoding.bigEndian ? b : encoding.headerWidth - 1 - b;
            number = number << 8 | std::uint64_t(static_cast<unsigned char>(bytes[k * encoding.headerWidth + place]));
        }
        numbers.push_back(number);
    }
    return numbers;
}

/// Blocks of equal size, the last one maybe smaller, each packed by itself.
std::string unpacked(const VtkXmlArray& array, const VtkXmlEncoding& encoding, std::uint64_t most) {
    ByteSource source(array, encoding);
    const std::uint64_t blocks = headerNumbers(source, encoding, 1)[0];
    if (blocks == 0)
        return {};
    const std::vector<std::uint64_t> sizes = headerNumbers(source, encoding, 2);
    if (blocks > std::uint64_t(1) << 32 || sizes[0] > std::uint64_t(1) << 31 || sizes[1] > sizes[0])
        refuse(array, Sentence::of("the sizes of its blocks make no sense"));
    const std::vector<std::uint64_t> packed = headerNumbers(source, encoding, blocks);
    std::string bytes;
    for (std::uint64_t k = 0; k < blocks; ++k) {
        const std::string block = source.take(packed[k]);
        const std::uint64_t size = k + 1 == blocks && sizes[1] > 0 ? sizes[1] : sizes[0];
        if (size > kMostPacked * (block.size() + 1) || bytes.size() + size > most)
            refuse(array, Sentence::of("the sizes of its blocks make no sense"));
        const std::size_t begin = bytes.size();
        bytes.resize(begin + size);
        uLongf done = size;
        if (uncompress(reinterpret_cast<Bytef*>(bytes.data() + begin), &done,
                       reinterpret_cast<const Bytef*>(block.data()), uLong(block.size())) != Z_OK ||
            done != size)
            refuse(array, Sentence::of("a compressed block is damaged"));
    }
    return bytes;
}

/// `most` bounds what a small compressed array may claim to hold.
std::string bytesOf(const VtkXmlArray& array, const VtkXmlEncoding& encoding, std::uint64_t most) {
    if (encoding.isCompressed)
        return unpacked(array, encoding, most);
    ByteSource source(array, encoding);
    return source.take(headerNumbers(source, encoding, 1)[0]);
}

[[noreturn]] void refuseCount(const VtkXmlArray& array, std::size_t found, Index entries) {
    refuse(array, Sentence::of("%1 entries found, %2 expected", found, entries));
}

std::vector<double> asciiNumbers(const VtkXmlArray& array) {
    std::string bad;
    auto numbers = vtkTextNumbers(array.text, bad);
    if (!numbers)
        refuse(array, Sentence::of("found \"%1\", a number was expected", bad));
    return std::move(*numbers);
}

} // namespace

std::vector<double> vtkXmlNumbers(const VtkXmlArray& array, const VtkXmlEncoding& encoding, Index entries) {
    const auto scalar = vtkXmlScalar(array.type);
    if (!scalar)
        refuse(array, Sentence::of("numbers of type \"%1\" are not supported", array.type),
               Sentence::of("Save it as Float64 or Int64."));
    std::vector<double> numbers;
    if (array.format == "ascii") {
        numbers = asciiNumbers(array);
    } else if (entries > 0) { // VTK writes nothing at all for nothing
        const std::string bytes = bytesOf(array, encoding, std::uint64_t(entries) * vtkWidth(*scalar));
        if (bytes.size() % vtkWidth(*scalar) != 0)
            refuse(array, Sentence::of("its size is no multiple of the size of a number"));
        numbers = vtkNumbers(bytes, *scalar, encoding.bigEndian);
    }
    if (Index(numbers.size()) != entries)
        refuseCount(array, numbers.size(), entries);
    return numbers;
}

std::vector<std::string> vtkXmlTexts(const VtkXmlArray& array, const VtkXmlEncoding& encoding, Index entries) {
    // Characters, in text as their numbers, with a zero behind each entry.
    std::string bytes;
    if (array.format == "ascii")
        for (const double number : asciiNumbers(array))
            bytes += number > -129 && number < 256 ? char(int(number)) : '?';
    else if (entries > 0)
        bytes = bytesOf(array, encoding, kMostTextBytes);
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < bytes.size() && Index(texts.size()) <= entries;) {
        const std::size_t end = std::min(bytes.find('\0', at), bytes.size());
        texts.push_back(bytes.substr(at, end - at));
        at = end + 1;
    }
    if (Index(texts.size()) != entries)
        refuseCount(array, texts.size(), entries);
    return texts;
}

} // namespace engine
