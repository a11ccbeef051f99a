#include "engine/trajectory/trajectories_vtk.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/atomic_file.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace engine {

namespace {

std::string base64(const std::string& bytes) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? std::uint32_t(static_cast<unsigned char>(bytes[i + k])) : 0u;
        };
        const std::uint32_t three = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k <= bytes.size() ? kDigits[three >> (18 - 6 * k) & 63] : '=';
    }
    return text;
}

/// One array as VTK writes it: its size in bytes and the numbers, together in base 64.
template <class Scalar>
std::string dataArray(const char* type, const std::string& name, int components, const std::vector<Scalar>& numbers) {
    const std::uint64_t size = numbers.size() * sizeof(Scalar);
    std::string bytes(sizeof size + size, '\0');
    std::memcpy(bytes.data(), &size, sizeof size);
    if (size > 0)
        std::memcpy(bytes.data() + sizeof size, numbers.data(), size);
    return std::string("<DataArray type=\"") + type + "\" Name=\"" + name + "\" NumberOfComponents=\"" +
           std::to_string(components) + "\" format=\"binary\">" + base64(bytes) + "</DataArray>\n";
}

/// The particles and levels of one file, in the order of its points.
struct Selection {
    const Trajectories& trajectories;
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
    std::string xml = "<PointData>\n" + dataArray("Float64", "t", 1, times) +
                      dataArray("Float32", "weight", 1, weights) + dataArray("Int64", "particle", 1, numbers);
    if (!t.velocities.empty())
        xml += dataArray("Float32", "velocity", 3, triples(selection, t.velocities));
    for (int axis = 3; axis < t.dimension(); ++axis) {
        std::vector<float> further;
        selection.forEach(
            [&](std::size_t level, Index particle) { further.push_back(t.positions[level](axis, particle)); });
        xml += dataArray("Float32", "x" + std::to_string(axis + 1), 1, further);
    }
    return xml + "</PointData>\n";
}

/// A line through the levels for each particle, or a dot where there is one level only.
std::string polyData(const Selection& selection) {
    const auto count = std::size_t(selection.trajectories.particles());
    std::vector<std::int64_t> connectivity(std::size_t(selection.points())), offsets(count);
    for (std::size_t i = 0; i < connectivity.size(); ++i)
        connectivity[i] = std::int64_t(i);
    for (std::size_t i = 0; i < count; ++i)
        offsets[i] = std::int64_t(i + 1) * selection.levels;
    const bool isLine = selection.levels > 1;
    const std::string cells = isLine ? "Lines" : "Verts", number = "\"" + std::to_string(count) + "\"";
    return "<?xml version=\"1.0\"?>\n"
           "<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\" "
           "header_type=\"UInt64\">\n<PolyData>\n"
           "<Piece NumberOfPoints=\"" +
           std::to_string(selection.points()) + "\" NumberOfVerts=" + (isLine ? "\"0\"" : number) +
           " NumberOfLines=" + (isLine ? number : "\"0\"") + " NumberOfStrips=\"0\" NumberOfPolys=\"0\">\n" +
           pointData(selection) + "<Points>\n" +
           dataArray("Float32", "Points", 3, triples(selection, selection.trajectories.positions)) + "</Points>\n<" +
           cells + ">\n" + dataArray("Int64", "connectivity", 1, connectivity) +
           dataArray("Int64", "offsets", 1, offsets) + "</" + cells + ">\n</Piece>\n</PolyData>\n</VTKFile>\n";
}

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char c : text)
        xml += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return xml;
}

void writeSeries(const Trajectories& trajectories, const std::filesystem::path& file) {
    const std::filesystem::path folder = std::filesystem::path(file).replace_extension();
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        throw Error(ErrorCode::CannotWrite, folder.string() + " cannot be made: " + failure.message() + ".",
                    "Choose another folder or name.");
    std::string xml = "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\" "
                      "byte_order=\"LittleEndian\">\n<Collection>\n";
    for (int level = 0; level < trajectories.levels(); ++level) {
        char name[32];
        std::snprintf(name, sizeof name, "%06d.vtp", level);
        writeWholeFile(folder / name, polyData({trajectories, level, 1}));
        xml += "<DataSet timestep=\"" + exactNumber(trajectories.times[level]) + "\" group=\"\" part=\"0\" file=\"" +
               escaped((folder.filename() / name).string()) + "\"/>\n";
    }
    writeWholeFile(file, xml + "</Collection>\n</VTKFile>\n");
}

} // namespace

void writeVtkTrajectories(const Trajectories& trajectories, const std::filesystem::path& file) {
    const std::string ending = file.extension().string();
    if (ending == ".vtp")
        writeWholeFile(file, polyData({trajectories, 0, trajectories.levels()}));
    else if (ending == ".pvd")
        writeSeries(trajectories, file);
    else
        throw Error(ErrorCode::InvalidArgument, "Particles cannot be written as " + file.string() + ".",
                    "Use one of the endings .vtp, .pvd.");
}

} // namespace engine
