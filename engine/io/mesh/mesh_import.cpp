#include "engine/io/mesh/mesh_import.h"

#include "engine/core/error.h"
#include "engine/data/mesh_volume.h"
#include "engine/io/column_builder.h"
#include "engine/io/column_guess.h"
#include "engine/io/message_text.h"
#include "engine/io/table_text.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

constexpr std::uint64_t kSurfaceStream = 0x5fa3; ///< of the seed, for points drawn from surfaces

bool isTime(const TableColumn& column) {
    TableColumn named;
    named.name = column.name;
    return !column.isText && kindOf(named) == ColumnKind::Time;
}

[[noreturn]] void refuse(const Sentence& what, const Sentence& remedy) {
    throw Error(ErrorCode::UnusableInput, what, remedy);
}

Points pointsInside(const MeshData& mesh, Index count, Rng& rng) {
    try {
        return sampleVolume(mesh.points, mesh.triangles, count, rng);
    } catch (const Error& error) { // says which of several files it is
        throw Error(error.code(), Sentence::of("%1: %2", mesh.source, error.sentence()), error.remedySentence());
    }
}

[[noreturn]] void refuseSurface(const MeshData& mesh, Real area) {
    const Index count = mesh.triangles.cols();
    const Sentence triangles = count == 1 ? Sentence::of("1 triangle") : Sentence::of("%1 triangles", count);
    refuse(area == 0
               ? Sentence::of("%1: its surface of %2 has no area.", mesh.source, triangles)
               : Sentence::of("%1: its surface of %2 has places that are no finite numbers.", mesh.source, triangles),
           Sentence::of("Check the mesh where it was made."));
}

/// Of the triangles of a surface only points drawn from it stay.
void sample(MeshData& mesh, const ImportOptions& options, std::uint64_t part) {
    const Real area = triangleAreas(mesh.points, mesh.triangles).sum();
    if (!(area > 0) || !std::isfinite(area))
        refuseSurface(mesh, area);
    Rng rng(options.seed, kSurfaceStream, part);
    mesh.points = options.meshPoints == MeshPoints::Inside
                      ? pointsInside(mesh, options.samples, rng)
                      : sampleSurface(mesh.points, mesh.triangles, options.samples, rng);
    mesh.triangles.resize(3, 0);
}

/// One table of several clouds, one below the other.
class CloudStack {
public:
    explicit CloudStack(const std::vector<MeshData>& clouds) : m_clouds(clouds) {
        for (const MeshData& cloud : clouds)
            m_rows += cloud.points.cols();
    }

    /// The coordinates first; their number is `dimension`.
    Table table(const std::string& source, bool hasTimes) {
        m_table.source = source;
        m_table.hasHeader = true;
        addCoordinates();
        if (hasTimes)
            addTimes();
        for (const MeshData& cloud : m_clouds)
            for (const TableColumn& column : cloud.columns)
                if (!isUsed(column.name))
                    addColumn(column.name);
        return std::move(m_table);
    }
    std::size_t dimension() const { return m_dimension; }

private:
    /// The last axis on which anything is not zero, at least the first.
    Index axesInUse() const {
        Index last = 1;
        for (const MeshData& cloud : m_clouds)
            while (last < 3 && (cloud.points.bottomRows(3 - last).array() != 0).any())
                ++last;
        return last;
    }

    void addCoordinates() {
        const auto& names = m_clouds.front().axisNames;
        const bool hasFurther = isEverywhere("x4");
        const Index placed = !names.empty() ? std::min<Index>(3, Index(names.size())) : hasFurther ? 3 : axesInUse();
        for (Index axis = 0; axis < placed; ++axis) {
            std::vector<double> values;
            values.reserve(std::size_t(m_rows));
            for (const MeshData& cloud : m_clouds)
                values.insert(values.end(), cloud.points.row(axis).begin(), cloud.points.row(axis).end());
            add(numberColumn(names.empty() ? std::string(1, "xyz"[axis]) : names[std::size_t(axis)],
                             std::move(values)));
        }
        m_dimension = std::size_t(placed);
        // A place has three coordinates: further ones are arrays.
        const std::size_t most = names.empty() ? std::size_t(kMostCoordinates) : names.size();
        while (m_dimension >= 3 && m_dimension < most && isEverywhere("x" + std::to_string(m_dimension + 1))) {
            const std::string column = "x" + std::to_string(m_dimension + 1);
            addColumn(column, names.empty() ? column : names[m_dimension]);
            ++m_dimension;
        }
    }

    /// Under the name of the column that repeats them in every cloud, if there is one.
    void addTimes() {
        std::vector<double> times;
        times.reserve(std::size_t(m_rows));
        for (const MeshData& cloud : m_clouds)
            times.insert(times.end(), std::size_t(cloud.points.cols()), *cloud.time);
        std::string name = "t";
        for (const TableColumn& column : m_clouds.front().columns)
            if (isTime(column) && repeatsTime(column.name)) {
                name = column.name;
                m_used.push_back(name);
                break;
            }
        add(numberColumn(name, std::move(times)));
    }
    bool repeatsTime(const std::string& name) const {
        return std::all_of(m_clouds.begin(), m_clouds.end(), [&](const MeshData& cloud) {
            const TableColumn* column = find(cloud, name);
            return column && std::all_of(column->numbers.begin(), column->numbers.end(),
                                         [&](double time) { return time == *cloud.time; });
        });
    }

    static const TableColumn* find(const MeshData& cloud, const std::string& name) {
        const auto found = std::find_if(cloud.columns.begin(), cloud.columns.end(),
                                        [&](const TableColumn& column) { return column.name == name; });
        return found == cloud.columns.end() ? nullptr : &*found;
    }
    bool isEverywhere(const std::string& name) const {
        return std::all_of(m_clouds.begin(), m_clouds.end(), [&](const MeshData& cloud) { return find(cloud, name); });
    }
    bool isUsed(const std::string& name) const { return std::find(m_used.begin(), m_used.end(), name) != m_used.end(); }

    /// All columns of this name, where a cloud has none as missing values.
    void addColumn(const std::string& name, const std::string& newName = {}) {
        m_used.push_back(name);
        const std::string wanted = newName.empty() ? name : newName;
        const TableColumn* first = nullptr;
        for (const MeshData& cloud : m_clouds)
            if (const TableColumn* column = find(cloud, name)) {
                if (first && first->isText != column->isText)
                    refuse(column->isText
                               ? Sentence::of("%1, array %2: it holds text, in other files of the series numbers.",
                                              cloud.source, name)
                               : Sentence::of("%1, array %2: it holds numbers, in other files of the series text.",
                                              cloud.source, name),
                           Sentence::of("Use one kind of array under this name."));
                first = first ? first : column;
            }
        if (first->isText) {
            TextColumnBuilder builder(wanted);
            for (const MeshData& cloud : m_clouds) {
                const TableColumn* column = find(cloud, name);
                for (Index i = 0; i < cloud.points.cols(); ++i) {
                    const int code = column ? column->codes[std::size_t(i)] : -1;
                    builder.add(code < 0 ? std::string_view() : column->categories[std::size_t(code)]);
                }
            }
            return add(builder.take());
        }
        std::vector<double> values;
        values.reserve(std::size_t(m_rows));
        for (const MeshData& cloud : m_clouds) {
            if (const TableColumn* column = find(cloud, name))
                values.insert(values.end(), column->numbers.begin(), column->numbers.end());
            else
                values.insert(values.end(), std::size_t(cloud.points.cols()), std::nan(""));
        }
        add(numberColumn(wanted, std::move(values)));
    }

    void add(TableColumn column) {
        column.name = uniqueName(column.name, m_names);
        m_table.columns.push_back(std::move(column));
    }

    const std::vector<MeshData>& m_clouds;
    Index m_rows = 0;
    Table m_table;
    std::size_t m_dimension = 0;
    std::vector<std::string> m_names; ///< of the table
    std::vector<std::string> m_used;  ///< of the clouds' columns
};

ImportedData importClouds(std::vector<MeshData> clouds, const std::string& source, bool hasTimes,
                          const ImportOptions& options) {
    Index surfaces = 0, triangles = 0;
    for (std::size_t part = 0; part < clouds.size(); ++part)
        if (MeshData& cloud = clouds[part]; cloud.triangles.cols() > 0 && cloud.columns.empty()) {
            ++surfaces;
            triangles += cloud.triangles.cols();
            sample(cloud, options, part);
        }
    if (std::all_of(clouds.begin(), clouds.end(), [](const MeshData& cloud) { return cloud.points.cols() == 0; }))
        refuse(Sentence::of("%1 has no points.", source), Sentence::of("Choose a file with points in it."));
    CloudStack stack(clouds);
    Table table = stack.table(source, hasTimes);
    clouds.clear();
    ColumnChoice choice = options.columns;
    if (choice.coordinates.empty())
        for (std::size_t axis = 0; axis < stack.dimension(); ++axis)
            choice.coordinates.push_back(table.columns[axis].name);
    ColumnMapping mapping = mappingFor(table, choice);
    const std::size_t time = stack.dimension();
    if (hasTimes && mapping.roles[time] == ColumnRole::Time && !choice.bins) {
        // Said by the file as they are: neither dates nor to be cut into bins.
        mapping.times = TimeAxis();
        mapping.times->unit = timeUnitOf(table.columns[time].name);
    }
    ImportedData imported = importTable(std::make_shared<const Table>(std::move(table)), mapping);
    if (surfaces > 0) {
        imported.meshPoints = options.meshPoints;
        imported.understanding = std::to_string(options.samples) + " points spread " +
                                 (options.meshPoints == MeshPoints::Inside ? "inside " : "over ") +
                                 (surfaces == 1 ? "a surface of " + counted(std::size_t(triangles), "triangle")
                                                : "each of " + std::to_string(surfaces) + " surfaces") +
                                 " · " + imported.understanding;
    }
    return imported;
}

} // namespace

ImportedData importMesh(MeshData mesh, const ImportOptions& options) {
    const bool hasTime = mesh.time && std::none_of(mesh.columns.begin(), mesh.columns.end(), isTime);
    const std::string source = mesh.source;
    std::vector<MeshData> one;
    one.push_back(std::move(mesh));
    return importClouds(std::move(one), source, hasTime, options);
}

ImportedData importMeshSeries(std::vector<MeshData> meshes, const std::string& source, const ImportOptions& options) {
    return importClouds(std::move(meshes), source, true, options);
}

} // namespace engine
