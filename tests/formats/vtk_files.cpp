#include "tests/formats/vtk_files.h"

#include <vtkCellArray.h>
#include <vtkDoubleArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataWriter.h>
#include <vtkShortArray.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkUnstructuredGrid.h>
#include <vtkUnstructuredGridWriter.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLPolyDataWriter.h>
#include <vtkXMLUnstructuredGridWriter.h>

namespace tests {

namespace {

constexpr int kPoints = 300;

void addPoints(vtkPoints& points) {
    for (int i = 0; i < kPoints; ++i)
        points.InsertNextPoint(i, 0.5 * i, -i);
}

/// Times 0, 1, 2; weights; words; and vectors.
void addArrays(vtkPointData& data) {
    vtkNew<vtkShortArray> times;
    vtkNew<vtkDoubleArray> weights;
    vtkNew<vtkStringArray> kinds;
    vtkNew<vtkFloatArray> winds;
    times->SetName("t");
    weights->SetName("weight");
    kinds->SetName("kind");
    winds->SetName("wind");
    winds->SetNumberOfComponents(3);
    for (int i = 0; i < kPoints; ++i) {
        times->InsertNextValue(short(i % 3));
        weights->InsertNextValue(1 + 0.25 * i);
        kinds->InsertNextValue(i % 5 == 0 ? "stem cell" : i % 5 == 1 ? "b & <c>" : "late");
        winds->InsertNextTuple3(i, 2 * i, 3 * i);
    }
    for (vtkAbstractArray* array : {static_cast<vtkAbstractArray*>(times), static_cast<vtkAbstractArray*>(weights),
                                    static_cast<vtkAbstractArray*>(kinds), static_cast<vtkAbstractArray*>(winds)})
        data.AddArray(array);
}

vtkSmartPointer<vtkPolyData> cloud() {
    auto made = vtkSmartPointer<vtkPolyData>::New();
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> dots;
    addPoints(*points);
    for (vtkIdType i = 0; i < kPoints; ++i)
        dots->InsertNextCell(1, &i);
    made->SetPoints(points);
    made->SetVerts(dots);
    addArrays(*made->GetPointData());
    return made;
}

/// Two squares of side 1 beside each other, one of them two triangles.
template <class Insert> void addFaces(vtkPoints& points, const Insert& insert) {
    for (const double x : {0.0, 1.0, 2.0})
        for (const double y : {0.0, 1.0})
            points.InsertNextPoint(x, y, 7);
    insert({0, 2, 3, 1});
    insert({2, 4, 5});
    insert({2, 5, 3});
}

/// A writer in all its modes.
template <class XmlWriter, class Data>
void writeXml(Data* data, const std::filesystem::path& stem, const char* ending,
              std::vector<std::filesystem::path>& files) {
    struct Mode {
        const char* name;
        int dataMode;
        bool isEncoded, isCompressed, isLong, isBig;
    };
    for (const Mode& mode : {Mode{"ascii", vtkXMLWriter::Ascii, true, false, false, false},
                             Mode{"binary", vtkXMLWriter::Binary, true, true, true, false},
                             Mode{"plain", vtkXMLWriter::Binary, true, false, false, true},
                             Mode{"appended", vtkXMLWriter::Appended, true, true, false, false},
                             Mode{"raw", vtkXMLWriter::Appended, false, true, true, true},
                             Mode{"rawplain", vtkXMLWriter::Appended, false, false, true, false}}) {
        vtkNew<XmlWriter> writer;
        files.push_back(stem.string() + "_" + mode.name + ending);
        writer->SetFileName(files.back().c_str());
        writer->SetInputData(data);
        writer->SetDataMode(mode.dataMode);
        writer->SetEncodeAppendedData(mode.isEncoded);
        writer->SetCompressorType(mode.isCompressed ? vtkXMLWriter::ZLIB : vtkXMLWriter::NONE);
        writer->SetHeaderType(mode.isLong ? vtkXMLWriter::UInt64 : vtkXMLWriter::UInt32);
        mode.isBig ? writer->SetByteOrderToBigEndian() : writer->SetByteOrderToLittleEndian();
        writer->SetBlockSize(1024); // several blocks
        writer->Write();
    }
}

template <class LegacyWriter, class Data>
void writeLegacy(Data* data, const std::filesystem::path& stem, std::vector<std::filesystem::path>& files) {
    for (const bool isBinary : {false, true})
        for (const int version : {42, 51}) {
            vtkNew<LegacyWriter> writer;
            files.push_back(stem.string() + (isBinary ? "_binary" : "_text") + std::to_string(version) + ".vtk");
            writer->SetFileName(files.back().c_str());
            writer->SetInputData(data);
            writer->SetFileVersion(version);
            isBinary ? writer->SetFileTypeToBinary() : writer->SetFileTypeToASCII();
            writer->Write();
        }
}

} // namespace

std::vector<std::filesystem::path> vtkPointFiles(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    const auto points = cloud();
    writeXml<vtkXMLPolyDataWriter>(points.GetPointer(), folder / "points", ".vtp", files);
    writeLegacy<vtkPolyDataWriter>(points.GetPointer(), folder / "points", files);
    vtkNew<vtkUnstructuredGrid> grid;
    grid->SetPoints(points->GetPoints());
    grid->GetPointData()->ShallowCopy(points->GetPointData());
    const vtkIdType tetrahedron[] = {0, 1, 2, 3};
    grid->InsertNextCell(10, 4, tetrahedron);
    writeXml<vtkXMLUnstructuredGridWriter>(grid.Get(), folder / "grid", ".vtu", files);
    writeLegacy<vtkUnstructuredGridWriter>(grid.Get(), folder / "grid", files);
    return files;
}

std::vector<std::filesystem::path> vtkMeshFiles(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    {
        vtkNew<vtkPolyData> mesh;
        vtkNew<vtkPoints> points;
        vtkNew<vtkCellArray> faces;
        addFaces(*points, [&](std::initializer_list<vtkIdType> corners) { faces->InsertNextCell(corners); });
        mesh->SetPoints(points);
        mesh->SetPolys(faces);
        writeXml<vtkXMLPolyDataWriter>(mesh.Get(), folder / "mesh", ".vtp", files);
        writeLegacy<vtkPolyDataWriter>(mesh.Get(), folder / "mesh", files);
    }
    vtkNew<vtkUnstructuredGrid> grid;
    vtkNew<vtkPoints> points;
    addFaces(*points, [&](std::initializer_list<vtkIdType> corners) {
        grid->InsertNextCell(corners.size() == 4 ? 9 : 5, vtkIdType(corners.size()), corners.begin());
    });
    grid->SetPoints(points);
    writeXml<vtkXMLUnstructuredGridWriter>(grid.Get(), folder / "faces", ".vtu", files);
    writeLegacy<vtkUnstructuredGridWriter>(grid.Get(), folder / "faces", files);
    return files;
}

VtkContent readByVtk(const std::filesystem::path& file, const std::string& array) {
    vtkNew<vtkXMLPolyDataReader> reader;
    reader->SetFileName(file.c_str());
    reader->Update();
    vtkPolyData* data = reader->GetOutput();
    VtkContent content;
    content.lines = data->GetNumberOfLines();
    content.dots = data->GetNumberOfVerts();
    for (vtkIdType i = 0; i < data->GetNumberOfPoints(); ++i)
        content.places.insert(content.places.end(), data->GetPoint(i), data->GetPoint(i) + 3);
    vtkAbstractArray* found = data->GetPointData()->GetAbstractArray(array.c_str());
    for (vtkIdType i = 0; found && i < found->GetNumberOfTuples(); ++i) {
        if (const auto* texts = vtkStringArray::SafeDownCast(found))
            content.texts.push_back(const_cast<vtkStringArray*>(texts)->GetValue(i));
        else
            content.numbers.push_back(found->GetVariantValue(i).ToDouble());
    }
    return content;
}

} // namespace tests
