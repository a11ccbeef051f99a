#include "engine/io/reader_registry.h"
#include "engine/io/vtk/vtk_xml_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

/// A file in text with these elements in its only piece.
std::string file(const std::string& inside, int points = 4, const std::string& more = "",
                 const std::string& attributes = "") {
    return "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"0.1\" byte_order=\"LittleEndian\" " +
           attributes + ">\n<PolyData>\n" + more + "<Piece NumberOfPoints=\"" + std::to_string(points) +
           "\" NumberOfPolys=\"" + (inside.find("offsets") == std::string::npos ? "0" : "1") + "\">\n" + inside +
           "</Piece>\n</PolyData>\n</VTKFile>\n";
}
const std::string kSquare = "<Points><DataArray type=\"Float32\" NumberOfComponents=\"3\" format=\"ascii\">\n"
                            "0 0 0 2 0 0 2 2 0 0 2 0</DataArray></Points>\n";
const std::string kFace =
    "<Polys><DataArray type=\"Int32\" Name=\"connectivity\" format=\"ascii\">0 1 2 3</DataArray>\n"
    "<DataArray type=\"Int32\" Name=\"offsets\" format=\"ascii\">4</DataArray></Polys>\n";
std::string pointData(const std::string& arrays) { return "<PointData>" + arrays + "</PointData>\n"; }
std::string numbers(const std::string& name, const std::string& values, const std::string& more = "") {
    return "<DataArray type=\"Float64\" Name=\"" + name + "\" format=\"ascii\" " + more + ">" + values +
           "</DataArray>\n";
}

} // namespace

class VtkXmlReaderTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    ImportedData read(const std::string& content, const std::string& name = "a.vtp") const {
        return readData(m_folder.write(name, content));
    }
    static std::vector<std::string> names(const Dataset& dataset) {
        std::vector<std::string> all;
        for (const AttributeColumn& column : dataset.attributes)
            all.push_back(column.name);
        return all;
    }

private slots:
    void pointDataAreColumns() {
        const ImportedData data = read(file(
            kSquare + pointData(numbers("t", "1 0 0 1") + numbers("weight", "1 2 3 4") + numbers("gene", "5 6 nan 8") +
                                numbers("wind", "1 2 3 4 5 6 7 8", "NumberOfComponents=\"2\"") +
                                "<Array type=\"String\" Name=\"kind\" format=\"ascii\">"
                                "97 0 98 99 0 0 97 0</Array>")));
        QCOMPARE(data.understanding, std::string("time: t · coordinates: x, y · weight: weight · attributes: gene, "
                                                 "wind_x, wind_y, kind"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
        const PointSet& first = data.dataset.snapshots[0].points;
        QVERIFY(first.points() == (Points(2, 2) << 2, 2, 0, 2).finished());
        QVERIFY(first.weights() == (RowVector(2) << 2, 3).finished());
        QCOMPARE(first.attributes()(0, 0), 6.0);
        QVERIFY(std::isnan(first.attributes()(0, 1)));
        QCOMPARE(first.attributes()(2, 1), 6.0);
        QCOMPARE(data.dataset.attributes[3].categories, (std::vector<std::string>{"a", "bc"}));
        QCOMPARE(first.attributes()(3, 0), 1.0);
        QCOMPARE(first.attributes()(3, 1), -1.0); // empty
    }

    void surfacesWithoutPointDataAreSampled() {
        const ImportedData bare = read(file(kSquare + kFace));
        QCOMPARE(bare.dataset.pointCount(), 2000);
        QVERIFY2(bare.understanding.find("2000 points spread over a surface of 2 triangles") == 0,
                 bare.understanding.c_str());
        // Normals only say how the surface is to be shown.
        QCOMPARE(read(file(kSquare + kFace +
                           pointData(numbers("Normals", "0 0 1 0 0 1 0 0 1 0 0 1", "NumberOfComponents=\"3\""))))
                     .dataset.pointCount(),
                 2000);
        // With point data, its points are the data.
        QCOMPARE(read(file(kSquare + kFace + pointData(numbers("heat", "1 2 3 4")))).dataset.pointCount(), 4);
        QCOMPARE(read(file(kSquare)).dataset.pointCount(), 4);
    }

    void stripsAndSeveralPieces() {
        const std::string strip =
            "<Strips><DataArray type=\"Int64\" Name=\"connectivity\" format=\"ascii\">0 1 3 2</DataArray>"
            "<DataArray type=\"Int64\" Name=\"offsets\" format=\"ascii\">4</DataArray></Strips>";
        std::string text = file(kSquare + kFace);
        text.insert(text.find("</PolyData>"),
                    "<Piece NumberOfPoints=\"4\" NumberOfStrips=\"1\">" + kSquare + strip + "</Piece>");
        const ImportedData data = read(text);
        QVERIFY2(data.understanding.find("surface of 4 triangles") != std::string::npos, data.understanding.c_str());
        QCOMPARE(data.dataset.pointCount(), 2000);
    }

    void gridsOfFacesAndSolids() {
        const auto grid = [&](const std::string& kind) {
            std::string text = file(kSquare +
                                    "<Cells><DataArray type=\"Int64\" Name=\"connectivity\" format=\"ascii\">"
                                    "0 1 2 3</DataArray><DataArray type=\"Int64\" Name=\"offsets\" "
                                    "format=\"ascii\">4</DataArray><DataArray type=\"UInt8\" Name=\"types\" "
                                    "format=\"ascii\">" +
                                    kind + "</DataArray></Cells>");
            for (const auto& [from, to] :
                 {std::pair{"\"PolyData\"", "\"UnstructuredGrid\""}, std::pair{"NumberOfPolys", "NumberOfCells"}})
                text.replace(text.find(from), std::string(from).size(), to);
            return read(text, "a.vtu").dataset.pointCount();
        };
        QCOMPARE(grid("9"), 2000); // quadrilateral
        QCOMPARE(grid("10"), 4);   // tetrahedron: its points
        QCOMPARE(grid("4"), 4);    // a line
    }

    void fieldsSayTheTimeAndTheAxes() {
        const std::string fields = "<FieldData>" + numbers("TimeValue", "2.5", "NumberOfTuples=\"1\"") +
                                   vtkArray("axis_names", {"pc1", "pc2", "pc3"}) + "</FieldData>";
        const Dataset dataset = read(file(kSquare, 4, fields, "header_type=\"UInt64\"")).dataset;
        QCOMPARE(dataset.firstTime(), 2.5);
        QCOMPARE(dataset.axisNames, (std::vector<std::string>{"pc1", "pc2", "pc3"}));
        QCOMPARE(dataset.dimension(), 3); // although all are in a plane
    }

    void furtherCoordinatesAreArrays() {
        const Dataset dataset = read(file(kSquare + pointData(numbers("x4", "1 2 3 4") + numbers("x5", "5 6 7 8") +
                                                              numbers("x7", "0 0 0 0"))))
                                    .dataset;
        QCOMPARE(dataset.dimension(), 5);
        QVERIFY(dataset.snapshots[0].points.point(1) == (Vector(5) << 2, 0, 0, 2, 6).finished());
        QCOMPARE(names(dataset), std::vector<std::string>{"x7"});
    }

    void namesOfColumnsAreUnique() {
        const Dataset dataset =
            read(file(kSquare + pointData(numbers("x", "1 2 3 4") + numbers("y", "1 2 3 4")))).dataset;
        QCOMPARE(dataset.dimension(), 2);
        QCOMPARE(names(dataset), (std::vector<std::string>{"x_2", "y_2"}));
    }

    void columnsCanBeChosen() {
        ImportOptions options;
        options.columns.coordinates = {"heat", "y"};
        const Dataset dataset =
            readData(m_folder.write("c.vtp", file(kSquare + pointData(numbers("heat", "1 2 3 4")))), options).dataset;
        QVERIFY(dataset.snapshots[0].points.points() == (Points(2, 4) << 1, 2, 3, 4, 0, 0, 2, 2).finished());
    }

    void theContentDecidesNotTheEnding() {
        QCOMPARE(read(file(kSquare), "points.csv").dataset.pointCount(), 4);
        QCOMPARE(read(file(kSquare), "points").dataset.pointCount(), 4);
        EXPECT_ERROR(read("x,y\n1,2\n", "table.vtp"), ErrorCode::UnusableInput, "table.vtp, line 1");
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto add = [](const char* name, const std::string& text, const char* words) {
            QTest::newRow(name) << QString::fromStdString(text) << words;
        };
        const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
            return text.replace(text.find(from), from.size(), to);
        };
        const std::string data = pointData(numbers("heat", "1 2 3 4"));
        add("too few numbers", file(kSquare + pointData(numbers("heat", "1 2 3"))),
            "a.vtp, array heat: 3 entries found, 4 expected");
        add("too many numbers", file(kSquare + pointData(numbers("heat", "1 2 3 4 5"))), "5 entries found, 4 expected");
        add("word", file(kSquare + pointData(numbers("heat", "1 2 x 4"))), "array heat: found \"x\", a number");
        add("too few texts",
            file(kSquare + pointData("<Array type=\"String\" Name=\"k\" format=\"ascii\">97 0</Array>")),
            "array k: 1 entries found, 4 expected");
        add("no places", file(data), "a.vtp has no places of its points");
        add("flat places", replaced(file(kSquare), "NumberOfComponents=\"3\"", "NumberOfComponents=\"2\""),
            "2 components found, 3 expected");
        add("no points", file("", 0), "a.vtp has no points");
        add("far too many points", file(kSquare, 2'000'000'000), "NumberOfPoints is \"2000000000\"");
        add("more points than there are", file(kSquare, 4000), "12 entries found, 12000 expected");
        add("no such corner", file(kSquare + replaced(kFace, "0 1 2 3", "0 1 2 7")),
            "a.vtp, face 1: it has vertex 7, counted from 0; there are 4");
        add("negative corner", file(kSquare + replaced(kFace, "0 1 2 3", "0 1 2 -3")), "whole numbers from 0");
        add("offsets beyond", file(kSquare + replaced(kFace, ">4<", ">40<")), "4 entries found, 40 expected");
        add("another kind", replaced(file(kSquare), "PolyData", "ImageData"), "a.vtp holds ImageData");
        add("another compressor", file(kSquare, 4, "", "compressor=\"vtkLZ4DataCompressor\""),
            "compressed by vtkLZ4DataCompressor");
        add("unknown type", replaced(file(kSquare), "Float32", "Float80"), "numbers of type \"Float80\"");
        add("no base 64",
            file(kSquare + pointData("<DataArray type=\"Float64\" Name=\"h\" format=\"binary\">a*b=</DataArray>")),
            "array h: it is not written in base 64");
        add("cut base 64",
            file(kSquare + pointData("<DataArray type=\"Float64\" Name=\"h\" format=\"binary\">IAAAAAAA</DataArray>")),
            "array h: the array breaks off");
        add("vast base 64",
            file(kSquare + pointData("<DataArray type=\"Float64\" Name=\"h\" format=\"binary\">////fwAA</DataArray>")),
            "array h: the array breaks off");
        add("nothing appended", replaced(file(kSquare), "\"ascii\"", "\"appended\" offset=\"7\""),
            "it begins behind the end of the file");
        add("cut", file(kSquare).substr(0, file(kSquare).size() - 40), "a.vtp, line");
    }
    void mistakesAreNamed() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        EXPECT_ERROR(read(text.toStdString()), ErrorCode::UnusableInput, words.toStdString());
        QVERIFY(!tests::errorOf([&] { read(text.toStdString()); })->remedy().empty());
    }
};

KINETOSCOPE_TEST(VtkXmlReaderTest)

#include "vtk_xml_reader_test.moc"
