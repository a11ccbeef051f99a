#include "engine/core/error.h"
#include "engine/io/csv_format.h"
#include "engine/io/line_reader.h"
#include "engine/io/mesh/mesh_import.h"
#include "engine/io/mesh/mesh_readers.h"
#include "engine/io/message_text.h"
#include "engine/io/whole_file.h"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace engine {

namespace {

constexpr std::size_t kHeader = 84, kRecord = 50; // bytes: title and count; normal, three corners, two bytes more

[[noreturn]] void refuse(const Sentence& what) {
    throw Error(ErrorCode::UnusableInput, what, Sentence::of("Write the mesh again, as STL with all its triangles."));
}

/// Every three points are a triangle.
MeshData meshOf(const std::string& source, const std::vector<double>& coordinates) {
    MeshData mesh;
    mesh.source = source;
    const auto triangles = Index(coordinates.size() / 9);
    if (triangles == 0)
        refuse(Sentence::of("%1 has no triangles.", source));
    mesh.points = Eigen::Map<const Points>(coordinates.data(), 3, 3 * triangles);
    mesh.triangles = Eigen::VectorX<Index>::LinSpaced(3 * triangles, 0, 3 * triangles - 1).reshaped(3, triangles);
    return mesh;
}

MeshData parseBinary(const std::string& source, std::string_view bytes) {
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + kHeader - sizeof count, sizeof count);
    if (Index(count) > kMostMeshPoints)
        refuse(Sentence::of("%1 has more than %2 triangles, or is damaged.", source, kMostMeshPoints));
    const std::size_t there = (bytes.size() - kHeader) / kRecord;
    if (there < count)
        refuse(Sentence::of("%1 breaks off: %2 found, %3 announced.", source,
                            there == 1 ? Sentence::of("1 triangle") : Sentence::of("%1 triangles", there), count));
    std::vector<double> coordinates;
    coordinates.reserve(std::size_t(count) * 9);
    for (std::size_t k = 0; k < count; ++k) {
        float corners[9];
        std::memcpy(corners, bytes.data() + kHeader + k * kRecord + 3 * sizeof(float), sizeof corners);
        for (const float value : corners) {
            if (!std::isfinite(value))
                refuse(Sentence::of("%1, triangle %2: a coordinate is no finite number.", source, k + 1));
            coordinates.push_back(double(value));
        }
    }
    return meshOf(source, coordinates);
}

MeshData parseText(const std::string& source, std::string_view text) {
    LineReader lines(text, source);
    std::vector<double> coordinates;
    std::vector<std::string_view> fields;
    std::string scratch;
    bool isClosed = true;
    for (std::string_view line; lines.next(line);) {
        splitCsvLine(line, ' ', fields, scratch);
        if (fields.empty())
            continue;
        if (fields[0] == "facet" || fields[0] == "endfacet") {
            if (coordinates.size() % 9 != 0)
                refuse(Sentence::of("%1, line %2: the triangle before has not three corners.", source, lines.line()));
            isClosed = fields[0] == "endfacet";
        }
        if (fields[0] != "vertex")
            continue;
        if (fields.size() < 4)
            refuse(Sentence::of("%1, line %2: a vertex has three coordinates.", source, lines.line()));
        if (coordinates.size() >= 9 * std::size_t(kMostMeshPoints))
            refuse(Sentence::of("%1, line %2: more than %3 triangles.", source, lines.line(), kMostMeshPoints));
        for (std::size_t k = 1; k <= 3; ++k) {
            coordinates.push_back(parseNumber(fields[k], false));
            if (std::isnan(coordinates.back()))
                refuse(Sentence::of("%1, line %2: found \"%3\", a finite number was expected.", source, lines.line(),
                                    shownInMessage(fields[k])));
        }
    }
    if (!isClosed || coordinates.size() % 9 != 0)
        refuse(Sentence::of("%1 breaks off within a triangle.", source));
    return meshOf(source, coordinates);
}

/// Binary files may begin with "solid" as well; only their size tells them from text.
bool isBinary(std::string_view bytes) {
    if (bytes.size() < kHeader)
        return false;
    std::uint32_t count = 0;
    std::memcpy(&count, bytes.data() + kHeader - sizeof count, sizeof count);
    const bool fits = bytes.size() == kHeader + std::size_t(count) * kRecord;
    return fits || bytes.substr(0, 5) != "solid" || bytes.substr(0, kHeader).find('\0') != std::string_view::npos;
}

} // namespace

MeshData readStl(const std::filesystem::path& file, const ReadControl& control) {
    const std::string bytes = readWholeFile(file, control);
    const std::string source = file.filename().string();
    return isBinary(bytes) ? parseBinary(source, bytes) : parseText(source, bytes);
}

DataReader stlReader() {
    return {"STL mesh", {"stl"}, {}, [](const std::filesystem::path& file, const ImportOptions& options) {
                return importMesh(readStl(file, options.control), options);
            }};
}

} // namespace engine
