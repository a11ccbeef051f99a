#include "engine/data/subsample.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <set>

using namespace engine;

class SubsampleTest : public QObject {
    Q_OBJECT

    static Dataset datasetOf(const std::vector<Index>& sizes, bool weighted = false) {
        Dataset dataset;
        for (const Index n : sizes) {
            Snapshot& snapshot = dataset.snapshots.emplace_back();
            snapshot.time = Real(dataset.snapshots.size());
            snapshot.points = PointSet(Points(RowVector::LinSpaced(n, 0, Real(n - 1))),
                                       weighted ? RowVector(RowVector::Constant(n, 0.5)) : RowVector(),
                                       Matrix(RowVector::LinSpaced(n, 0, Real(n - 1))));
        }
        dataset.exampleName = "split";
        return dataset;
    }

private slots:
    void everySnapshotIsThinnedForItself() {
        const Dataset thinned = subsampled(datasetOf({9000, 100, 101}), {100, 7});
        for (const Snapshot& snapshot : thinned.snapshots)
            QCOMPARE(snapshot.points.size(), 100);
        const RowVector kept = thinned.snapshots[0].points.points();
        // Without replacement, in their order, with what belongs to them.
        QVERIFY(std::adjacent_find(kept.begin(), kept.end(), std::greater_equal<>()) == kept.end());
        QVERIFY(kept == RowVector(thinned.snapshots[0].points.attributes()));
        QVERIFY(thinned.exampleName.empty());
        // The masses of before are remembered.
        QCOMPARE(*thinned.snapshots[0].mass, 9000.0);
        QCOMPARE(*thinned.snapshots[1].mass, 100.0);
        QCOMPARE(*subsampled(datasetOf({30, 10}, true), {5, 7}).snapshots[0].mass, 15.0);
    }

    void theSeedDecides() {
        const Dataset all = datasetOf({1000, 1000});
        QVERIFY(subsampled(all, {50, 1}) == subsampled(all, {50, 1}));
        QVERIFY(!(subsampled(all, {50, 1}) == subsampled(all, {50, 2})));
        const Dataset thinned = subsampled(all, {50, 1});
        QVERIFY(!(thinned.snapshots[0].points == thinned.snapshots[1].points));
    }

    void smallDatasetsStayAsTheyAre() {
        const Dataset all = datasetOf({10, 20});
        QVERIFY(subsampled(all, {20, 1}) == all);
    }

    // Mean of 2,000 draws of ten from 0 … 99: 49.5 with a standard error of 0.2.
    void drawsAreUniform() {
        const Dataset all = datasetOf({100});
        double sum = 0;
        for (std::uint64_t seed = 0; seed < 2000; ++seed)
            sum += subsampled(all, {10, seed}).snapshots[0].points.points().mean();
        QVERIFY2(std::abs(sum / 2000 - 49.5) < 0.8, qPrintable(QString::number(sum / 2000)));
    }
};

KINETOSCOPE_TEST(SubsampleTest)

#include "subsample_test.moc"
