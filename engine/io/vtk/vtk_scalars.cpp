#include "engine/io/vtk/vtk_scalars.h"

#include "engine/io/message_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace engine {

namespace {

struct Kind {
    std::string_view xml;
    std::array<std::string_view, 3> legacy;
    std::size_t width;
};
// In the order of VtkScalar. Legacy files write VTK's ids as int, whatever they are in memory.
constexpr Kind kKinds[] = {{"Int8", {"char", "signed_char"}, 1},
                           {"UInt8", {"unsigned_char"}, 1},
                           {"Int16", {"short"}, 2},
                           {"UInt16", {"unsigned_short"}, 2},
                           {"Int32", {"int", "vtkidtype"}, 4},
                           {"UInt32", {"unsigned_int"}, 4},
                           {"Int64", {"vtktypeint64", "long"}, 8},
                           {"UInt64", {"vtktypeuint64", "unsigned_long"}, 8},
                           {"Float32", {"float"}, 4},
                           {"Float64", {"double"}, 8}};

template <class Stored> void append(std::string_view bytes, bool bigEndian, std::vector<double>& numbers) {
    for (std::size_t at = 0; at + sizeof(Stored) <= bytes.size(); at += sizeof(Stored)) {
        char raw[sizeof(Stored)];
        std::memcpy(raw, bytes.data() + at, sizeof raw);
        if (bigEndian)
            std::reverse(std::begin(raw), std::end(raw));
        Stored value;
        std::memcpy(&value, raw, sizeof value);
        numbers.push_back(double(value));
    }
}

constexpr std::string_view kBlanks = " \t\r\n\f\v";

} // namespace

std::optional<VtkScalar> vtkXmlScalar(std::string_view name) {
    for (std::size_t k = 0; k < std::size(kKinds); ++k)
        if (kKinds[k].xml == name)
            return VtkScalar(k);
    return {};
}

std::optional<VtkScalar> vtkLegacyScalar(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    for (std::size_t k = 0; k < std::size(kKinds); ++k)
        for (const std::string_view known : kKinds[k].legacy)
            if (!lower.empty() && known == lower)
                return VtkScalar(k);
    return {};
}

std::size_t vtkWidth(VtkScalar scalar) { return kKinds[std::size_t(scalar)].width; }

std::vector<double> vtkNumbers(std::string_view bytes, VtkScalar scalar, bool bigEndian) {
    std::vector<double> numbers;
    numbers.reserve(bytes.size() / vtkWidth(scalar));
    switch (scalar) {
    case VtkScalar::Int8:
        append<std::int8_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::UInt8:
        append<std::uint8_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::Int16:
        append<std::int16_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::UInt16:
        append<std::uint16_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::Int32:
        append<std::int32_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::UInt32:
        append<std::uint32_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::Int64:
        append<std::int64_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::UInt64:
        append<std::uint64_t>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::Float32:
        append<float>(bytes, bigEndian, numbers);
        break;
    case VtkScalar::Float64:
        append<double>(bytes, bigEndian, numbers);
        break;
    }
    return numbers;
}

std::optional<double> vtkTextNumber(std::string_view word) {
    if (!word.empty() && word.front() == '+')
        word.remove_prefix(1);
    double value = 0;
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
    if (parsed.ptr != word.data() + word.size() || parsed.ec == std::errc::invalid_argument)
        return {};
    // Too small is zero, too large is no number we can use.
    if (parsed.ec == std::errc::result_out_of_range)
        return word.find("e-") != std::string_view::npos || word.find("E-") != std::string_view::npos ? 0
                                                                                                      : std::nan("");
    return value;
}

std::optional<std::vector<double>> vtkTextNumbers(std::string_view text, std::string& bad) {
    std::vector<double> numbers;
    for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
        const auto value = vtkTextNumber(text.substr(at, end - at));
        if (!value) {
            bad = shownInMessage(text.substr(at, end - at));
            return {};
        }
        numbers.push_back(*value);
        at = text.find_first_not_of(kBlanks, end);
    }
    return numbers;
}

std::optional<std::vector<Index>> vtkIndices(const std::vector<double>& numbers) {
    std::vector<Index> indices;
    indices.reserve(numbers.size());
    for (const double number : numbers) {
        if (!(number >= 0 && number < 1e15) || number != std::floor(number))
            return {};
        indices.push_back(Index(number));
    }
    return indices;
}

} // namespace engine
