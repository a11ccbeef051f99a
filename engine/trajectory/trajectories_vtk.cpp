#include "engine/trajectory/trajectories_vtk.h"

#include "engine/core/error.h"
#include "engine/io/atomic_file.h"
#include "engine/io/snapshot_table.h"
#include "engine/io/table_text.h"
#include "engine/io/vtk/vtk_columns.h"
#include "engine/io/vtk/vtk_xml_writer.h"

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace engine {

namespace {

/// The particles and levels of one file, in the order of its points.
struct Selection {
    const Trajectories& trajectories;
    const std::vector<TableColumn>& columns; ///< of the particles at the start
    int firstLevel, levels;

    Index points() const { return trajectories.particles() * levels; }
    /// Calls `add(level, particle)` for every point: level after level for each particle.
    void forEach(const std::function<void(std::size_t, Index)>& add) const {
        for (Index particle = 0; particle < trajectories.particles(); ++particle)
            for (int level = firstLevel; level < firstLevel + levels; ++level)
                add(std::size_t(level), particle);
    }
};

/// Three components a point from the first rows of a d×n matrix of each level.
std::vector<float> triples(const Selection& selection, const std::vector<Eigen::MatrixXf>& matrices) {
    std::vector<float> numbers;
    numbers.reserve(std::size_t(selection.points()) * 3);
    selection.forEach([&](std::size_t level, Index particle) {
        for (Index axis = 0; axis < 3; ++axis)
            numbers.push_back(axis < matrices[level].rows() ? matrices[level](axis, particle) : 0);
    });
    return numbers;
}

std::string pointData(const Selection& selection) {
    const Trajectories& t = selection.trajectories;
    std::vector<double> times;
    std::vector<float> weights;
    std::vector<std::int64_t> numbers;
    selection.forEach([&](std::size_t level, Index particle) {
        times.push_back(t.times[Index(level)]);
        weights.push_back(t.logWeights.empty() ? 1 : std::exp(t.logWeights[level][particle]));
        numbers.push_back(particle);
    });
    std::vector<std::string> taken = {"t", "weight", "particle", "velocity"};
    std::string xml = vtkArray("t", 1, times) + vtkArray("weight", 1, weights) + vtkArray("particle", 1, numbers);
    if (!t.velocities.empty())
        xml += vtkArray("velocity", 3, triples(selection, t.velocities));
    for (int axis = 3; axis < t.dimension(); ++axis) {
        std::vector<float> further;
        selection.forEach(
            [&](std::size_t level, Index particle) { further.push_back(t.positions[level](axis, particle)); });
        xml += vtkArray(uniqueName("x" + std::to_string(axis + 1), taken), 1, further);
    }
    std::vector<Index> rows;
    selection.forEach([&](std::size_t level, Index particle) { rows.push_back(t.ancestor(level, particle)); });
    for (const TableColumn& column : selection.columns)
        xml += vtkArray(uniqueName(column.name, taken), column, rows);
    return xml;
}

/// A line through the levels for each particle, or a dot where there is one level only.
std::string polyData(const Selection& selection, const std::vector<std::string>& axisNames) {
    return vtkPointsFile(selection.points(), selection.levels,
                         vtkArray("Points", 3, triples(selection, selection.trajectories.positions)),
                         pointData(selection), axisNames.empty() ? "" : vtkArray(kAxisNamesArray, axisNames));
}

} // namespace

void writeVtkTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                          const std::vector<std::string>& axisNames, const std::vector<TableColumn>& columns) {
    const std::string ending = file.extension().string();
    if (ending == ".vtp")
        writeWholeFile(file, polyData({trajectories, columns, 0, trajectories.levels()}, axisNames));
    else if (ending == ".pvd")
        writeVtkSeries(file, {trajectories.times.begin(), trajectories.times.end()}, [&](std::size_t level) {
            return polyData({trajectories, columns, int(level), 1}, axisNames);
        });
    else
        throw Error(ErrorCode::InvalidArgument, Sentence::of("Particles cannot be written as %1.", file.string()),
                    Sentence::of("Use one of the endings .vtp, .pvd."));
}

} // namespace engine
