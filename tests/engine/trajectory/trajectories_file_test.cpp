#include "engine/io/csv.h"
#include "engine/io/npy.h"
#include "engine/io/zip_archive.h"
#include "engine/trajectory/trajectories_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/full_disk.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

using Numbers = std::vector<double>;

namespace {

Trajectories sample(int dimension, bool weighted) {
    Trajectories out;
    out.times = (Times(3) << 0, 0.1, 2).finished();
    for (int l = 0; l < 3; ++l) {
        Eigen::MatrixXf x(dimension, 2);
        for (Index i = 0; i < x.size(); ++i)
            x.data()[i] = float(l) + 0.1f * float(i);
        out.positions.push_back(x);
        out.velocities.push_back(2 * x);
        if (weighted)
            out.logWeights.push_back(Eigen::RowVectorXf::Constant(2, std::log(float(l + 1))));
    }
    return out;
}

} // namespace

class TrajectoriesFileTest : public QObject {
    Q_OBJECT

private slots:
    void tablesReadBack() {
        const tests::TemporaryFolder folder;
        const Trajectories trajectories = sample(2, true);
        writeTrajectories(trajectories, folder.file("a.csv"));
        const std::string text = tests::contentOf(folder.file("a.csv"));
        QCOMPARE(text.substr(0, text.find('\n')), std::string("particle,t,x,y,weight"));
        const Table table = readCsv(folder.file("a.csv"));
        QCOMPARE(table.columns[0].numbers, (Numbers{0, 1, 0, 1, 0, 1}));
        QCOMPARE(table.columns[1].numbers, (Numbers{0, 0, 0.1, 0.1, 2, 2}));
        for (std::size_t row = 0; row < 6; ++row) {
            const auto level = row / 2;
            const auto particle = Index(row % 2);
            QCOMPARE(float(table.columns[2].numbers[row]), trajectories.positions[level](0, particle));
            QCOMPARE(float(table.columns[3].numbers[row]), trajectories.positions[level](1, particle));
            QVERIFY(std::abs(table.columns[4].numbers[row] - double(level + 1)) < 1e-6);
        }
    }

    void columnsHaveNames_data() {
        QTest::addColumn<int>("dimension");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("header");
        QTest::newRow("space") << 3 << QStringList() << "particle,t,x,y,z,weight";
        QTest::newRow("more") << 4 << QStringList() << "particle,t,x1,x2,x3,x4,weight";
        QTest::newRow("own") << 2 << QStringList{"pc1", "a,b"} << "particle,t,pc1,\"a,b\",weight";
        QTest::newRow("some") << 3 << QStringList{"lon", "lat"} << "particle,t,lon,lat,z,weight";
    }
    void columnsHaveNames() {
        QFETCH(int, dimension);
        QFETCH(QStringList, names);
        QFETCH(QString, header);
        std::vector<std::string> axes;
        for (const QString& name : names)
            axes.push_back(name.toStdString());
        const tests::TemporaryFolder folder;
        writeTrajectories(sample(dimension, false), folder.file("a.csv"), axes);
        const std::string text = tests::contentOf(folder.file("a.csv"));
        QCOMPARE(QString::fromStdString(text.substr(0, text.find('\n'))), header);
        QVERIFY(text.find(",1\n") != std::string::npos); // weight 1 without weights
    }

    void archivesReadBack() {
        const tests::TemporaryFolder folder;
        const Trajectories trajectories = sample(3, true);
        writeTrajectories(trajectories, folder.file("a.npz"));
        const ZipReader archive(folder.file("a.npz"));
        const NpyArray x = parseNpy(archive.read("x.npy"), "x"), v = parseNpy(archive.read("v.npy"), "v");
        QCOMPARE(x.shape, (std::vector<Index>{3, 2, 3}));
        // x[level, particle, axis]
        QCOMPARE(float(x.numbers[1 * 6 + 1 * 3 + 2]), trajectories.positions[1](2, 1));
        QCOMPARE(float(v.numbers[2 * 6 + 0 * 3 + 1]), trajectories.velocities[2](1, 0));
        QCOMPARE(parseNpy(archive.read("t.npy"), "t").numbers, (Numbers{0, 0.1, 2}));
        QCOMPARE(parseNpy(archive.read("weight.npy"), "w").shape, (std::vector<Index>{3, 2}));
    }

    void whatParticlesBringAlong() {
        TableColumn kind, weight;
        kind.name = "kind";
        kind.isText = true;
        kind.categories = {"stem, early", "late"};
        kind.codes = {1, 0};
        weight.name = "weight";
        weight.numbers = {5, std::nan("")};
        Trajectories trajectories = sample(2, false);
        const tests::TemporaryFolder folder;
        writeTrajectories(trajectories, folder.file("a.csv"), {}, {kind, weight});
        const std::string text = tests::contentOf(folder.file("a.csv"));
        QCOMPARE(text.substr(0, text.find('\n')), std::string("particle,t,x,y,weight,kind,weight_2"));
        QVERIFY2(text.find(",1,late,5\n1,0,") != std::string::npos, text.c_str());
        QVERIFY(text.ends_with(",1,\"stem, early\",\n"));
        // Who descends from another has that one's.
        trajectories.ancestors = {Eigen::RowVector2i(0, 1), Eigen::RowVector2i(0, 1), Eigen::RowVector2i(0, 0)};
        writeTrajectories(trajectories, folder.file("b.csv"), {}, {kind});
        QVERIFY(tests::contentOf(folder.file("b.csv")).ends_with(",1,late\n"));
        writeTrajectories(trajectories, folder.file("b.npz"), {}, {kind, weight});
        const ZipReader archive(folder.file("b.npz"));
        QCOMPARE(parseNpy(archive.read("ancestor.npy"), "a").numbers, (Numbers{0, 1, 0, 1, 0, 0}));
        QCOMPARE(parseNpy(archive.read("kind.npy"), "k").texts, (std::vector<std::string>{"late", "stem, early"}));
        QCOMPARE(parseNpy(archive.read("weight_2.npy"), "w").numbers[0], 5.0);
    }

    void failuresLeaveNothing() {
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(writeTrajectories(sample(2, false), folder.file("no/a.csv")), ErrorCode::CannotWrite,
                     "cannot be written");
        EXPECT_ERROR(writeTrajectories(sample(2, false), folder.file("a.xls")), ErrorCode::InvalidArgument,
                     ".csv or .npz");
        Trajectories large = sample(2, false);
        for (auto& x : large.positions)
            x.setRandom(2, 50'000);
        for (auto& v : large.velocities)
            v.setRandom(2, 50'000);
        for (const char* name : {"a.csv", "a.npz"}) {
            const tests::FullDisk full(50'000);
            EXPECT_ERROR(writeTrajectories(large, folder.file(name)), ErrorCode::CannotWrite, name);
        }
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }
};

KINETOSCOPE_TEST(TrajectoriesFileTest)

#include "trajectories_file_test.moc"
