#include "engine/trajectory/trajectories_file.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/atomic_file.h"
#include "engine/io/npy.h"
#include "engine/io/zip_archive.h"

#include <cmath>

namespace engine {

namespace {

float weightOf(const Trajectories& trajectories, std::size_t level, Index particle) {
    return trajectories.logWeights.empty() ? 1 : std::exp(trajectories.logWeights[level][particle]);
}

/// A name as a CSV field.
std::string quoted(const std::string& name) {
    if (name.find_first_of(",\"\n") == std::string::npos)
        return name;
    std::string field = "\"";
    for (const char c : name)
        field += c == '"' ? "\"\"" : std::string(1, c);
    return field + "\"";
}

void writeCsv(const Trajectories& trajectories, const std::filesystem::path& path,
              const std::vector<std::string>& axisNames) {
    AtomicFile file(path);
    std::string row = "particle,t";
    for (const std::string& name : axisNames)
        row += "," + quoted(name);
    file.write(row + ",weight\n");
    for (int l = 0; l < trajectories.levels(); ++l) {
        const auto level = std::size_t(l);
        const std::string time = exactNumber(trajectories.times[l]);
        for (Index j = 0; j < trajectories.particles(); ++j) {
            row = std::to_string(j) + "," + time;
            for (int k = 0; k < trajectories.dimension(); ++k)
                row += "," + exactNumber(trajectories.positions[level](k, j));
            row += "," + exactNumber(weightOf(trajectories, level, j)) + "\n";
            file.write(row);
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

void writeNpz(const Trajectories& trajectories, const std::filesystem::path& path) {
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
    archive.commit();
}

} // namespace

void writeTrajectories(const Trajectories& trajectories, const std::filesystem::path& file,
                       const std::vector<std::string>& axisNames) {
    const std::string suffix = file.extension().string();
    if (suffix == ".npz")
        return writeNpz(trajectories, file);
    if (suffix != ".csv")
        throw Error(ErrorCode::InvalidArgument,
                    "Particles cannot be written as \"" + file.filename().string() + "\": unknown ending.",
                    "Use .csv or .npz.");
    std::vector<std::string> names = axisNames;
    for (int k = int(names.size()); k < trajectories.dimension(); ++k)
        names.push_back(trajectories.dimension() <= 3 ? std::string(1, "xyz"[k]) : "x" + std::to_string(k + 1));
    names.resize(std::size_t(trajectories.dimension()));
    writeCsv(trajectories, file, names);
}

} // namespace engine
