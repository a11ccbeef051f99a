#include "engine/io/vtk/vtk_readers.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/csv_format.h"
#include "engine/io/mesh/mesh_import.h"
#include "engine/io/message_text.h"
#include "engine/io/vtk/vtk_files.h"
#include "engine/io/vtk/xml_scanner.h"
#include "engine/io/whole_file.h"

#include <cmath>

namespace engine {

namespace {

constexpr std::size_t kMostParts = 100'000;

bool isLegacy(std::string_view head) { return head.substr(0, 22) == "# vtk DataFile Version"; }
bool isVtkXml(std::string_view head) { return head.find("<VTKFile") != std::string_view::npos; }
bool isCollection(std::string_view head) { return isVtkXml(head) && head.find("Collection") != std::string_view::npos; }

MeshData readPart(const std::filesystem::path& file, const ReadControl& control) {
    const std::string ending = file.extension().string();
    if (ending == ".vtp" || ending == ".vtu")
        return readVtkXml(file, control);
    if (ending == ".vtk")
        return readVtkLegacy(file, control);
    throw Error(ErrorCode::UnusableInput,
                Sentence::of("The series lists %1, a file of another kind.", shownInMessage(file.filename().string())),
                Sentence::of("Save its parts as .vtp, .vtu or .vtk."));
}

struct Part {
    std::filesystem::path file;
    double time;
};

std::vector<Part> partsOf(const std::filesystem::path& list, const ReadControl& control) {
    const std::string text = readWholeFile(list, control);
    XmlScanner scanner(text, list.filename().string());
    std::vector<Part> parts;
    bool isVtk = false;
    for (auto token = scanner.next(); token != XmlScanner::Token::Finished; token = scanner.next()) {
        if (token != XmlScanner::Token::Start)
            continue;
        isVtk |= scanner.name() == "VTKFile";
        if (scanner.name() != "DataSet")
            continue;
        const std::string *file = scanner.attribute("file"), *timestep = scanner.attribute("timestep");
        const double time = timestep ? parseNumber(*timestep, false) : std::nan("");
        if (!file || file->empty())
            scanner.refuse(Sentence::of("<DataSet> has no file"));
        if (std::isnan(time))
            scanner.refuse(Sentence::of("the timestep of %1 is %2", shownInMessage(*file),
                                        timestep
                                            ? Sentence::of("\"%1\", a number was expected", shownInMessage(*timestep))
                                            : Sentence::of("missing")));
        if (parts.size() >= kMostParts)
            scanner.refuse(Sentence::of("more than %1 files", kMostParts));
        parts.push_back({list.parent_path() / *file, time});
    }
    if (!isVtk || parts.empty())
        scanner.refuse(isVtk ? Sentence::of("the series lists no file") : Sentence::of("<VTKFile> was expected"));
    return parts;
}

ImportedData readSeries(const std::filesystem::path& list, const ImportOptions& options) {
    const std::string source = list.filename().string();
    const std::vector<Part> parts = partsOf(list, options.control);
    std::vector<MeshData> meshes;
    Index points = 0;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        options.control.report(double(k) / double(parts.size()));
        if (!std::filesystem::exists(parts[k].file))
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("%1: its file for time %2 is missing: %3.", source, shortNumber(parts[k].time),
                                     parts[k].file.string()),
                        Sentence::of("Keep the folder with the files of the series beside it."));
        MeshData mesh = readPart(parts[k].file, {{}, options.control.stop});
        mesh.time = parts[k].time;
        points += mesh.points.cols();
        if (points > kMostMeshPoints)
            throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has more than %2 points.", source, kMostMeshPoints),
                        Sentence::of("Keep fewer points or times."));
        meshes.push_back(std::move(mesh));
    }
    return importMeshSeries(std::move(meshes), source, options);
}

} // namespace

DataReader vtkXmlReader() {
    return {"VTK points or grid",
            {"vtp", "vtu"},
            [](std::string_view head) { return isVtkXml(head) && !isCollection(head); },
            [](const std::filesystem::path& file, const ImportOptions& options) {
                return importMesh(readVtkXml(file, options.control), options);
            }};
}

DataReader vtkLegacyReader() {
    return {"VTK legacy file", {"vtk"}, isLegacy, [](const std::filesystem::path& file, const ImportOptions& options) {
                return importMesh(readVtkLegacy(file, options.control), options);
            }};
}

DataReader pvdReader() { return {"ParaView series", {"pvd"}, isCollection, readSeries}; }

} // namespace engine
