#include "engine/io/npy.h"
#include "engine/io/reader_registry.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {
const char* kTable = "t,x,y\n0,1,2\n0,3,4\n1,5,6\n";
}

class ReaderRegistryTest : public QObject {
    Q_OBJECT

private slots:
    void textOfAnyEndingIsATable() {
        const tests::TemporaryFolder folder;
        for (const char* name : {"a.csv", "a.TSV", "a.txt", "noending", "a.xyz"}) {
            const ImportedData data = readData(folder.write(name, kTable));
            QCOMPARE(data.understanding, std::string("time: t · coordinates: x, y"));
            QCOMPARE(data.dataset.pointCount(), 3);
            QCOMPARE(data.table->rows(), 3);
            QCOMPARE(data.mapping.roles.size(), std::size_t(3));
        }
    }

    void columnsCanBeNamed() {
        const tests::TemporaryFolder folder;
        ImportOptions options;
        options.columns.coordinates = {"y"};
        const ImportedData data = readData(folder.write("a.csv", kTable), options);
        QCOMPARE(data.dataset.dimension(), 1);
        options.columns.time = "hour";
        EXPECT_ERROR(readData(folder.file("a.csv"), options), ErrorCode::InvalidArgument,
                     "a.csv has no column \"hour\"");
    }

    void pastedTextIsATable() {
        const ImportedData data = readTable("stage\tx\nearly\t1,5\nlate\t2,5\n", "clipboard");
        QCOMPARE(data.understanding,
                 std::string("time: stage (early = 0, late = 1, in the order of the file) · coordinates: x"));
        QCOMPARE(data.dataset.title, std::string("clipboard"));
        EXPECT_ERROR(readTable("", "clipboard"), ErrorCode::UnusableInput, "clipboard is empty");
        EXPECT_ERROR(readTable("t,x\n0,1\n0,abc\n", "clipboard"), ErrorCode::UnusableInput,
                     "clipboard, line 3, column x: found \"abc\"");
    }

    void mappingsAreAppliedAgain() {
        const ImportedData data = readTable(kTable, "a.csv");
        ColumnMapping mapping = data.mapping;
        mapping.roles = {ColumnRole::Ignore, ColumnRole::Coordinate, ColumnRole::Time};
        mapping.times.reset();
        const ImportedData other = importTable(data.table, mapping);
        QCOMPARE(other.understanding, std::string("time: y · coordinates: x · ignored: t"));
        QCOMPARE(other.dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(other.table, data.table);
    }

    void pointsAreDrawn() {
        ImportOptions options;
        options.subsample = Subsample{1, 5};
        const ImportedData data = readTable(kTable, "a.csv", options);
        QCOMPARE(data.dataset.pointCount(), 2);
        QCOMPARE(data.understanding, std::string("time: t · coordinates: x, y · at most 1 point a time drawn with seed "
                                                 "5, 2 of 3"));
        const tests::TemporaryFolder folder;
        QVERIFY(readData(folder.write("a.csv", kTable), options).dataset == data.dataset);
    }

    // Window and commands add readers of their own.
    void otherReadersCanBeAdded() {
        registerReader({"Test format",
                        {"testformat"},
                        [](std::string_view head) { return head.substr(0, 4) == "TEST"; },
                        [](const std::filesystem::path& file, const ImportOptions&) {
                            ImportedData data;
                            data.understanding = "read by the test: " + file.filename().string();
                            return data;
                        }});
        const std::size_t count = dataReaders().size();
        const tests::TemporaryFolder folder;
        QCOMPARE(readData(folder.write("a.testformat", "x")).understanding,
                 std::string("read by the test: a.testformat"));
        QCOMPARE(readData(folder.write("wrong.csv", "TEST")).understanding, std::string("read by the test: wrong.csv"));
        registerReader({"Test format", {}, {}, {}});
        QCOMPARE(dataReaders().size(), count);
    }

    void rowsAreReadOfEveryKind() {
        const tests::TemporaryFolder folder;
        const Table text = readRows(folder.write("p.csv", kTable));
        QCOMPARE(text.rows(), Index(3));
        QCOMPARE(text.find("y"), 2);
        // More times than snapshots may have, and holes: they stay.
        std::string path = "t,x,y\n";
        for (int i = 0; i < 5000; ++i)
            path += std::to_string(i * 0.001) + (i == 7 ? ",NaN,2\n" : ",1,2\n");
        QCOMPARE(readRows(folder.write("path.csv", path)).rows(), Index(5000));
        const double numbers[] = {0, 1, 2, 1, 3, 4};
        const Table array = readRows(folder.write("a.npy", npyBytes(numbers, {2, 3})));
        QCOMPARE(array.columns[2].numbers, (std::vector<double>{2, 4}));
        // Of a format without columns, the points.
        registerReader({"Test cloud", {"testcloud"}, {}, [](const auto&, const auto&) {
                            ImportedData data;
                            data.dataset.snapshots.resize(1);
                            data.dataset.snapshots[0].points = PointSet(Points::Constant(2, 3, 7));
                            return data;
                        }});
        const Table cloud = readRows(folder.write("b.testcloud", "x"));
        QCOMPARE(cloud.rows(), Index(3));
        QCOMPARE(cloud.columns[1].numbers, (std::vector<double>{7, 7, 7}));
    }

    void foldersAndMissingFilesAreRefused() {
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(readData(folder.path()), ErrorCode::UnusableInput, "is a folder");
        EXPECT_ERROR(readData(folder.file("none.csv")), ErrorCode::UnusableInput, "There is no file");
    }
};

KINETOSCOPE_TEST(ReaderRegistryTest)

#include "reader_registry_test.moc"
