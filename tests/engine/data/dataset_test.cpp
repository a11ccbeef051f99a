#include "engine/data/dataset.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <limits>

using namespace engine;

namespace {

Snapshot cloud(Real time, Index n = 3, int d = 2) {
    Snapshot snapshot;
    snapshot.time = time;
    snapshot.points = PointSet(Points::Constant(d, n, time));
    return snapshot;
}

Dataset datasetOf(std::vector<Snapshot> snapshots) {
    Dataset dataset;
    dataset.snapshots = std::move(snapshots);
    return dataset;
}

Snapshot with(Real time, const RowVector& weights) {
    Snapshot snapshot = cloud(time);
    snapshot.points = PointSet(Points::Zero(2, weights.size()), weights);
    return snapshot;
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

private slots:
    void countsAndSorts() {
        Dataset dataset = datasetOf({cloud(2, 5), cloud(0, 1), cloud(1, 4)});
        dataset.sortByTime();
        QCOMPARE(dataset.firstTime(), 0.0);
        QCOMPARE(dataset.lastTime(), 2.0);
        QCOMPARE(dataset.pointCount(), 10);
        QCOMPARE(dataset.dimension(), 2);
        QCOMPARE(dataset.snapshots[1].points.size(), 4);
        QCOMPARE(Dataset().dimension(), 0);
    }

    void boundsCoverAllPoints() {
        Dataset dataset = datasetOf({cloud(0), cloud(3)});
        Points far(2, 2);
        far << -5, 1, 2, 7;
        dataset.snapshots.push_back({});
        dataset.snapshots.back().points = PointSet(far);
        const Bounds bounds = boundsOf(dataset);
        QVERIFY(bounds.lower == Vector(Eigen::Vector2d(-5, 0)) && bounds.upper == Vector(Eigen::Vector2d(3, 7)));
        QVERIFY(boundsOf(Dataset()).isEmpty());
    }

    void goodDataIsTrainable() {
        datasetOf({cloud(0), cloud(1)}).requireTrainable();
        Dataset dataset = datasetOf({cloud(0), cloud(1), cloud(2)});
        dataset.snapshots[1].heldOut = true;
        dataset.requireTrainable();
        datasetOf({cloud(0), with(1, RowVector::Constant(2, 0.5))}).requireTrainable();
    }

    void unusableDataIsRefused_data() {
        QTest::addColumn<Dataset>("dataset");
        QTest::addColumn<QString>("words");
        const Real nan = std::numeric_limits<Real>::quiet_NaN();
        QTest::newRow("nothing") << Dataset() << "no snapshots";
        QTest::newRow("one snapshot") << datasetOf({cloud(4)}) << "only one snapshot";
        Dataset held = datasetOf({cloud(0), cloud(1)});
        held.snapshots[1].heldOut = true;
        QTest::newRow("one not held out") << held << "All snapshots but one are held out";
        held.snapshots[0].heldOut = true;
        QTest::newRow("all held out") << held << "Every snapshot is held out";
        QTest::newRow("equal times") << datasetOf({cloud(0), cloud(2.5), cloud(2.5)}) << "same time 2.5";
        QTest::newRow("dimensions") << datasetOf({cloud(0), cloud(1, 3, 3)}) << "time 1 has 3 coordinates";
        QTest::newRow("empty snapshot") << datasetOf({cloud(0), cloud(1, 0)}) << "no points";
        Dataset broken = datasetOf({cloud(0), cloud(1), cloud(2)});
        Points x = Points::Zero(2, 5000);
        x(1, 4500) = nan;
        broken.snapshots[1].points = PointSet(x);
        broken.snapshots[1].name = "noon";
        QTest::newRow("not finite") << broken << "\"noon\" has a coordinate that is not a finite number, in point 4501";
        QTest::newRow("no time") << datasetOf({cloud(0), cloud(nan)}) << "no finite time";
        QTest::newRow("negative weight") << datasetOf({cloud(0), with(1, RowVector::Constant(2, -1))}) << "weight -1";
        QTest::newRow("no weight at all")
            << datasetOf({cloud(0), with(1, RowVector::Zero(2))}) << "only weights of zero";
        Dataset massless = datasetOf({cloud(0), cloud(1)});
        massless.snapshots[1].mass = 0;
        QTest::newRow("mass") << massless << "mass 0";
    }
    void unusableDataIsRefused() {
        QFETCH(Dataset, dataset);
        QFETCH(QString, words);
        EXPECT_ERROR(dataset.requireTrainable(), ErrorCode::UnusableInput, words.toStdString());
        QVERIFY(!tests::errorOf([&] { dataset.requireTrainable(); })->remedy().empty());
    }

    void equalityComparesContents() {
        const Dataset a = datasetOf({cloud(0), cloud(1)});
        Dataset b = datasetOf({cloud(0), cloud(1)});
        QVERIFY(a == b);
        b.snapshots[1].points = b.snapshots[1].points.changed([](Index i, Eigen::Ref<Vector> p) {
            p[0] += 1;
            return i == 0;
        });
        QVERIFY(!(a == b));
    }
};

KINETOSCOPE_TEST(DatasetTest)

#include "dataset_test.moc"
