#include "engine/io/vtk/vtk_xml_writer.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/io/atomic_file.h"

#include <cstdio>
#include <cstring>
#include <memory>

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

std::string escaped(const std::string& text) {
    std::string xml;
    for (const char c : text) {
        const bool isControl = static_cast<unsigned char>(c) < 0x20; // XML has no way to write it
        xml += c == '&'    ? "&amp;"
               : c == '<'  ? "&lt;"
               : c == '>'  ? "&gt;"
               : c == '"'  ? "&quot;"
               : isControl ? " "
                           : std::string(1, c);
    }
    return xml;
}

/// The size in bytes and the bytes, together in base 64.
std::string element(const char* tag, const std::string& type, const std::string& name, const std::string& shape,
                    const std::string& content) {
    const std::uint64_t size = content.size();
    std::string bytes(sizeof size, '\0');
    std::memcpy(bytes.data(), &size, sizeof size);
    return std::string("<") + tag + " type=\"" + type + "\" Name=\"" + escaped(name) + "\" " + shape +
           " format=\"binary\">" + base64(bytes + content) + "</" + tag + ">\n";
}

template <class Scalar>
std::string array(const char* type, const std::string& name, int components, const std::vector<Scalar>& numbers) {
    return element("DataArray", type, name,
                   "NumberOfComponents=\"" + std::to_string(components) + "\" NumberOfTuples=\"" +
                       std::to_string(numbers.size() / std::size_t(components)) + "\"",
                   std::string(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Scalar)));
}

constexpr char kBegin[] = "<?xml version=\"1.0\"?>\n<VTKFile type=\"";

} // namespace

std::string vtkArray(const std::string& name, int components, const std::vector<float>& numbers) {
    return array("Float32", name, components, numbers);
}
std::string vtkArray(const std::string& name, int components, const std::vector<double>& numbers) {
    return array("Float64", name, components, numbers);
}
std::string vtkArray(const std::string& name, int components, const std::vector<std::int64_t>& numbers) {
    return array("Int64", name, components, numbers);
}
std::string vtkArray(const std::string& name, const std::vector<std::string>& texts) {
    std::string content;
    for (const std::string& text : texts)
        content += text + '\0';
    return element("Array", "String", name, "NumberOfTuples=\"" + std::to_string(texts.size()) + "\"", content);
}

std::string vtkArray(const std::string& name, const TableColumn& column, const std::vector<Index>& rows) {
    if (!column.isText) {
        std::vector<double> numbers;
        numbers.reserve(rows.size());
        for (const Index row : rows)
            numbers.push_back(column.numbers[std::size_t(row)]);
        return vtkArray(name, 1, numbers);
    }
    std::vector<std::string> texts;
    texts.reserve(rows.size());
    for (const Index row : rows) {
        const auto code = column.codes[std::size_t(row)];
        texts.push_back(code < 0 ? std::string() : column.categories[std::size_t(code)]);
    }
    return vtkArray(name, texts);
}

std::string vtkPointsFile(Index points, Index pointsPerLine, const std::string& places, const std::string& pointData,
                          const std::string& fieldData) {
    const Index count = points / pointsPerLine;
    std::vector<std::int64_t> connectivity(static_cast<std::size_t>(points)), offsets(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < connectivity.size(); ++i)
        connectivity[i] = std::int64_t(i);
    for (std::size_t i = 0; i < offsets.size(); ++i)
        offsets[i] = std::int64_t(i + 1) * pointsPerLine;
    const bool isLine = pointsPerLine > 1;
    const std::string cells = isLine ? "Lines" : "Verts", number = "\"" + std::to_string(count) + "\"";
    return kBegin +
           std::string("PolyData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n<PolyData>\n") +
           (fieldData.empty() ? "" : "<FieldData>\n" + fieldData + "</FieldData>\n") + "<Piece NumberOfPoints=\"" +
           std::to_string(points) + "\" NumberOfVerts=" + (isLine ? "\"0\"" : number) +
           " NumberOfLines=" + (isLine ? number : "\"0\"") + " NumberOfStrips=\"0\" NumberOfPolys=\"0\">\n" +
           "<PointData>\n" + pointData + "</PointData>\n<Points>\n" + places + "</Points>\n<" + cells + ">\n" +
           vtkArray("connectivity", 1, connectivity) + vtkArray("offsets", 1, offsets) + "</" + cells +
           ">\n</Piece>\n</PolyData>\n</VTKFile>\n";
}

void writeVtkSeries(const std::filesystem::path& list, const std::vector<Real>& times,
                    const std::function<std::string(std::size_t)>& part) {
    const std::filesystem::path folder = std::filesystem::path(list).replace_extension();
    std::error_code failure;
    const bool isNew = std::filesystem::create_directories(folder, failure);
    if (failure)
        throw Error(ErrorCode::CannotWrite, Sentence::of("%1 cannot be made: %2.", folder.string(), failure.message()),
                    Sentence::of("Choose another folder or name."));
    try {
        std::vector<std::unique_ptr<AtomicFile>> files;
        std::string xml =
            std::string(kBegin) + "Collection\" version=\"1.0\" byte_order=\"LittleEndian\">\n<Collection>\n";
        for (std::size_t k = 0; k < times.size(); ++k) {
            char name[32];
            std::snprintf(name, sizeof name, "%06zu.vtp", k);
            files.push_back(std::make_unique<AtomicFile>(folder / name));
            files.back()->write(part(k));
            files.back()->close();
            xml += "<DataSet timestep=\"" + exactNumber(times[k]) + "\" group=\"\" part=\"0\" file=\"" +
                   escaped((folder.filename() / name).string()) + "\"/>\n";
        }
        files.push_back(std::make_unique<AtomicFile>(list));
        files.back()->write(xml + "</Collection>\n</VTKFile>\n");
        files.back()->close();
        for (const auto& file : files)
            file->commit();
    } catch (...) {
        if (isNew)
            std::filesystem::remove(folder, failure); // while it is empty
        throw;
    }
}

} // namespace engine
