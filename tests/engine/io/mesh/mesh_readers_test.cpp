#include "engine/io/mesh/surface_file.h"
#include "engine/io/reader_registry.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cstring>

using namespace engine;

namespace {

/// A square of side 2 with the faces given.
std::string square(const std::string& faces) {
    return "# made here\no square\nv 0 0 1\nv 2 0 1\nv 2 2 1\nv 0 2 1\n" + faces;
}

/// A closed one from −1 to 1, of six quadrilaterals.
std::string cube() {
    std::string text;
    for (int corner = 0; corner < 8; ++corner)
        text += std::string("v") + (corner & 1 ? " 1" : " -1") + (corner & 2 ? " 1" : " -1") +
                (corner & 4 ? " 1" : " -1") + "\n";
    return text + "f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n";
}

const char* kFacet = "solid s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1e0 0 0\nvertex 0 1 0\nendloop\n"
                     "endfacet\nendsolid s\n";

/// Binary STL of so many triangles of area ½ in the plane z = 3, announcing `count`.
std::string binaryStl(std::size_t triangles, std::uint32_t count) {
    std::string bytes = "solid but binary";
    bytes.resize(80, ' ');
    bytes.append(reinterpret_cast<const char*>(&count), 4);
    for (std::size_t k = 0; k < triangles; ++k) {
        const float numbers[12] = {0, 0, 1, float(k), 0, 3, float(k) + 1, 0, 3, float(k), 1, 3};
        bytes.append(reinterpret_cast<const char*>(numbers), sizeof numbers);
        bytes.append(2, '\0');
    }
    return bytes;
}

} // namespace

class MeshReadersTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    ImportedData read(const std::string& name, const std::string& content, Index samples = 400) const {
        ImportOptions options;
        options.samples = samples;
        return readData(m_folder.write(name, content), options);
    }

private slots:
    void surfacesAreReadAsTheyAre() {
        const engine::MeshData mesh = engine::readSurface(m_folder.write("square.OBJ", square("f 1 2 3 4\n")));
        QCOMPARE(mesh.points.cols(), 4);
        QCOMPARE(mesh.triangles.cols(), 2);
        EXPECT_ERROR(engine::readSurface(m_folder.write("points.obj", square(""))), engine::ErrorCode::UnusableInput,
                     "no faces");
        EXPECT_ERROR(engine::readSurface(m_folder.write("a.csv", "t,x\n")), engine::ErrorCode::UnusableInput,
                     "ends in .obj or .stl");
    }

    void objSurfacesAreSampled_data() {
        QTest::addColumn<QString>("faces");
        QTest::newRow("a quadrilateral") << "f 1 2 3 4\n";
        QTest::newRow("triangles with normals") << "vn 0 0 1\nvt 0 0\nf 1/1/1 2/1/1 3/1/1\nf 1//1 3//1 4//1\n";
        QTest::newRow("counted backward") << "f -4 -3 -2\nf -4 -2 -1\n";
        QTest::newRow("in two lines") << "f 1 2 \\\n 3 4\n";
    }
    void objSurfacesAreSampled() {
        QFETCH(QString, faces);
        const ImportedData data = read("square.obj", square(faces.toStdString()));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(1));
        QCOMPARE(data.dataset.firstTime(), 0.0);
        QCOMPARE(data.dataset.title, std::string("square"));
        QCOMPARE(data.dataset.axisNames, (std::vector<std::string>{"x", "y", "z"}));
        const Points points = data.dataset.snapshots[0].points.points();
        QCOMPARE(points.cols(), 400);
        QVERIFY((points.row(2).array() == 1).all());
        QVERIFY(points.topRows(2).minCoeff() >= 0 && points.topRows(2).maxCoeff() <= 2);
        QVERIFY((points.rowwise().mean() - Vector(Eigen::Vector3d(1, 1, 1))).cwiseAbs().maxCoeff() < 0.1);
        QVERIFY2(data.understanding.find("400 points spread over a surface of 2 triangles") == 0,
                 data.understanding.c_str());
        QVERIFY(data.table);
    }

    void closedMeshesAreFilled() {
        ImportOptions options;
        options.samples = 400;
        options.meshPoints = MeshPoints::Inside;
        const ImportedData inside = readData(m_folder.write("cube.obj", cube()), options);
        QVERIFY(inside.meshPoints == MeshPoints::Inside);
        QVERIFY2(inside.understanding.find("400 points spread inside a surface of 12 triangles") == 0,
                 inside.understanding.c_str());
        const Points points = inside.dataset.snapshots[0].points.points();
        QCOMPARE(points.cols(), 400);
        // As far from the nearest side as in a cube of side 2: less than 0.1 for one in four, not for all.
        const RowVector toSide = 1 - points.cwiseAbs().colwise().maxCoeff().array();
        QVERIFY(toSide.minCoeff() > 0);
        const auto near = (toSide.array() < 0.1).count();
        QVERIFY2(near > 60 && near < 160, qPrintable(QString::number(near))); // 1 − 0.9³ of 400: 108

        options.meshPoints = MeshPoints::Surface;
        const ImportedData surface = readData(m_folder.write("cube.obj", cube()), options);
        QVERIFY(surface.meshPoints == MeshPoints::Surface);
        QVERIFY((surface.dataset.snapshots[0].points.points().cwiseAbs().colwise().maxCoeff().array() == 1).all());
    }

    void openMeshesHaveNoInside() {
        ImportOptions options;
        options.meshPoints = MeshPoints::Inside;
        const std::string closed = cube(), open = closed.substr(0, closed.rfind("f "));
        EXPECT_ERROR(readData(m_folder.write("open.obj", open), options), ErrorCode::UnusableInput,
                     "open.obj: The mesh is not closed: 4 of its edges");
        options.meshPoints = MeshPoints::Surface;
        QCOMPARE(readData(m_folder.write("open.obj", open), options).dataset.pointCount(), options.samples);
        // Points that are no mesh are taken as they are, whatever is wanted of meshes.
        options.meshPoints = MeshPoints::Inside;
        const ImportedData cloud = readData(m_folder.write("points.obj", square("")), options);
        QVERIFY(!cloud.meshPoints);
        QCOMPARE(cloud.dataset.pointCount(), 4);
    }

    void seedAndNumber() {
        const auto file = m_folder.write("square.obj", square("f 1 2 3 4\n"));
        ImportOptions options;
        QCOMPARE(readData(file).dataset.pointCount(), 2000);
        const auto points = [&] { return readData(file, options).dataset.snapshots[0].points.points(); };
        const Points first = points();
        QVERIFY(first == points());
        options.seed = 1;
        QVERIFY(first != points());
    }

    void withoutFacesTheVerticesAreThePoints() {
        const ImportedData data = read("cloud.obj", "v 1 2 0\nv 3 4 0\nv 5 6 0\n");
        QCOMPARE(data.dataset.dimension(), 2); // all in a plane
        QVERIFY(data.dataset.snapshots[0].points.points() == (Points(2, 3) << 1, 3, 5, 2, 4, 6).finished());
        QCOMPARE(data.understanding, std::string("coordinates: x, y"));
    }

    void objMistakesAreNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("no vertices") << "o nothing\n"
                                     << "bad.obj has no vertices";
        QTest::newRow("word") << "v 1 2 three\n"
                              << "bad.obj, line 1: found \"three\", a finite number";
        QTest::newRow("nan") << "v 1 2 nan\n"
                             << "line 1: found \"nan\"";
        QTest::newRow("short") << "v 1 2\n"
                               << "three coordinates, found 2 numbers";
        QTest::newRow("no such corner") << "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n"
                                        << "face 1: it has vertex 8";
        QTest::newRow("zero") << "v 0 0 0\nf 0 1 1\n"
                              << "line 2: found \"0\", the number of a vertex";
        QTest::newRow("too far back") << "v 0 0 0\nf 1 1 -2\n"
                                      << "found \"-2\"";
        QTest::newRow("two corners") << "v 0 0 0\nf 1 1\n"
                                     << "at least three corners, found 2";
        QTest::newRow("no area") << "v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n"
                                 << "surface of 1 triangle has no area";
        QTest::newRow("too large") << "v 0 0 0\nv 1e300 0 0\nv 0 1e300 0\nf 1 2 3\n"
                                   << "no finite numbers";
        QTest::newRow("empty") << ""
                               << "bad.obj is empty";
    }
    void objMistakesAreNamed() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        EXPECT_ERROR(read("bad.obj", text.toStdString()), ErrorCode::UnusableInput, words.toStdString());
    }

    void stlTextAndBinary() {
        const ImportedData text = read("t.stl", kFacet);
        QCOMPARE(text.dataset.pointCount(), 400);
        QCOMPARE(text.dataset.dimension(), 2);
        const Points points = text.dataset.snapshots[0].points.points();
        QVERIFY((points.colwise().sum().array() <= 1 + 1e-12).all() && points.minCoeff() >= 0);

        const ImportedData binary = read("b.stl", binaryStl(5, 5));
        QVERIFY2(binary.understanding.find("a surface of 5 triangles") != std::string::npos,
                 binary.understanding.c_str());
        const Points places = binary.dataset.snapshots[0].points.points();
        QVERIFY((places.row(2).array() == 3).all());
        for (int k = 0; k < 5; ++k) // each a fifth of the area, hardly ever more than its base to the right
            QVERIFY(std::abs((places.row(0).array() >= k && places.row(0).array() < k + 1).count() - 80) < 15);
    }

    void stlMistakesAreNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        const auto bytes = [](const std::string& content) {
            return QByteArray(content.data(), qsizetype(content.size()));
        };
        QByteArray text(kFacet);
        QTest::newRow("cut text") << text.left(text.indexOf("vertex 0 1")) << "breaks off within a triangle";
        QTest::newRow("cut number") << text.left(text.indexOf("1e0") + 2) << "line 5: a vertex has three coordinates";
        QTest::newRow("cut before its end") << text.left(text.indexOf("endloop")) << "breaks off within a triangle";
        QTest::newRow("cut binary") << bytes(binaryStl(5, 6)) << "breaks off: 5 triangles found, 6 announced";
        QTest::newRow("vast") << bytes(binaryStl(1, 4'000'000'000u)) << "more than 20000000 triangles, or is damaged";
        QTest::newRow("empty mesh") << bytes(binaryStl(0, 0)) << "bad.stl has no triangles";
        QTest::newRow("words") << QByteArray("hello") << "bad.stl has no triangles";
        QByteArray infinite = bytes(binaryStl(2, 2));
        const float huge = std::numeric_limits<float>::infinity();
        std::memcpy(infinite.data() + 84 + 50 + 12, &huge, sizeof huge);
        QTest::newRow("infinite") << infinite << "triangle 2: a coordinate is no finite number";
    }
    void stlMistakesAreNamed() {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        EXPECT_ERROR(read("bad.stl", content.toStdString()), ErrorCode::UnusableInput, words.toStdString());
    }
};

KINETOSCOPE_TEST(MeshReadersTest)

#include "mesh_readers_test.moc"
