#include "engine/io/csv_format.h"
#include "engine/io/line_reader.h"
#include "engine/io/mesh/face_list.h"
#include "engine/io/mesh/mesh_import.h"
#include "engine/io/mesh/mesh_readers.h"
#include "engine/io/message_text.h"

#include <charconv>
#include <cmath>

namespace engine {

namespace {

constexpr std::size_t kLongestLine = std::size_t(1) << 24;

/// Reads line by line; what is neither place nor face is passed over.
class ObjParser {
public:
    ObjParser(const std::filesystem::path& file, const ReadControl& control) : m_lines(file, control) {}

    MeshData parse() {
        for (std::string_view line; next(line);) {
            splitCsvLine(line.substr(0, line.find('#')), ' ', m_fields, m_scratch);
            if (m_fields.empty())
                continue;
            if (m_fields[0] == "v")
                addVertex();
            else if (m_fields[0] == "f")
                addFace();
        }
        MeshData mesh;
        mesh.source = m_lines.sourceName();
        if (m_coordinates.empty())
            refuse(Sentence::of("%1 has no vertices.", mesh.source),
                   Sentence::of("An OBJ file has lines that begin with v."));
        const auto count = Index(m_coordinates.size() / 3);
        mesh.points = Eigen::Map<const Points>(m_coordinates.data(), 3, count);
        FaceList faces(mesh.source, count);
        for (std::size_t k = 0; k + 1 < m_faceStarts.size(); ++k)
            faces.addPolygon(m_corners.data() + m_faceStarts[k], m_faceStarts[k + 1] - m_faceStarts[k]);
        mesh.triangles = faces.appendedTo(mesh.triangles);
        return mesh;
    }

private:
    [[noreturn]] static void refuse(const Sentence& what, const Sentence& remedy) {
        throw Error(ErrorCode::UnusableInput, what, remedy);
    }
    [[noreturn]] void refuseLine(const Sentence& what) const {
        refuse(Sentence::of("%1, line %2: %3.", m_lines.sourceName(), m_lines.line(), what),
               Sentence::of("Correct the line, or write the file again."));
    }

    /// The next line; a backslash at its end goes on in the one below.
    bool next(std::string_view& line) {
        if (!m_lines.next(line))
            return false;
        if (line.empty() || line.back() != '\\')
            return true;
        m_joined.assign(line);
        while (!m_joined.empty() && m_joined.back() == '\\') {
            m_joined.back() = ' ';
            if (!m_lines.next(line))
                break;
            if (m_joined.size() > kLongestLine)
                refuseLine(Sentence::of("the line is longer than 16 MB"));
            m_joined += line;
        }
        line = m_joined;
        return true;
    }

    void addVertex() {
        if (m_fields.size() < 4)
            refuseLine(m_fields.size() == 2
                           ? Sentence::of("a vertex has three coordinates, found 1 number")
                           : Sentence::of("a vertex has three coordinates, found %1 numbers", m_fields.size() - 1));
        if (m_coordinates.size() >= 3 * std::size_t(kMostMeshPoints))
            refuseLine(Sentence::of("more than %1 vertices", kMostMeshPoints));
        for (std::size_t k = 1; k <= 3; ++k) {
            const double value = parseNumber(m_fields[k], false);
            if (std::isnan(value))
                refuseLine(Sentence::of("found \"%1\", a finite number was expected", shownInMessage(m_fields[k])));
            m_coordinates.push_back(value);
        }
    }

    void addFace() {
        if (m_fields.size() < 4)
            refuseLine(Sentence::of("a face has at least three corners, found %1", m_fields.size() - 1));
        const auto vertices = Index(m_coordinates.size() / 3);
        for (std::size_t k = 1; k < m_fields.size(); ++k) {
            const std::string_view number = m_fields[k].substr(0, m_fields[k].find('/'));
            Index corner = 0;
            const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), corner);
            // From 1, or backward from the last vertex so far.
            if (failure != std::errc() || end != number.data() + number.size() || corner == 0 || -corner > vertices)
                refuseLine(
                    Sentence::of("found \"%1\", the number of a vertex was expected", shownInMessage(m_fields[k])));
            m_corners.push_back(corner > 0 ? corner - 1 : vertices + corner);
        }
        m_faceStarts.push_back(m_corners.size());
    }

    LineReader m_lines;
    std::vector<std::string_view> m_fields;
    std::string m_scratch, m_joined;
    std::vector<double> m_coordinates;
    std::vector<Index> m_corners;
    std::vector<std::size_t> m_faceStarts = {0};
};

} // namespace

MeshData readObj(const std::filesystem::path& file, const ReadControl& control) {
    return ObjParser(file, control).parse();
}

DataReader objReader() {
    return {"OBJ mesh", {"obj"}, {}, [](const std::filesystem::path& file, const ImportOptions& options) {
                return importMesh(readObj(file, options.control), options);
            }};
}

} // namespace engine
