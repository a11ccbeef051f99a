#include "engine/core/random.h"
#include "engine/data/normalization.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

Dataset twoClouds(Real offset, Real spread) {
    Rng rng(3);
    Dataset dataset;
    for (const Real time : {2.0, 6.0}) {
        Points x(2, 4000);
        rng.fillNormal(x);
        x = (x * spread).colwise() + Vector(Eigen::Vector2d(offset + time, 2 * offset));
        Snapshot snapshot;
        snapshot.time = time;
        snapshot.points = PointSet(x);
        dataset.snapshots.push_back(snapshot);
    }
    return dataset;
}

} // namespace

class NormalizationTest : public QObject {
    Q_OBJECT

private slots:
    void trainingUnitsAreStandard() {
        const Dataset dataset = twoClouds(100, 3);
        const Normalization units = Normalization::of(dataset);
        Real squares = 0;
        Vector sum = Vector::Zero(2);
        for (const Snapshot& snapshot : dataset.snapshots) {
            const Points y = units.toTraining(snapshot.points.points());
            squares += y.squaredNorm() / double(2 * y.cols());
            sum += y.rowwise().mean();
        }
        QVERIFY(std::abs(squares / 2 - 1) < 1e-12);
        QVERIFY(sum.norm() < 1e-12);
        QCOMPARE(units.toTraining(2.0), 0.0);
        QCOMPARE(units.toTraining(6.0), 1.0);
        QCOMPARE(units.timeToData(0.25), 3.0);
        const Points x = dataset.snapshots[0].points.points();
        QVERIFY((units.toData(units.toTraining(x)) - x).cwiseAbs().maxCoeff() < 1e-12);
    }

    void snapshotsCountTheSameWhateverTheirSize() {
        Dataset dataset = twoClouds(0, 1);
        const Normalization all = Normalization::of(dataset);
        const PointSet points = dataset.snapshots[1].points;
        dataset.snapshots[1].points = points.appended(points);
        const Normalization doubled = Normalization::of(dataset);
        QVERIFY((all.center - doubled.center).norm() < 1e-12);
        QVERIFY(std::abs(all.scale - doubled.scale) < 1e-12);
    }

    void heldOutSnapshotsAndZeroWeightsDoNotCount() {
        Dataset dataset = twoClouds(0, 1);
        const Normalization plain = Normalization::of(dataset);
        Snapshot far;
        far.time = 60;
        far.heldOut = true;
        far.points = PointSet(Points::Constant(2, 5, 1e6));
        dataset.snapshots.push_back(far);
        const PointSet& first = dataset.snapshots[0].points;
        const PointSet weighted(first.points(), RowVector::Ones(first.size()));
        dataset.snapshots[0].points = weighted.appended(PointSet(far.points.points(), RowVector::Zero(5)));
        const Normalization same = Normalization::of(dataset);
        QVERIFY((plain.center - same.center).norm() < 1e-9);
        QVERIFY(std::abs(plain.scale - same.scale) < 1e-9);
        QCOMPARE(same.duration, 4.0);
    }

    void degenerateDataKeepsFiniteUnits() {
        Dataset dataset;
        dataset.snapshots.resize(1);
        dataset.snapshots[0].points = PointSet(Points::Constant(2, 3, 7));
        const Normalization units = Normalization::of(dataset);
        QCOMPARE(units.scale, 1.0);
        QCOMPARE(units.duration, 1.0);
        QVERIFY(units.toTraining(dataset.snapshots[0].points.points()).isZero());
    }

    void farFromTheOriginNoDigitsAreLost() {
        const Real nearScale = Normalization::of(twoClouds(0, 1)).scale,
                   farScale = Normalization::of(twoClouds(1e7, 1)).scale;
        QVERIFY(std::abs(nearScale - farScale) < 1e-6);
    }
};

KINETOSCOPE_TEST(NormalizationTest)

#include "normalization_test.moc"
