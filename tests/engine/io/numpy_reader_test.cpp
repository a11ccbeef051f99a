#include "engine/io/npy.h"
#include "engine/io/reader_registry.h"
#include "engine/io/zip_archive.h"
#include "tests/support/expect_error.h"
#include "tests/support/shared_data.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <limits>
#include <map>

using namespace engine;

class NumpyReaderTest : public QObject {
    Q_OBJECT

    static std::string array(const std::vector<double>& numbers, std::vector<Index> shape) {
        return npyBytes(numbers.data(), shape);
    }
    static ImportedData read(const std::map<std::string, std::string>& entries, const ImportOptions& options = {}) {
        const tests::TemporaryFolder folder;
        ZipWriter archive(folder.file("a.npz"));
        for (const auto& [name, bytes] : entries)
            archive.add(name + ".npy", bytes);
        archive.commit();
        return readData(folder.file("a.npz"), options);
    }

private slots:
    void timesAndPositionsAreFound_data() {
        QTest::addColumn<QString>("time");
        QTest::addColumn<QString>("position");
        QTest::newRow("plain") << "t"
                               << "x";
        QTest::newRow("capital") << "t"
                                 << "X";
        QTest::newRow("TrajectoryNet") << "sample_labels"
                                       << "pcs";
        QTest::newRow("embedding") << "time"
                                   << "phate";
        QTest::newRow("unknown name") << "day"
                                      << "coords";
    }
    void timesAndPositionsAreFound() {
        QFETCH(QString, time);
        QFETCH(QString, position);
        const auto data = read({{time.toStdString(), array({0, 0, 1}, {3})},
                                {position.toStdString(), array({1, 2, 3, 4, 5, 6}, {3, 2})},
                                {"other", array({7, 8, 9}, {3})},
                                {"short", array({1, 2}, {2})}});
        QCOMPARE(QString::fromStdString(data.understanding),
                 "time: " + time + " · coordinates: " + position + "1, " + position + "2 · attributes: other");
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
        QVERIFY(data.dataset.snapshots[0].points.points() == (Points(2, 2) << 1, 3, 2, 4).finished());
        QCOMPARE(data.dataset.snapshots[1].points.attributes()(0, 0), 9.0);
    }

    void velocitiesAndWeightsAreNotPositions() {
        const auto data = read({{"t", array({0, 1}, {2})},
                                {"X", array({1, 2, 3, 4}, {2, 2})},
                                {"v", array({5, 6, 7, 8}, {2, 2})},
                                {"w", array({1, 2}, {2})}});
        QCOMPARE(data.understanding, std::string("time: t · coordinates: X1, X2 · weight: w · attributes: v1, v2"));
    }

    void columnsAloneAreATable() {
        const auto data = read({{"t", array({0, 1}, {2})}, {"a", array({1, 2}, {2})}, {"species", array({3, 4}, {2})}});
        QCOMPARE(data.understanding, std::string("time: t · coordinates: a · attributes: species"));
    }

    void singleArraysAreRows() {
        const tests::TemporaryFolder folder;
        const auto file =
            folder.write("a.npy", array({0, 1.5, 2, 0, 2.5, 3, 0, 3.5, 4, 1, 5.5, 6, 1, 7.5, 8, 1, 9.5, 9}, {6, 3}));
        const auto data = readData(file);
        QCOMPARE(data.understanding, std::string("time: column 1 · coordinates: column 2, column 3"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
    }

    void notANumberIsAMissingValue() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const auto data = read({{"t", array({0, 1, 1}, {3})}, {"x", array({1, 2, nan, 4, 5, 6}, {3, 2})}});
        QCOMPARE(data.understanding,
                 std::string("time: t · coordinates: x1, x2 · 1 row without a value in x1 left out"));
        QVERIFY(data.dataset.snapshots[1].points.points() == (Points(2, 1) << 5, 6).finished());
    }

    // As np.savez(x0=..., x1=..., x2=...) writes them.
    void arraysCanBeSnapshots() {
        const auto data = read({{"x0", array({1, 2, 3, 4}, {2, 2})},
                                {"x1.5", array({5, 6}, {1, 2})},
                                {"x0_normals", array({0, 1, 0, 1}, {2, 2})},
                                {"mean", array({1, 2}, {2})}});
        QCOMPARE(data.understanding, std::string("time: array (the numbers in the text) · coordinates: x1, x2"));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(data.dataset.snapshots[1].time, 1.5);
        QCOMPARE(data.dataset.snapshots[0].name, std::string("x0"));
        QVERIFY(data.dataset.snapshots[0].points.points() == (Points(2, 2) << 1, 3, 2, 4).finished());
        const auto named = read({{"finish", array({1, 2}, {1, 2})}, {"start", array({3, 4}, {1, 2})}});
        QCOMPARE(named.dataset.snapshots[1].name, std::string("start"));
        QCOMPARE(named.dataset.snapshots[1].time, 1.0);
    }

    void problemsAreNamed() {
        const double infinity = std::numeric_limits<double>::infinity();
        EXPECT_ERROR(read({{"t", array({0, 1}, {2})}, {"x", array({1, 2, infinity, 4}, {2, 2})}}),
                     ErrorCode::UnusableInput, "a.npz, row 2, column x1: found \"inf\"");
        EXPECT_ERROR(read({{"words", array({0, 1}, {2})}}), ErrorCode::UnusableInput, "neither times nor positions");
        EXPECT_ERROR(read({{"t", "no array"}}), ErrorCode::UnusableInput, "a.npz, t.npy is not a NumPy array");
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(readData(folder.write("a.npz", "PK nonsense")), ErrorCode::UnusableInput,
                     "not a whole zip archive");
        EXPECT_ERROR(readData(folder.file("none.npy")), ErrorCode::UnusableInput, "There is no file");
        EXPECT_ERROR(readData(folder.write("b.npy", array({1, 2}, {2}))), ErrorCode::UnusableInput, "one row a point");
        const std::string empty = npyHeader("<f8", {0, 1'000'000'000});
        EXPECT_ERROR(readData(folder.write("c.npy", empty)), ErrorCode::UnusableInput, "c.npy breaks off");
        EXPECT_ERROR(read({{"t", array({}, {0})}, {"x", empty}}), ErrorCode::UnusableInput, "x.npy breaks off");
    }

    void arraysLyingOnTheirSideAreRefused() {
        const std::vector<double> numbers(200'002);
        EXPECT_ERROR(read({{"t", array({0, 1}, {2})}, {"x", array(numbers, {2, 100'001})}}), ErrorCode::UnusableInput,
                     "a.npz, x.npy has 100001 numbers a row");
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(readData(folder.write("b.npy", array(numbers, {2, 100'001}))), ErrorCode::UnusableInput,
                     "b.npy has 100001 numbers a row");
    }

    // The same points in two formats.
    void archiveAndTableAgree() {
        REQUIRE_SHARED_DATA("larry_hematopoiesis/larry_2d.npz");
        const auto points = [](const char* file) {
            return readData(tests::sharedData(file).toStdString()).dataset.snapshots[1].points.points();
        };
        const Points table = points("larry_hematopoiesis/larry_2d.csv"),
                     archive = points("larry_hematopoiesis/larry_2d.npz");
        QVERIFY((table - archive).cwiseAbs().maxCoeff() < 1e-4);
    }
};

KINETOSCOPE_TEST(NumpyReaderTest)

#include "numpy_reader_test.moc"
