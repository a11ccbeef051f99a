#include "engine/trajectory/trajectories_file.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/dataset.h"
#include "engine/io/atomic_file.h"
#include "engine/io/npy.h"
#include "engine/io/table_text.h"
#include "engine/io/zip_archive.h"

#include <cmath>

namespace engine {

namespace {

float weightOf(const Trajectories& trajectories, std::size_t level, Index particle) {
    return trajectories.logWeights.empty() ? 1 : std::exp(trajectories.logWeights[level][particle]);
}

void writeCsv(const Trajectories& trajectories, const std::filesystem::path& path,
              const std::vector<std::string>& axisNames, const std::vector<TableColumn>& columns) {
    AtomicFile file(path);
    std::string row = "particle,t";
    std::vector<std::string> taken = {"particle", "t", "weight"};
    for (const std::string& name : axisNames) {
        row += "," + csvField(name);
        taken.push_back(name);
    }
    row += ",weight";
    for (const TableColumn& column : columns)
        row += "," + csvField(uniqueName(column.name, taken));
    file.write(row + "\n");
    for (int l = 0; l < trajectories.levels(); ++l) {
        const auto level = std::size_t(l);
        const std::string time = exactNumber(trajectories.times[l]);
        for (Index j = 0; j < trajectories.particles(); ++j) {
            row = std::to_string(j) + "," + time;
            for (int k = 0; k < trajectories.dimension(); ++k)
                row += "," + exactNumber(trajectories.positions[level](k, j));
            row += "," + exactNumber(weightOf(trajectories, level, j));
            for (const TableColumn& column : columns)
                row += "," + cellText(column, trajectories.ancestor(level, j));
            file.write(row + "\n");
        }
    }
    file.commit();
}

/// Shape: levels × particles × dimension, the order of the matrices one after another.
std::string stacked(const std::vector<Eigen::MatrixXf>& levels, Index particles, Index dimension) {
    std::vector<float> numbers;
    numbers.reserve(levels.size() * std::size_t(particles * dimension));
    for (const Eigen::MatrixXf& level : levels)
        numbers.insert(numbers.end(), level.data(), level.data() + level.size());
    return npyBytes(numbers.data(), {Index(levels.size()), particles, dimension});
}

void writeNpz(const Trajectories& trajectories, const std::filesystem::path& path,
              const std::vector<TableColumn>& columns) {
    const Index levels = trajectories.levels(), n = trajectories.particles(), d = trajectories.dimension();
    std::vector<float> weights;
    for (std::size_t l = 0; l < std::size_t(levels); ++l)
        for (Index j = 0; j < n; ++j)
            weights.push_back(weightOf(trajectories, l, j));
    ZipWriter archive(path);
    archive.add("t.npy", npyBytes(trajectories.times.data(), {levels}));
    archive.add("x.npy", stacked(trajectories.positions, n, d));
    if (!trajectories.velocities.empty())
        archive.add("v.npy", stacked(trajectories.velocities, n, d));
    archive.add("weight.npy", npyBytes(weights.data(), {levels, n}));
    if (!trajectories.ancestors.empty()) {
        std::vector<std::int64_t> ancestors;
        for (const auto& level : trajectories.ancestors)
            ancestors.insert(ancestors.end(), level.begin(), level.end());
        archive.add("ancestor.npy", npyBytes(ancestors.data(), {levels, n}));
    }
    std::vector<std::string> taken = {"t", "x", "v", "weight", "ancestor"};
    for (const TableColumn& column : columns)
        archive.add(uniqueName(column.name, taken) + ".npy", npyBytes(column));
    archive.commit();
}

} // namespace

void writeTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                       const std::vector<std::string>& axisNames, const std::vector<TableColumn>& columns) {
    const std::string suffix = file.extension().string();
    if (suffix == ".npz")
        return writeNpz(trajectories, file, columns);
    if (suffix != ".csv")
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("Particles cannot be written as \"%1\": unknown ending.", file.filename().string()),
                    Sentence::of("Use .csv or .npz."));
    writeCsv(trajectories, file, namesOfAxes(axisNames, trajectories.dimension()), columns);
}

} // namespace engine
