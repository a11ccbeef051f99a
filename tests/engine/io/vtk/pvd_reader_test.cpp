#include "engine/io/reader_registry.h"
#include "engine/io/vtk/vtk_xml_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

std::string part(const std::vector<double>& places, const std::string& pointData = "") {
    return vtkPointsFile(Index(places.size() / 3), 1, vtkArray("Points", 3, places), pointData);
}
std::string list(const std::string& entries) {
    return "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"0.1\">\n<Collection>\n" + entries +
           "</Collection>\n</VTKFile>\n";
}
std::string entry(const std::string& time, const std::string& file) {
    return "<DataSet timestep=\"" + time + "\" part=\"0\" file=\"" + file + "\"/>\n";
}

} // namespace

class PvdReaderTest : public QObject {
    Q_OBJECT

private slots:
    void filesBecomeSnapshots() {
        const tests::TemporaryFolder folder;
        std::filesystem::create_directory(folder.file("parts"));
        folder.write("parts/a.vtp", part({1, 2, 0, 3, 4, 0}, vtkArray("kind", {"red", "blue"}) +
                                                                 vtkArray("time", 1, std::vector<double>{5, 5})));
        folder.write("parts/b.vtp", part({5, 6, 0}, vtkArray("kind", std::vector<std::string>{"green"}) +
                                                        vtkArray("time", 1, std::vector<double>{2})));
        folder.write("parts/c.vtp", part({7, 8, 0}, vtkArray("time", 1, std::vector<double>{5})));
        const ImportedData data = readData(folder.write(
            "s.pvd", list(entry("5", "parts/a.vtp") + entry("2", "parts/b.vtp") + entry("5.0", "./parts/c.vtp"))));
        const Dataset& dataset = data.dataset;
        QCOMPARE(dataset.title, std::string("s"));
        QCOMPARE(dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(dataset.firstTime(), 2.0);
        QCOMPARE(dataset.lastTime(), 5.0);
        QVERIFY(dataset.snapshots[1].points.points() == (Points(2, 3) << 1, 3, 7, 2, 4, 8).finished());
        QCOMPARE(dataset.attributes.size(), std::size_t(1)); // the array of times only repeats them
        QCOMPARE(dataset.attributes[0].categories, (std::vector<std::string>{"red", "blue", "green"}));
        QVERIFY(dataset.snapshots[1].points.attributes() == (Matrix(1, 3) << 0, 1, -1).finished());
        QCOMPARE(data.understanding, std::string("time: time · coordinates: x, y · attributes: kind"));
    }

    void aSurfaceATime() {
        const tests::TemporaryFolder folder;
        folder.write("m.vtk", "# vtk DataFile Version 3.0\nt\nASCII\nDATASET POLYDATA\nPOINTS 3 float\n"
                              "0 0 0 1 0 0 0 1 0\nPOLYGONS 1 4\n3 0 1 2\n");
        const ImportedData data = readData(folder.write("s.pvd", list(entry("0", "m.vtk") + entry("1", "m.vtk"))));
        QCOMPARE(data.dataset.snapshots[1].points.size(), 2000);
        QVERIFY(data.dataset.snapshots[0].points.points() != data.dataset.snapshots[1].points.points());
        QVERIFY2(data.understanding.find("2000 points spread over each of 2 surfaces") == 0,
                 data.understanding.c_str());
    }

    void mistakesAreNamed() {
        const tests::TemporaryFolder folder;
        folder.write("a.vtp", part({1, 2, 0}));
        folder.write("text.vtp", part({1, 2, 0}, vtkArray("h", std::vector<std::string>{"x"})));
        folder.write("numbers.vtp", part({1, 2, 0}, vtkArray("h", 1, std::vector<double>{1})));
        folder.write("cut.vtp", part({1, 2, 0}).substr(0, 200));
        const auto read = [&](const std::string& entries) { readData(folder.write("s.pvd", list(entries))); };
        EXPECT_ERROR(read(entry("0", "a.vtp") + entry("1", "gone/b.vtp")), ErrorCode::UnusableInput,
                     "s.pvd: its file for time 1 is missing: " + folder.file("gone/b.vtp").string());
        EXPECT_ERROR(read(entry("0", "cut.vtp")), ErrorCode::UnusableInput, "cut.vtp, line");
        EXPECT_ERROR(read(entry("soon", "a.vtp")), ErrorCode::UnusableInput,
                     "s.pvd, line 4: the timestep of a.vtp is \"soon\"");
        EXPECT_ERROR(read("<DataSet file=\"a.vtp\"/>\n"), ErrorCode::UnusableInput, "the timestep of a.vtp is missing");
        EXPECT_ERROR(read("<DataSet timestep=\"1\"/>\n"), ErrorCode::UnusableInput, "<DataSet> has no file");
        EXPECT_ERROR(read(""), ErrorCode::UnusableInput, "the series lists no file");
        EXPECT_ERROR(read(entry("0", "a.pvtp")), ErrorCode::UnusableInput, "is missing");
        folder.write("a.pvtp", "x");
        EXPECT_ERROR(read(entry("0", "a.pvtp")), ErrorCode::UnusableInput, "lists a.pvtp, a file of another kind");
        EXPECT_ERROR(read(entry("0", "text.vtp") + entry("1", "numbers.vtp")), ErrorCode::UnusableInput,
                     "array h: it holds numbers, in other files of the series text");
    }

    void whatIsWrittenAppearsTogetherOrNotAtAll() {
        const tests::TemporaryFolder folder;
        const auto write = [&](std::size_t size) {
            writeVtkSeries(folder.file("s.pvd"), {0, 1}, [&](std::size_t k) { return std::string(k * size, 'x'); });
        };
        {
            const tests::FullDisk full(50'000);
            EXPECT_ERROR(write(1'000'000), ErrorCode::CannotWrite, "000001.vtp cannot be written");
        }
        QVERIFY(std::filesystem::is_empty(folder.path()));
        write(10);
        QCOMPARE(tests::contentOf(folder.file("s/000001.vtp")), std::string(10, 'x'));
        const std::string before = tests::contentOf(folder.file("s.pvd"));
        {
            const tests::FullDisk full(50'000);
            EXPECT_ERROR(write(1'000'000), ErrorCode::CannotWrite, "Make room");
        }
        QCOMPARE(tests::contentOf(folder.file("s/000001.vtp")), std::string(10, 'x'));
        QCOMPARE(tests::contentOf(folder.file("s.pvd")), before);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.file("s")), {}), 2);
    }
};

KINETOSCOPE_TEST(PvdReaderTest)

#include "pvd_reader_test.moc"
