#include "engine/core/error.h"
#include "engine/io/message_text.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/vtk/vtk_cells.h"
#include "engine/io/vtk/vtk_columns.h"
#include "engine/io/vtk/vtk_files.h"
#include "engine/io/vtk/vtk_xml_array.h"
#include "engine/io/vtk/xml_scanner.h"
#include "engine/io/whole_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace engine {

namespace {

using Token = XmlScanner::Token;

constexpr Index kMostNumbers = Index(1) << 29; ///< of all arrays together
constexpr std::size_t kMostArrays = 10'000;

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

/// Arrays of one <Piece>, by the element they are in.
struct Piece {
    Index points = 0;
    std::map<std::string, std::vector<VtkXmlArray>, std::less<>> arrays;
    std::map<std::string, Index, std::less<>> cells; ///< how many of each kind

    const VtkXmlArray* find(std::string_view element, std::string_view name) const {
        const auto there = arrays.find(element);
        if (there == arrays.end())
            return nullptr;
        const auto found = std::find_if(there->second.begin(), there->second.end(),
                                        [&](const VtkXmlArray& array) { return array.name == name; });
        return found == there->second.end() ? nullptr : &*found;
    }
};

/// The file as its tags tell it, before any number is decoded.
struct Outline {
    bool isGrid = false;
    VtkXmlEncoding encoding;
    std::vector<Piece> pieces;
    std::vector<std::pair<VtkXmlArray, Index>> fields; ///< with the number of entries
};

class OutlineReader {
public:
    explicit OutlineReader(std::string_view bytes, const std::string& source)
        : m_bytes(bytes), m_scanner(bytes, source) {}

    Outline read() {
        if (next() != Token::Start || m_scanner.name() != "VTKFile")
            m_scanner.refuse(Sentence::of("<VTKFile> was expected at the beginning"));
        readHeader();
        std::string element;
        std::size_t count = 0;
        for (Token token = next(); token != Token::Finished; token = next()) {
            if (token == Token::Text)
                continue;
            const std::string_view name = m_scanner.name();
            if (token == Token::End) {
                if (name == element)
                    element.clear();
                continue;
            }
            if (name == "AppendedData") {
                readAppended();
                break; // what follows is no XML
            }
            if (name == "Piece")
                readPiece();
            else if (name == "DataArray" || name == "Array") {
                if (++count > kMostArrays)
                    m_scanner.refuse(Sentence::of("more than %1 arrays", kMostArrays));
                readArray(element);
            } else
                element = std::string(name);
        }
        return std::move(m_outline);
    }

private:
    Token next() { return m_scanner.next(); }

    void readHeader() {
        const std::string type = m_scanner.attributeOr("type", "");
        if (type != "PolyData" && type != "UnstructuredGrid")
            refuse(Sentence::of("%1 holds %2; points (PolyData) or an unstructured grid was expected.",
                                m_scanner.source(),
                                type.empty() ? Sentence::of("nothing that is named") : shownInMessage(type)),
                   Sentence::of("Save it as .vtp or .vtu, or as legacy .vtk."));
        m_outline.isGrid = type == "UnstructuredGrid";
        VtkXmlEncoding& encoding = m_outline.encoding;
        encoding.bigEndian = m_scanner.attributeOr("byte_order", "LittleEndian") == "BigEndian";
        encoding.headerWidth = m_scanner.attributeOr("header_type", "UInt32") == "UInt64" ? 8 : 4;
        const std::string compressor = m_scanner.attributeOr("compressor", "");
        encoding.isCompressed = !compressor.empty();
        if (encoding.isCompressed && compressor != "vtkZLibDataCompressor")
            refuse(Sentence::of("%1 is compressed by %2, which is not supported.", m_scanner.source(),
                                shownInMessage(compressor)),
                   Sentence::of("Save it with zlib or without compression."));
    }

    Index number(std::string_view attribute, Index otherwise, Index most) {
        const std::string* text = m_scanner.attribute(attribute);
        if (!text)
            return otherwise;
        Index value = 0;
        const auto parsed = std::from_chars(text->data(), text->data() + text->size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != text->data() + text->size() || value < 0 || value > most)
            m_scanner.refuse(Sentence::of("%1 is \"%2\", a whole number up to %3 was expected", attribute,
                                          shownInMessage(*text), most));
        return value;
    }

    void readPiece() {
        Piece piece;
        piece.points = number("NumberOfPoints", 0, kMostMeshPoints);
        for (const char* kind : {"Polys", "Strips", "Cells"})
            piece.cells[kind] = number("NumberOf" + std::string(kind), 0, 8 * kMostMeshPoints);
        m_outline.pieces.push_back(std::move(piece));
    }

    void readArray(const std::string& element) {
        VtkXmlArray array;
        array.name = m_scanner.attributeOr("Name", element == "Points" ? "Points" : "");
        array.source = m_scanner.source() + ", array " + shownInMessage(array.name);
        array.type = m_scanner.attributeOr("type", "");
        array.format = m_scanner.attributeOr("format", "ascii");
        array.components = std::max<Index>(1, number("NumberOfComponents", 1, kMostVtkComponents));
        array.offset = std::size_t(number("offset", 0, Index(m_bytes.size())));
        const Index tuples = number("NumberOfTuples", 0, kMostNumbers);
        int depth = 1;
        for (Token token = next(); depth > 0; token = next()) {
            if (token == Token::Text && depth == 1)
                array.text = array.text.empty() ? m_scanner.text() : array.text;
            depth += token == Token::Start ? 1 : token == Token::End ? -1 : 0;
            if (depth == 0)
                break;
        }
        if (element == "FieldData")
            m_outline.fields.emplace_back(std::move(array), tuples);
        else if (!m_outline.pieces.empty())
            m_outline.pieces.back().arrays[element].push_back(std::move(array));
    }

    void readAppended() {
        m_outline.encoding.isAppendedBase64 = m_scanner.attributeOr("encoding", "base64") == "base64";
        const std::string_view rest = m_scanner.rest();
        const auto begin = rest.find('_');
        if (begin == std::string_view::npos)
            m_scanner.refuse(Sentence::of("the appended data do not begin with _"));
        m_outline.encoding.appended = rest.substr(begin + 1);
    }

    std::string_view m_bytes;
    XmlScanner m_scanner;
    Outline m_outline;
};

class VtkXmlReader {
public:
    VtkXmlReader(const Outline& outline, std::string source) : m_outline(outline) { m_mesh.source = std::move(source); }

    MeshData read(const ReadControl& control) {
        Index points = 0;
        for (const Piece& piece : m_outline.pieces)
            points += piece.points;
        if (points > kMostMeshPoints)
            refuse(Sentence::of("%1 has more than %2 points.", m_mesh.source, kMostMeshPoints),
                   Sentence::of("Keep fewer points."));
        m_mesh.points.resize(3, points);
        Index first = 0;
        for (const Piece& piece : m_outline.pieces) {
            control.report(double(first) / double(points + 1));
            readPoints(piece, first);
            first += piece.points;
        }
        readColumns(control);
        if (m_mesh.columns.empty()) { // otherwise the points are the data
            first = 0;
            for (const Piece& piece : m_outline.pieces) {
                m_outline.isGrid ? readGridCells(piece, first) : readPolygons(piece, first);
                first += piece.points;
            }
            if (m_hasSolids)
                m_mesh.triangles.resize(3, 0);
        }
        readFields();
        return std::move(m_mesh);
    }

private:
    std::vector<double> numbers(const VtkXmlArray& array, Index entries) {
        m_numbers += entries;
        if (m_numbers > kMostNumbers)
            refuse(Sentence::of("%1 holds more than %2 million numbers.", m_mesh.source, kMostNumbers >> 20),
                   Sentence::of("Leave out arrays, or keep fewer points."));
        return vtkXmlNumbers(array, m_outline.encoding, entries);
    }

    void readPoints(const Piece& piece, Index first) {
        if (piece.points == 0)
            return;
        const auto found = piece.arrays.find("Points");
        if (found == piece.arrays.end() || found->second.empty())
            refuse(Sentence::of("%1 has no places of its points.", m_mesh.source),
                   Sentence::of("The file is damaged: write it again."));
        const VtkXmlArray& array = found->second.front();
        if (array.components != 3)
            refuse(array.components == 1
                       ? Sentence::of("%1: 1 component found, 3 expected.", array.source)
                       : Sentence::of("%1: %2 components found, 3 expected.", array.source, array.components),
                   Sentence::of("Give every point three coordinates."));
        const std::vector<double> places = numbers(array, 3 * piece.points);
        m_mesh.points.middleCols(first, piece.points) = Eigen::Map<const Points>(places.data(), 3, piece.points);
    }

    /// Arrays of point data, by the names in the first piece that has points.
    void readColumns(const ReadControl& control) {
        const auto sample = std::find_if(m_outline.pieces.begin(), m_outline.pieces.end(),
                                         [](const Piece& piece) { return piece.points > 0; });
        if (sample == m_outline.pieces.end())
            return;
        const auto arrays = sample->arrays.find("PointData");
        if (arrays == sample->arrays.end())
            return;
        for (const VtkXmlArray& array : arrays->second) {
            control.report(0.5);
            if (!isVtkAppearance(array.name))
                readColumn(array);
        }
    }

    void readColumn(const VtkXmlArray& like) {
        std::vector<double> values;
        std::vector<std::string> texts;
        for (const Piece& piece : m_outline.pieces) {
            if (piece.points == 0)
                continue;
            const VtkXmlArray* array = piece.find("PointData", like.name);
            if (!array || array->components != like.components || array->isText() != like.isText())
                refuse(Sentence::of("%1: not every piece has it alike.", like.source),
                       Sentence::of("The file is damaged: write it again."));
            if (like.isText()) {
                const auto more = vtkXmlTexts(*array, m_outline.encoding, piece.points);
                texts.insert(texts.end(), more.begin(), more.end());
            } else {
                const auto more = numbers(*array, piece.points * array->components);
                values.insert(values.end(), more.begin(), more.end());
            }
        }
        if (like.isText())
            addVtkColumn(m_mesh.columns, like.name, texts);
        else
            addVtkColumns(m_mesh.columns, like.name, int(like.components), values);
    }

    /// Corners of cells one after another, and where each cell ends.
    struct Cells {
        std::vector<Index> corners, ends;
    };
    Cells cellsOf(const Piece& piece, const std::string& kind) {
        Cells cells;
        const Index count = piece.cells.at(kind);
        if (count == 0)
            return cells;
        const VtkXmlArray *corners = piece.find(kind, "connectivity"), *ends = piece.find(kind, "offsets");
        if (!corners || !ends)
            refuse(Sentence::of("%1 has no corners of its %2.", m_mesh.source, kind),
                   Sentence::of("The file is damaged: write it again."));
        cells.ends = indices(*ends, count);
        if (!std::is_sorted(cells.ends.begin(), cells.ends.end()) || cells.ends.back() > kMostNumbers)
            refuse(Sentence::of("%1: the numbers do not ascend.", ends->source),
                   Sentence::of("The file is damaged: write it again."));
        cells.corners = indices(*corners, cells.ends.back());
        return cells;
    }
    std::vector<Index> indices(const VtkXmlArray& array, Index entries) {
        auto found = vtkIndices(numbers(array, entries));
        if (!found)
            refuse(Sentence::of("%1: whole numbers from 0 were expected.", array.source),
                   Sentence::of("The file is damaged: write it again."));
        return std::move(*found);
    }

    void readPolygons(const Piece& piece, Index first) {
        FaceList faces(m_mesh.source, piece.points, first);
        for (const char* kind : {"Polys", "Strips"}) {
            const Cells cells = cellsOf(piece, kind);
            Index begin = 0;
            for (const Index end : cells.ends) {
                const Index* corners = cells.corners.data() + begin;
                kind[0] == 'P' ? faces.addPolygon(corners, std::size_t(end - begin))
                               : faces.addStrip(corners, std::size_t(end - begin));
                begin = end;
            }
        }
        m_mesh.triangles = faces.appendedTo(m_mesh.triangles);
    }

    void readGridCells(const Piece& piece, Index first) {
        const Cells cells = cellsOf(piece, "Cells");
        if (cells.ends.empty())
            return;
        const VtkXmlArray* types = piece.find("Cells", "types");
        if (!types)
            refuse(Sentence::of("%1 does not say of what kind its cells are.", m_mesh.source),
                   Sentence::of("The file is damaged: write it again."));
        FaceList faces(m_mesh.source, piece.points, first);
        const std::vector<Index> kinds = indices(*types, Index(cells.ends.size()));
        Index begin = 0;
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            const Index end = cells.ends[k];
            m_hasSolids |= !addVtkCell(faces, int(std::min<Index>(kinds[k], 1000)), cells.corners.data() + begin,
                                       std::size_t(end - begin));
            begin = end;
        }
        m_mesh.triangles = faces.appendedTo(m_mesh.triangles);
    }

    void readFields() {
        for (const auto& [array, tuples] : m_outline.fields) {
            if (array.name == kAxisNamesArray && array.isText() && tuples <= kMostVtkComponents)
                m_mesh.axisNames = vtkXmlTexts(array, m_outline.encoding, tuples);
            else if (isVtkTime(array.name) && !array.isText() && tuples * array.components == 1)
                if (const double time = numbers(array, 1)[0]; std::isfinite(time))
                    m_mesh.time = time;
        }
    }

    const Outline& m_outline;
    MeshData m_mesh;
    Index m_numbers = 0; ///< decoded so far
    bool m_hasSolids = false;
};

} // namespace

MeshData readVtkXml(const std::filesystem::path& file, const ReadControl& control) {
    const std::string bytes = readWholeFile(file, control), source = file.filename().string();
    const Outline outline = OutlineReader(bytes, source).read();
    return VtkXmlReader(outline, source).read(control);
}

} // namespace engine
