#include "engine/io/ply_header.h"

#include "engine/core/error.h"
#include "engine/io/message_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace engine {

namespace {

constexpr std::size_t kMostProperties = 10'000;

struct TypeName {
    std::string_view name;
    PlyType type;
};
constexpr std::array<TypeName, 16> kTypeNames = {{{"char", PlyType::Int8},
                                                  {"int8", PlyType::Int8},
                                                  {"uchar", PlyType::UInt8},
                                                  {"uint8", PlyType::UInt8},
                                                  {"short", PlyType::Int16},
                                                  {"int16", PlyType::Int16},
                                                  {"ushort", PlyType::UInt16},
                                                  {"uint16", PlyType::UInt16},
                                                  {"int", PlyType::Int32},
                                                  {"int32", PlyType::Int32},
                                                  {"uint", PlyType::UInt32},
                                                  {"uint32", PlyType::UInt32},
                                                  {"float", PlyType::Float},
                                                  {"float32", PlyType::Float},
                                                  {"double", PlyType::Double},
                                                  {"float64", PlyType::Double}}};

std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = line.find_first_not_of(" \t\r"); at != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(" \t\r", end);
    }
    return words;
}

/// Takes the header line by line.
class HeaderParser {
public:
    HeaderParser(std::string_view text, const std::string& source) : m_rest(text), m_source(source) {}

    PlyHeader parse() {
        if (nextWords() != std::vector<std::string_view>{"ply"})
            refuse(Sentence::of("is no PLY file"));
        for (;;) {
            const std::vector<std::string_view> words = nextWords();
            if (words.empty() || words[0] == "comment" || words[0] == "obj_info")
                continue;
            if (words[0] == "end_header")
                break;
            take(words);
        }
        if (!m_hasFormat)
            refuse(Sentence::of("does not say whether it is text or binary"));
        m_header.dataAt = m_at;
        return std::move(m_header);
    }

private:
    std::vector<std::string_view> nextWords() {
        if (m_lineEnd.empty())
            findLineEnd();
        const std::size_t end = m_rest.find(m_lineEnd, m_at);
        if (end == std::string_view::npos)
            refuse(Sentence::of("has a header that does not end"));
        const std::string_view line = m_rest.substr(m_at, end - m_at);
        m_at = end + m_lineEnd.size();
        ++m_header.lines;
        return wordsOf(line);
    }

    /// LF, CR LF or, from old programs, CR alone: as behind the first word, since numbers may follow the last line that
    /// look like another end.
    void findLineEnd() {
        const std::size_t end = m_rest.find_first_of("\n\r");
        if (end == std::string_view::npos)
            refuse(Sentence::of("is no PLY file"));
        const bool two = m_rest[end] == '\r' && end + 1 < m_rest.size() && m_rest[end + 1] == '\n';
        m_lineEnd = m_rest.substr(end, two ? 2 : 1);
    }

    void take(const std::vector<std::string_view>& words) {
        if (words[0] == "format" && words.size() >= 2)
            takeFormat(words[1]);
        else if (words[0] == "element" && words.size() == 3)
            takeElement(words[1], words[2]);
        else if (words[0] == "property" && words.size() == 3)
            takeProperty({std::string(words[2]), typeOf(words[1]), {}});
        else if (words[0] == "property" && words.size() == 5 && words[1] == "list")
            takeProperty({std::string(words[4]), typeOf(words[3]), typeOf(words[2])});
        else
            refuseLine(Sentence::of("\"%1\" is not understood", shownInMessage(words[0])));
    }

    void takeFormat(std::string_view name) {
        if (name == "ascii")
            m_header.format = PlyFormat::Text;
        else if (name == "binary_little_endian")
            m_header.format = PlyFormat::LittleEndian;
        else if (name == "binary_big_endian")
            m_header.format = PlyFormat::BigEndian;
        else
            refuseLine(Sentence::of("the format \"%1\" is unknown", shownInMessage(name)));
        m_hasFormat = true;
    }

    void takeElement(std::string_view name, std::string_view count) {
        PlyHeader::Element element{std::string(name), 0, {}};
        const auto parsed = std::from_chars(count.data(), count.data() + count.size(), element.count);
        if (parsed.ec != std::errc() || parsed.ptr != count.data() + count.size())
            refuseLine(Sentence::of("\"%1\" is no number of elements", shownInMessage(count)));
        if (m_header.elements.size() == kMostProperties)
            refuseLine(Sentence::of("there are more than %1 elements", kMostProperties));
        m_header.elements.push_back(std::move(element));
    }

    void takeProperty(PlyHeader::Property property) {
        if (m_header.elements.empty())
            refuseLine(Sentence::of("a property stands before the element it belongs to"));
        auto& properties = m_header.elements.back().properties;
        if (properties.size() == kMostProperties)
            refuseLine(Sentence::of("there are more than %1 properties", kMostProperties));
        properties.push_back(std::move(property));
    }

    PlyType typeOf(std::string_view name) const {
        const auto found = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                        [&](const TypeName& known) { return known.name == name; });
        if (found == kTypeNames.end())
            refuseLine(Sentence::of("the type \"%1\" is unknown", shownInMessage(name)));
        return found->type;
    }

    [[noreturn]] void refuse(const Sentence& what) const {
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 %2.", m_source, what),
                    Sentence::of("Save it again as PLY."));
    }
    [[noreturn]] void refuseLine(const Sentence& what) const {
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1, line %2: %3.", m_source, m_header.lines, what),
                    Sentence::of("Save it again as PLY."));
    }

    std::string_view m_rest;
    const std::string& m_source;
    PlyHeader m_header;
    std::string_view m_lineEnd;
    std::size_t m_at = 0;
    bool m_hasFormat = false;
};

} // namespace

std::size_t sizeOf(PlyType type) {
    switch (type) {
    case PlyType::Int8:
    case PlyType::UInt8:
        return 1;
    case PlyType::Int16:
    case PlyType::UInt16:
        return 2;
    case PlyType::Int32:
    case PlyType::UInt32:
    case PlyType::Float:
        return 4;
    case PlyType::Double:
        return 8;
    }
    return 0;
}

bool PlyHeader::Element::hasLists() const {
    return std::any_of(properties.begin(), properties.end(), [](const Property& p) { return p.length.has_value(); });
}

std::size_t PlyHeader::Element::size() const {
    std::size_t size = 0;
    for (const Property& property : properties)
        size += property.length ? 0 : sizeOf(property.type);
    return size;
}

const PlyHeader::Element* PlyHeader::vertices() const {
    const auto found =
        std::find_if(elements.begin(), elements.end(), [](const Element& element) { return element.name == "vertex"; });
    return found == elements.end() ? nullptr : &*found;
}

PlyHeader parsePlyHeader(std::string_view beginning, const std::string& source) {
    return HeaderParser(beginning, source).parse();
}

} // namespace engine
