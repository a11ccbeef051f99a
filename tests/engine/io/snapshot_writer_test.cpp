#include "engine/io/csv.h"
#include "engine/io/reader_registry.h"
#include "engine/io/snapshot_writer.h"
#include "tests/support/expect_error.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

/// A label of every kind there is, by name: number or words, NaN or "" where missing.
using Labels = std::map<std::string, std::vector<std::string>>;
Labels labelsOf(const Dataset& dataset, const Snapshot& snapshot) {
    Labels labels;
    const Matrix values = snapshot.points.attributes();
    for (std::size_t k = 0; k < dataset.attributes.size(); ++k)
        for (const Real value : values.row(Index(k))) {
            const auto& categories = dataset.attributes[k].categories;
            labels[dataset.attributes[k].name].push_back(categories.empty()
                                                             ? QByteArray::number(value, 'g', 17).toStdString()
                                                         : value >= 0 ? categories[std::size_t(value)]
                                                                      : std::string());
        }
    return labels;
}

Dataset sample(int dimension, bool isWeighted) {
    Dataset dataset;
    dataset.attributes = {{"cell type", {"stem, early", "ä \"b\"", "late"}}, {"barcode", {}}, {"score", {}}};
    for (int k = 0; k < 3; ++k) {
        Snapshot snapshot;
        snapshot.time = 0.1 + k * 1.7;
        const Index n = 5 + k;
        Matrix attributes(3, n);
        for (Index i = 0; i < n; ++i) {
            attributes(0, i) = Real((i + k) % 4) - 1;
            attributes(1, i) = Real(1000 * k + i);
            attributes(2, i) = i == 2 ? std::nan("") : std::sin(Real(i));
        }
        RowVector weights = RowVector::LinSpaced(n, 0.25, 3);
        snapshot.points = PointSet(Points::Random(dimension, n), isWeighted ? weights : RowVector(), attributes);
        dataset.snapshots.push_back(snapshot);
    }
    return dataset;
}

} // namespace

class SnapshotWriterTest : public QObject {
    Q_OBJECT

    /// Points to the last bit, weights, labels, names, axes and unit.
    static void expectSame(const Dataset& read, const Dataset& written) {
        QCOMPARE(read.snapshots.size(), written.snapshots.size());
        QCOMPARE(read.dimension(), written.dimension());
        QCOMPARE(read.timeUnit, written.timeUnit);
        QCOMPARE(read.axisNames, namesOfAxes(written.axisNames, written.dimension()));
        for (std::size_t k = 0; k < read.snapshots.size(); ++k) {
            const Snapshot &a = read.snapshots[k], &b = written.snapshots[k];
            QCOMPARE(a.time, b.time);
            QCOMPARE(a.name, b.name);
            QVERIFY(a.points.points() == b.points.points());
            QVERIFY(a.points.weights() == b.points.weights());
            QCOMPARE(labelsOf(read, a), labelsOf(written, b));
        }
    }

private slots:
    void readingGivesTheSameAgain_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("dimension");
        QTest::addColumn<bool>("isWeighted");
        for (const char* name : {"a.csv", "a.tsv", "a.npz", "a.vtp", "a.pvd"})
            for (const int dimension : {1, 2, 3, 5})
                for (const bool isWeighted : {false, true})
                    QTest::addRow("%s %d %s", name, dimension, isWeighted ? "weighted" : "plain")
                        << name << dimension << isWeighted;
    }
    void readingGivesTheSameAgain() {
        QFETCH(QString, name);
        QFETCH(int, dimension);
        QFETCH(bool, isWeighted);
        const tests::TemporaryFolder folder;
        const auto file = folder.file(name.toStdString());
        Dataset dataset = sample(dimension, isWeighted);
        writeSnapshots(dataset, file);
        expectSame(readData(file).dataset, dataset);
        // With names for everything, over what is there already.
        dataset.timeUnit = dimension == 2 ? "days" : "h";
        dataset.axisNames = {"pc1", "pc2", "pc3", "pc4", "pc5"};
        dataset.axisNames.resize(std::size_t(dimension));
        for (Snapshot& snapshot : dataset.snapshots)
            snapshot.name = "day " + std::to_string(snapshot.points.size());
        writeSnapshots(dataset, file);
        expectSame(readData(file).dataset, dataset);
        dataset.attributes.clear();
        for (Snapshot& snapshot : dataset.snapshots)
            snapshot.points = PointSet(snapshot.points.points(), snapshot.points.weights());
        writeSnapshots(dataset, file);
        expectSame(readData(file).dataset, dataset);
    }

    void theTableHasTheColumnsOfTheManual() {
        const tests::TemporaryFolder folder;
        const auto header = [&](const Dataset& dataset) {
            writeSnapshots(dataset, folder.file("a.csv"));
            const std::string text = tests::contentOf(folder.file("a.csv"));
            return text.substr(0, text.find('\n'));
        };
        QCOMPARE(header(sample(3, true)), std::string("t,x,y,z,weight,cell type,barcode,score"));
        Dataset bare = sample(2, false);
        bare.attributes.resize(1);
        QCOMPARE(header(bare), std::string("t,x,y,cell type"));
        bare.attributes = {{"weight", {}}, {"t", {}}, {"x", {}}};
        QCOMPARE(header(bare), std::string("t,x,y,weight,weight_2,t_2,x_2"));
    }

    void numbersNamedLikeTimesAndWeightsStayAttributes() {
        const tests::TemporaryFolder folder;
        Dataset dataset = sample(2, false);
        dataset.attributes = {{"cluster", {"a", "b", "c"}}, {"mass", {}}, {"age", {}}};
        for (const char* name : {"a.csv", "a.npz", "a.vtp", "a.pvd"}) {
            writeSnapshots(dataset, folder.file(name));
            expectSame(readData(folder.file(name)).dataset, dataset);
        }
    }

    void pointsDrawnLaterHaveNoLabels() {
        const tests::TemporaryFolder folder;
        Dataset dataset = sample(2, false);
        dataset.snapshots[1].points = PointSet(Points::Random(2, 3));
        writeSnapshots(dataset, folder.file("a.csv"));
        const Dataset read = readData(folder.file("a.csv")).dataset;
        QCOMPARE(read.attributes.size(), std::size_t(3));
        QCOMPARE(read.snapshots[1].points.attributes()(0, 0), -1.0);
        QVERIFY(std::isnan(read.snapshots[1].points.attributes()(2, 0)));
    }

    void failuresLeaveNothing() {
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(writeSnapshots(sample(2, true), folder.file("a.xlsx")), ErrorCode::InvalidArgument,
                     ".csv, .tsv, .npz, .vtp, .pvd");
        EXPECT_ERROR(writeSnapshots(Dataset(), folder.file("a.csv")), ErrorCode::UnusableInput, "no point to write");
        Dataset large = sample(2, true);
        large.snapshots[2].points = PointSet(Points::Random(2, 50'000));
        for (const char* name : {"a.csv", "a.tsv", "a.npz", "a.vtp", "a.pvd"}) {
            const tests::FullDisk full(50'000);
            EXPECT_ERROR(writeSnapshots(large, folder.file(name)), ErrorCode::CannotWrite, "cannot be written");
        }
        QVERIFY(std::filesystem::is_empty(folder.path()));
        QVERIFY(isSnapshotFile("A.CSV") && !isSnapshotFile("a") && !isSnapshotFile("a.kino"));
    }
};

KINETOSCOPE_TEST(SnapshotWriterTest)

#include "snapshot_writer_test.moc"
