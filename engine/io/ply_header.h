#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

enum class PlyFormat { Text, LittleEndian, BigEndian };
enum class PlyType { Int8, UInt8, Int16, UInt16, Int32, UInt32, Float, Double };

std::size_t sizeOf(PlyType type);

/// What a PLY file says about itself before its numbers begin.
struct PlyHeader {
    struct Property {
        std::string name;
        PlyType type = PlyType::Float;
        std::optional<PlyType> length; ///< of a list: the type of the number in front of it
    };
    struct Element {
        std::string name; ///< "vertex", "face"
        std::uint64_t count = 0;
        std::vector<Property> properties;

        bool hasLists() const;
        std::size_t size() const; ///< bytes of one, without lists
    };
    PlyFormat format = PlyFormat::Text;
    std::vector<Element> elements; ///< in the order of the file
    std::size_t dataAt = 0;        ///< bytes in front of the numbers
    std::int64_t lines = 0;        ///< lines in front of the numbers

    const Element* vertices() const; ///< null without any
};

/// Reads a header from the beginning of a file.
/// Errors: Error{UnusableInput} naming `source` and line.
PlyHeader parsePlyHeader(std::string_view beginning, const std::string& source);

} // namespace engine
