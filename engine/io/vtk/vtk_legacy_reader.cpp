#include "engine/core/error.h"
#include "engine/io/message_text.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/vtk/legacy_cursor.h"
#include "engine/io/vtk/vtk_cells.h"
#include "engine/io/vtk/vtk_columns.h"
#include "engine/io/vtk/vtk_files.h"
#include "engine/io/whole_file.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {

namespace {

constexpr Index kMostEntries = Index(1) << 28; ///< of one array

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return result;
}
std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return result;
}

/// Keyword by keyword, in whatever order they come.
class VtkLegacyReader {
public:
    VtkLegacyReader(std::string_view bytes, const std::string& source) : m_cursor(bytes, source) {
        m_mesh.source = source;
    }

    MeshData read(const ReadControl& control) {
        readHeader();
        for (std::string keyword = upper(m_cursor.word()); !keyword.empty(); keyword = upper(m_cursor.word())) {
            control.report(0.5);
            if (!readGeometry(keyword) && !readSection(keyword) && !readAttribute(keyword))
                m_cursor.refuse(Sentence::of("\"%1\" found, a keyword was expected", shownInMessage(keyword)));
        }
        placeNodes();
        if (m_isPointDataMissing)
            m_cursor.refuse(Sentence::of("it announces point data and has none"));
        addFaces();
        return std::move(m_mesh);
    }

private:
    enum class Section { Geometry, Points, Cells };

    void readHeader() {
        const std::string_view first = m_cursor.line();
        constexpr std::string_view kBegin = "# vtk DataFile Version ";
        if (lower(first.substr(0, kBegin.size())) != lower(kBegin))
            m_cursor.refuse(
                Sentence::of("\"%1\" found, \"# vtk DataFile Version\" was expected", shownInMessage(first)));
        m_isVersion5 = first.size() > kBegin.size() && first[kBegin.size()] >= '5';
        m_cursor.line(); // title
        const std::string kind = upper(m_cursor.wordOf(Sentence::of("its header")));
        if (kind != "ASCII" && kind != "BINARY")
            m_cursor.refuse(Sentence::of("\"%1\" found, ASCII or BINARY was expected", shownInMessage(kind)));
        m_cursor.setBinary(kind == "BINARY");
    }

    std::vector<Index> indices(const Sentence& what, std::string_view type, Index entries) {
        auto found = vtkIndices(m_cursor.numbers(what, type, entries));
        if (!found)
            m_cursor.refuse(Sentence::of("%1: whole numbers from 0 were expected", what));
        return std::move(*found);
    }

    bool readGeometry(const std::string& keyword) {
        if (keyword == "DATASET") {
            m_kind = upper(m_cursor.wordOf("DATASET"));
            constexpr std::array<std::string_view, 5> kKinds = {"POLYDATA", "UNSTRUCTURED_GRID", "STRUCTURED_GRID",
                                                                "STRUCTURED_POINTS", "RECTILINEAR_GRID"};
            if (std::find(kKinds.begin(), kKinds.end(), m_kind) == kKinds.end())
                m_cursor.refuse(Sentence::of("it holds %1; points or a grid was expected", shownInMessage(m_kind)));
        } else if (keyword == "POINTS") {
            const Index count = m_cursor.count("POINTS", kMostMeshPoints);
            const std::string type(m_cursor.wordOf("POINTS"));
            const std::vector<double> places = m_cursor.numbers("POINTS", lower(type), 3 * count);
            m_mesh.points = Eigen::Map<const Points>(places.data(), 3, count);
        } else if (keyword == "DIMENSIONS") {
            for (Index& extent : m_extents)
                extent = m_cursor.count("DIMENSIONS", kMostMeshPoints);
        } else if (keyword == "ORIGIN" || keyword == "SPACING" || keyword == "ASPECT_RATIO") {
            for (double& value : keyword == "ORIGIN" ? m_origin : m_spacing)
                value = m_cursor.number(keyword);
        } else if (keyword.size() == 13 && keyword.ends_with("_COORDINATES") && keyword[0] >= 'X' &&
                   keyword[0] <= 'Z') {
            const Index count = m_cursor.count(keyword, kMostMeshPoints);
            const std::string type(m_cursor.wordOf(keyword));
            m_axes[std::size_t(keyword[0] - 'X')] = m_cursor.numbers(keyword, lower(type), count);
        } else if (keyword == "VERTICES" || keyword == "LINES" || keyword == "POLYGONS" ||
                   keyword == "TRIANGLE_STRIPS" || keyword == "CELLS") {
            readCells(keyword);
        } else if (keyword == "CELL_TYPES") {
            const Index count = m_cursor.count(keyword, kMostEntries);
            m_types = indices(keyword, "int", count);
        } else {
            return false;
        }
        return true;
    }

    /// Corners of cells, in front of each their number; from version 5 on apart from where the cells end.
    void readCells(const std::string& keyword) {
        const Index first = m_cursor.count(keyword, kMostEntries), second = m_cursor.count(keyword, kMostEntries);
        Cells cells{keyword, {}, {}};
        if (m_isVersion5 && upper(m_cursor.nextWord()) == "OFFSETS") {
            m_cursor.word();
            const std::string offsetType = lower(m_cursor.wordOf(keyword));
            std::vector<Index> offsets = indices(keyword, offsetType, first);
            if (upper(m_cursor.wordOf(keyword)) != "CONNECTIVITY")
                m_cursor.refuse(Sentence::of("%1: CONNECTIVITY was expected", keyword));
            const std::string cornerType = lower(m_cursor.wordOf(keyword));
            cells.corners = indices(keyword, cornerType, second);
            if (!std::is_sorted(offsets.begin(), offsets.end()) || (!offsets.empty() && offsets.back() > second))
                m_cursor.refuse(Sentence::of("%1: the offsets do not ascend", keyword));
            cells.begins = std::move(offsets);
        } else {
            const std::vector<Index> all = indices(keyword, "int", second);
            std::size_t at = 0;
            for (Index k = 0; k < first; ++k) {
                if (at >= all.size() || std::size_t(all[at]) > all.size() - at - 1)
                    m_cursor.refuse(Sentence::of("%1: it breaks off in cell %2", keyword, k));
                cells.begins.push_back(Index(cells.corners.size()));
                cells.corners.insert(cells.corners.end(), all.begin() + std::ptrdiff_t(at) + 1,
                                     all.begin() + std::ptrdiff_t(at) + 1 + all[at]);
                at += std::size_t(all[at]) + 1;
            }
            cells.begins.push_back(Index(cells.corners.size()));
        }
        m_cells.push_back(std::move(cells));
    }

    bool readSection(const std::string& keyword) {
        if (keyword == "POINT_DATA" || keyword == "CELL_DATA") {
            placeNodes();
            m_section = keyword == "POINT_DATA" ? Section::Points : Section::Cells;
            m_entries = m_cursor.count(keyword, kMostEntries);
            if (m_section == Section::Points && m_entries != m_mesh.points.cols())
                m_cursor.refuse(
                    Sentence::of("POINT_DATA: data of %1 points, there are %2", m_entries, m_mesh.points.cols()));
            m_isPointDataMissing = m_section == Section::Points;
        } else if (keyword == "METADATA") {
            m_cursor.line();
            while (!m_cursor.isAtEnd() && m_cursor.line().find_first_not_of(" \t") != std::string_view::npos) {
            }
        } else {
            return false;
        }
        return true;
    }

    void keep(const std::string& name, Index components, const std::vector<double>& numbers) {
        if (m_section == Section::Points && !isVtkAppearance(name))
            addVtkColumns(m_mesh.columns, name, int(components), numbers);
        else if (m_section == Section::Geometry && isVtkTime(name) && numbers.size() == 1 && std::isfinite(numbers[0]))
            m_mesh.time = numbers[0];
    }
    Index entriesOf(const Sentence& what, Index components) {
        if (m_entries > kMostEntries / std::max<Index>(1, components))
            m_cursor.refuse(Sentence::of("%1: too many numbers", what));
        return m_entries * components;
    }

    bool readAttribute(const std::string& keyword) {
        if (keyword == "FIELD")
            readField();
        else if (m_section == Section::Geometry)
            return false;
        else if (keyword == "SCALARS")
            readScalars();
        else if (keyword == "COLOR_SCALARS") {
            const std::string name = legacyDecoded(m_cursor.wordOf(keyword));
            const Index components = m_cursor.count(keyword, kMostVtkComponents);
            skipColors(keyword, entriesOf(keyword, components));
        } else if (keyword == "LOOKUP_TABLE") {
            m_cursor.wordOf(keyword);
            skipColors(keyword, 4 * m_cursor.count(keyword, kMostEntries / 4));
        } else if (keyword == "VECTORS" || keyword == "NORMALS" || keyword == "TENSORS" || keyword == "GLOBAL_IDS" ||
                   keyword == "PEDIGREE_IDS") {
            const std::string name = legacyDecoded(m_cursor.wordOf(keyword)), type = lower(m_cursor.wordOf(keyword));
            const Index components = keyword == "TENSORS" ? 9 : keyword.ends_with("IDS") ? 1 : 3;
            readArray(keyword == "NORMALS" ? "normals" : name, type, components, m_entries);
        } else if (keyword == "TEXTURE_COORDINATES") {
            m_cursor.wordOf(keyword);
            const Index components = m_cursor.count(keyword, 3);
            const std::string type = lower(m_cursor.wordOf(keyword));
            readArray("tcoords", type, components, m_entries);
        } else {
            return false;
        }
        m_isPointDataMissing = false;
        return true;
    }

    void readScalars() {
        const std::string name = legacyDecoded(m_cursor.wordOf("SCALARS")), type = lower(m_cursor.wordOf("SCALARS"));
        const bool saysComponents = m_cursor.restOfLine().find_first_not_of(" \t\r") != std::string_view::npos;
        const Index components = saysComponents ? m_cursor.count("SCALARS", kMostVtkComponents) : 1;
        if (upper(m_cursor.nextWord()) == "LOOKUP_TABLE") {
            m_cursor.word();
            m_cursor.wordOf("LOOKUP_TABLE");
        }
        readArray(name, type, components, m_entries);
    }

    /// In text they are parts of 1.
    void skipColors(const Sentence& what, Index entries) { m_cursor.numbers(what, "unsigned_char", entries); }

    void readField() {
        m_cursor.wordOf("FIELD");
        const Index arrays = m_cursor.count("FIELD", 10'000);
        for (Index k = 0; k < arrays; ++k) {
            std::string_view word = m_cursor.wordOf("FIELD");
            while (upper(word) == "METADATA") {
                readSection("METADATA");
                word = m_cursor.wordOf("FIELD");
            }
            const std::string name = legacyDecoded(word);
            const Sentence array = Sentence::of("array %1", name);
            const Index components = m_cursor.count(array, kMostVtkComponents),
                        tuples = m_cursor.count(array, kMostEntries / std::max<Index>(1, components));
            const std::string type = lower(m_cursor.wordOf(array));
            if (m_section == Section::Points && tuples != m_entries)
                m_cursor.refuse(Sentence::of("%1: %2 entries, %3 expected", array, tuples, m_entries));
            readArray(name, type, components, tuples);
        }
    }

    void readArray(const std::string& name, const std::string& type, Index components, Index tuples) {
        const Sentence what = Sentence::of("array %1", shownInMessage(name));
        if (components == 0)
            return;
        if (tuples > kMostEntries / components)
            m_cursor.refuse(Sentence::of("%1: too many numbers", what));
        if (type != "string" && type != "utf8_string")
            return keep(name, components, m_cursor.numbers(what, type, tuples * components));
        const std::vector<std::string> texts = m_cursor.texts(what, tuples * components);
        if (components == 1 && m_section == Section::Points)
            addVtkColumn(m_mesh.columns, name, texts);
        else if (m_section == Section::Geometry && name == kAxisNamesArray && tuples <= kMostVtkComponents)
            m_mesh.axisNames = texts;
    }

    /// Nodes of grids that do not list them.
    void placeNodes() {
        if (m_mesh.points.cols() > 0 || (m_kind != "STRUCTURED_POINTS" && m_kind != "RECTILINEAR_GRID"))
            return;
        Index count = 1;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            if (m_kind == "RECTILINEAR_GRID" && Index(m_axes[axis].size()) != m_extents[axis])
                m_cursor.refuse(Sentence::of("its coordinates do not fit its DIMENSIONS"));
            if (m_extents[axis] > 0 && count > kMostMeshPoints / m_extents[axis])
                m_cursor.refuse(Sentence::of("it has more than %1 points", kMostMeshPoints));
            count *= m_extents[axis];
        }
        m_mesh.points.resize(3, count);
        for (Index i = 0; i < count; ++i) {
            const Index place[] = {i % m_extents[0], i / m_extents[0] % m_extents[1],
                                   i / (m_extents[0] * m_extents[1])};
            for (std::size_t axis = 0; axis < 3; ++axis)
                m_mesh.points(Index(axis), i) = m_kind == "RECTILINEAR_GRID"
                                                    ? m_axes[axis][std::size_t(place[axis])]
                                                    : m_origin[axis] + m_spacing[axis] * double(place[axis]);
        }
    }

    void addFaces() {
        if (!m_mesh.columns.empty())
            return; // the points are the data
        FaceList faces(m_mesh.source, m_mesh.points.cols());
        bool hasSolids = false;
        for (const Cells& cells : m_cells)
            for (std::size_t k = 0; k + 1 < cells.begins.size(); ++k) {
                const Index* corners = cells.corners.data() + cells.begins[k];
                const auto count = std::size_t(cells.begins[k + 1] - cells.begins[k]);
                if (cells.keyword == "POLYGONS")
                    faces.addPolygon(corners, count);
                else if (cells.keyword == "TRIANGLE_STRIPS")
                    faces.addStrip(corners, count);
                else if (cells.keyword == "CELLS" && k < m_types.size())
                    hasSolids |= !addVtkCell(faces, int(std::min<Index>(m_types[k], 1000)), corners, count);
            }
        if (!hasSolids)
            m_mesh.triangles = faces.appendedTo(m_mesh.triangles);
    }

    struct Cells {
        std::string keyword;
        std::vector<Index> corners, begins;
    };

    LegacyCursor m_cursor;
    MeshData m_mesh;
    bool m_isVersion5 = false;
    std::string m_kind;
    std::array<Index, 3> m_extents = {0, 0, 0};
    std::array<double, 3> m_origin = {0, 0, 0}, m_spacing = {1, 1, 1};
    std::array<std::vector<double>, 3> m_axes;
    std::vector<Cells> m_cells;
    std::vector<Index> m_types;
    Section m_section = Section::Geometry;
    Index m_entries = 0; ///< of the section
    bool m_isPointDataMissing = false;
};

} // namespace

MeshData readVtkLegacy(const std::filesystem::path& file, const ReadControl& control) {
    const std::string bytes = readWholeFile(file, control), source = file.filename().string();
    return VtkLegacyReader(bytes, source).read(control);
}

} // namespace engine
