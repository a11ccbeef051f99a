#include "engine/io/reader_registry.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cstring>

using namespace engine;

namespace {

std::string ascii(const std::string& content) { return "# vtk DataFile Version 3.0\ntitle\nASCII\n" + content; }
const std::string kPoints = "DATASET POLYDATA\nPOINTS 4 float\n0 0 0 2 0 0 2 2 0 0 2 0\n";

/// Numbers with the highest byte first, as legacy files have them.
template <class Number> std::string bigEndian(const std::vector<Number>& numbers) {
    std::string bytes;
    for (const Number number : numbers) {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof raw);
        std::reverse(std::begin(raw), std::end(raw));
        bytes.append(raw, sizeof raw);
    }
    return bytes;
}

} // namespace

class VtkLegacyReaderTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    ImportedData read(const std::string& content) const { return readData(m_folder.write("a.vtk", content)); }

private slots:
    void pointDataAreColumns() {
        const ImportedData data = read(ascii(
            kPoints + "METADATA\nINFORMATION 0\n\nCELL_DATA 1\nSCALARS area double\nLOOKUP_TABLE default\n7\n"
                      "POINT_DATA 4\nSCALARS day int 1\nLOOKUP_TABLE default\n3 3 4 4\nVECTORS v float\n"
                      "1 2 3 4 5 6 7 8 9 10 11 12\nFIELD FieldData 2\nweight 1 4 double\n1 2 3 4\ncell%20type 1 4 "
                      "string\na%20b\nc\n\nc\nLOOKUP_TABLE colours 1\n0 0 0 1\n"));
        QCOMPARE(data.understanding,
                 std::string("time: day · coordinates: x, y · weight: weight · attributes: v_x, v_y, v_z, cell type"));
        const Dataset& dataset = data.dataset;
        QCOMPARE(dataset.timeUnit, std::string("days"));
        QCOMPARE(dataset.snapshots.size(), std::size_t(2));
        QVERIFY(dataset.snapshots[1].points.points() == (Points(2, 2) << 2, 0, 2, 2).finished());
        QVERIFY(dataset.snapshots[1].points.weights() == (RowVector(2) << 3, 4).finished());
        QCOMPARE(dataset.snapshots[1].points.attributes()(1, 1), 11.0);
        QCOMPARE(dataset.attributes[3].categories, (std::vector<std::string>{"a b", "c"}));
        QCOMPARE(dataset.snapshots[1].points.attributes()(3, 0), -1.0);
    }

    void gridsGiveTheirNodes_data() {
        QTest::addColumn<QString>("grid");
        QTest::newRow("structured points") << "STRUCTURED_POINTS\nDIMENSIONS 2 3 1\nORIGIN 1 0 0\nSPACING .5 2 1\n";
        QTest::newRow("rectilinear") << "RECTILINEAR_GRID\nDIMENSIONS 2 3 1\nX_COORDINATES 2 float\n1 1.5\n"
                                        "Y_COORDINATES 3 float\n0 2 4\nZ_COORDINATES 1 float\n0\n";
        QTest::newRow("structured") << "STRUCTURED_GRID\nDIMENSIONS 2 3 1\nPOINTS 6 double\n"
                                       "1 0 0 1.5 0 0 1 2 0 1.5 2 0 1 4 0 1.5 4 0\n";
        QTest::newRow("unstructured") << "UNSTRUCTURED_GRID\nPOINTS 6 double\n"
                                         "1 0 0 1.5 0 0 1 2 0 1.5 2 0 1 4 0 1.5 4 0\nCELLS 1 5\n4 0 1 2 3\n"
                                         "CELL_TYPES 1\n10\n";
    }
    void gridsGiveTheirNodes() {
        QFETCH(QString, grid);
        for (const char* data : {"", "POINT_DATA 6\nSCALARS heat float\nLOOKUP_TABLE default\n1 2 3 4 5 6\n"}) {
            const Dataset dataset = read(ascii("DATASET " + grid.toStdString() + data)).dataset;
            QVERIFY(dataset.snapshots[0].points.points() ==
                    (Points(2, 6) << 1, 1.5, 1, 1.5, 1, 1.5, 0, 0, 2, 2, 4, 4).finished());
            QCOMPARE(dataset.attributes.size(), std::size_t(*data ? 1 : 0));
        }
    }

    void surfacesAreSampled_data() {
        QTest::addColumn<QString>("cells");
        QTest::newRow("polygons") << "POLYGONS 1 5\n4 0 1 2 3\n";
        QTest::newRow("strips") << "TRIANGLE_STRIPS 1 5\n4 0 1 3 2\n";
        QTest::newRow("normals") << "POLYGONS 1 5\n4 0 1 2 3\nPOINT_DATA 4\nNORMALS n float\n"
                                    "0 0 1 0 0 1 0 0 1 0 0 1\n";
    }
    void surfacesAreSampled() {
        QFETCH(QString, cells);
        const ImportedData data = read(ascii(kPoints + cells.toStdString()));
        QCOMPARE(data.dataset.pointCount(), 2000);
        QVERIFY2(data.understanding.find("surface of 2 triangles") != std::string::npos, data.understanding.c_str());
    }

    void versionFive() {
        std::string text = ascii(kPoints + "POLYGONS 2 4\nOFFSETS vtktypeint64\n0 4 \nCONNECTIVITY vtktypeint64\n"
                                           "0 1 2 3 \n");
        text[std::string("# vtk DataFile Version ").size()] = '5';
        QCOMPARE(read(text).dataset.pointCount(), 2000);
    }

    void binary() {
        const std::string content =
            "# vtk DataFile Version 3.0\ntitle\nBINARY\nDATASET POLYDATA\nPOINTS 2 double\n" +
            bigEndian<double>({1, 2, 3, 4, 5, 6}) + "\nVERTICES 2 4\n" + bigEndian<std::int32_t>({1, 0, 1, 1}) +
            "\nMETADATA\nINFORMATION 0\n\nPOINT_DATA 2\nSCALARS t short\nLOOKUP_TABLE default\n" +
            bigEndian<std::int16_t>({7, 10}) + "\nFIELD f 2\nflag 1 2 bit\n\x40\nkind 1 2 string\n\xc2" + "ab\xc1" +
            "c\n";
        const Dataset dataset = read(content).dataset;
        QCOMPARE(dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(dataset.lastTime(), 10.0);
        QVERIFY(dataset.snapshots[1].points.point(0) == (Vector(3) << 4, 5, 6).finished());
        QCOMPARE(dataset.snapshots[1].points.attributes()(0, 0), 1.0);
        QCOMPARE(dataset.attributes[1].categories, (std::vector<std::string>{"ab", "c"}));
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto add = [](const char* name, const std::string& text, const char* words) {
            QTest::newRow(name) << QString::fromStdString(text) << words;
        };
        add("no header", "DATASET POLYDATA\n", "\"# vtk DataFile Version\" was expected");
        add("another encoding", "# vtk DataFile Version 3.0\nt\nUTF8\n", "ASCII or BINARY was expected");
        add("another kind", ascii("DATASET DIRECTED_GRAPH\n"), "it holds DIRECTED_GRAPH");
        add("nothing", ascii(""), "a.vtk has no points");
        add("no number", ascii("DATASET POLYDATA\nPOINTS many float\n"), "POINTS: \"many\" found, a whole number");
        add("cut", ascii("DATASET POLYDATA\nPOINTS 4 float\n0 0 0 2 0\n"), "breaks off within POINTS");
        add("vast", ascii("DATASET POLYDATA\nPOINTS 19999999 float\n0 0 0\n"), "breaks off within POINTS");
        add("beyond", ascii("DATASET POLYDATA\nPOINTS 99999999999 float\n0 0 0\n"), "a whole number up to 20000000");
        add("vast grid", ascii("DATASET STRUCTURED_POINTS\nDIMENSIONS 9999 9999 9999\n"), "more than 20000000 points");
        add("vast array", ascii(kPoints + "POINT_DATA 4\nFIELD f 1\na 1 99999999 float\n1\n"),
            "99999999 entries, 4 expected");
        add("word", ascii("DATASET POLYDATA\nPOINTS 1 float\n0 zero 0\n"), "POINTS: \"zero\" found");
        add("keyword", ascii(kPoints + "NONSENSE 3\n"), "\"NONSENSE\" found, a keyword was expected");
        add("other points", ascii(kPoints + "POINT_DATA 3\n"), "data of 3 points, there are 4");
        add("cut before its data", ascii(kPoints + "POINT_DATA 4\n"), "announces point data and has none");
        add("no such corner", ascii(kPoints + "POLYGONS 1 4\n3 0 1 9\n"), "face 1: it has vertex 9");
        add("cell too long", ascii(kPoints + "POLYGONS 1 4\n9 0 1 2\n"), "it breaks off in cell 0");
        add("type", ascii("DATASET POLYDATA\nPOINTS 1 variant\n0 0 0\n"), "numbers of type \"variant\"");
        add("axes", ascii("DATASET RECTILINEAR_GRID\nDIMENSIONS 2 1 1\n"), "do not fit its DIMENSIONS");
    }
    void mistakesAreNamed() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        EXPECT_ERROR(read(text.toStdString()), ErrorCode::UnusableInput, words.toStdString());
    }
};

KINETOSCOPE_TEST(VtkLegacyReaderTest)

#include "vtk_legacy_reader_test.moc"
