#include "engine/core/memory.h"
#include "engine/io/npy.h"
#include "engine/io/snapshot_files.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <zlib.h>

using namespace engine;

namespace {

constexpr int kRows = 40'000;

/// Half of the rows at each of two times.
std::string table() {
    std::string text = "t,x,y\n";
    for (int i = 0; i < kRows; ++i)
        text += std::to_string(2 * i / kRows) + ',' + std::to_string(i) + ".5,2\n";
    return text;
}

std::string array(bool isFortran) {
    std::vector<double> numbers;
    const auto entry = [](int row, int column) {
        return column == 0 ? double(2 * row / kRows) : column == 1 ? row + 0.5 : 2;
    };
    if (isFortran)
        for (int column = 0; column < 3; ++column)
            for (int row = 0; row < kRows; ++row)
                numbers.push_back(entry(row, column));
    else
        for (int row = 0; row < kRows; ++row)
            for (int column = 0; column < 3; ++column)
                numbers.push_back(entry(row, column));
    std::string bytes = npyBytes(numbers.data(), {kRows, 3});
    if (isFortran)
        bytes.replace(bytes.find("False"), 5, "True ");
    return bytes;
}

void compress(const std::filesystem::path& file, const std::string& text) {
    const gzFile packed = gzopen(file.c_str(), "wb");
    gzwrite(packed, text.data(), unsigned(text.size()));
    gzclose(packed);
}

/// Lowers what counts as available.
class LittleMemory {
public:
    explicit LittleMemory(const char* megabytes) { qputenv("KINETOSCOPE_MEMORY_MB", megabytes); }
    ~LittleMemory() { qunsetenv("KINETOSCOPE_MEMORY_MB"); }
};

} // namespace

class TableMemoryTest : public QObject {
    Q_OBJECT

    static void files() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.csv", "a.npy", "fortran.npy"})
            QTest::newRow(name) << QString(name);
    }
    static std::filesystem::path fileIn(const tests::TemporaryFolder& folder, const std::string& name) {
        return folder.write(name, name == "a.csv" ? table() : array(name == "fortran.npy"));
    }

private slots:
    void thereIsMemory() {
        const auto available = availableMemory();
        QVERIFY(available && *available > (1u << 20));
        const LittleMemory little("3");
        QCOMPARE(*availableMemory(), std::uint64_t(3) << 20);
        QCOMPARE(memoryText(3.2 * (1 << 30)), std::string("3.2 GB"));
        QCOMPARE(memoryText(450.0 * (1 << 20)), std::string("450 MB"));
    }

    void whatDoesNotFitIsRefusedWithFigures_data() { files(); }
    void whatDoesNotFitIsRefusedWithFigures() {
        QFETCH(QString, name);
        const tests::TemporaryFolder folder;
        const auto file = fileIn(folder, name.toStdString());
        const LittleMemory little("2");
        const auto error = tests::errorOf([&] { readData(file); });
        QVERIFY(error);
        QCOMPARE(error->code(), ErrorCode::UnusableInput);
        const QString what = error->what();
        QVERIFY2(what.contains("rows of 3 columns need about 4 MB, 2 MB are free."), error->what());
        QVERIFY(what.startsWith(name + " does not fit into memory: its ") || what.contains(name));
        QVERIFY(QString::fromStdString(error->remedy()).contains("--subsample"));
    }

    void whatFitsIsRead_data() { files(); }
    void whatFitsIsRead() {
        QFETCH(QString, name);
        const tests::TemporaryFolder folder;
        const ImportedData data = readData(fileIn(folder, name.toStdString()));
        QCOMPARE(data.dataset.pointCount(), Index(kRows));
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(data.dataset.snapshots[1].points.point(0)[0], kRows / 2 + 0.5);
        QCOMPARE(data.dataset.snapshots[1].points.point(7)[1], 2.0);
        QVERIFY(data.understanding.find("drawn") == std::string::npos);
    }

    void aPartIsDrawnWhereThatIsAskedFor_data() { files(); }
    void aPartIsDrawnWhereThatIsAskedFor() {
        QFETCH(QString, name);
        const tests::TemporaryFolder folder;
        const auto file = fileIn(folder, name.toStdString());
        const LittleMemory little("2");
        ImportOptions options;
        options.subsample = Subsample{100'000, 5};
        const ImportedData data = readData(file, options);
        const double share = double(data.dataset.pointCount()) / kRows;
        QVERIFY2(share > 0.4 && share < 0.52, qPrintable(QString::number(share))); // 1.8 MB of 3.8 MB
        QVERIFY2(data.understanding.find(" % of its rows drawn with seed 5, as many as fit into memory") !=
                     std::string::npos,
                 data.understanding.c_str());
        // All places are as likely: the mean of x is that of the file, up to four standard errors.
        const double mean = data.dataset.snapshots[1].points.points().row(0).mean();
        QVERIFY2(std::abs(mean - 0.75 * kRows) < 4 * 0.25 * kRows / std::sqrt(3 * 0.5 * share * kRows),
                 qPrintable(QString::number(mean)));
        QVERIFY(readData(file, options).dataset == data.dataset);
    }

    void filesOfOneDatasetAreDrawnFromToo() {
        const tests::TemporaryFolder folder;
        const auto file = fileIn(folder, "a.csv");
        const LittleMemory little("2");
        ImportOptions options;
        EXPECT_ERROR(readSnapshots({file}, options), ErrorCode::UnusableInput, "does not fit into memory");
        options.subsample = Subsample{1000, 5};
        const ImportedData data = joined(readSnapshots({file}, options));
        QCOMPARE(data.dataset.snapshots[1].points.size(), Index(1000));
    }

    // Their size says nothing about what is in them.
    void compressedTablesAreWatchedWhileTheyAreRead() {
        const tests::TemporaryFolder folder;
        std::string rows = "t,x,y\n";
        for (int i = 0; i < 600'000; ++i)
            rows += i < 300'000 ? "0,1,1\n" : "1,2,2\n";
        compress(folder.file("a.csv.gz"), rows);
        const LittleMemory little("40");
        EXPECT_ERROR(readData(folder.file("a.csv.gz")), ErrorCode::UnusableInput, "does not fit into memory");
    }
};

KINETOSCOPE_TEST(TableMemoryTest)

#include "table_memory_test.moc"
