#include "engine/metrics/transport_baseline.h"

#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class TransportBaselineTest : public QObject {
    Q_OBJECT

    static Snapshot shifted(const Points& points, double time, const Eigen::Vector2d& by) {
        Snapshot snapshot;
        snapshot.time = time;
        snapshot.points = PointSet(Points(points.colwise() + by));
        return snapshot;
    }

private slots:
    void aCloudThatShiftsIsFollowed() {
        // To (2, 1) within 1, then to (2, -1) within 2; the snapshot between is held out and says something else.
        const Points cloud = tests::gaussianCloud(Vector::Zero(2), 1, 60);
        Dataset training;
        training.snapshots = {shifted(cloud, 0, {0, 0}), shifted(cloud, 0.5, {50, 50}), shifted(cloud, 1, {2, 1}),
                              shifted(cloud, 3, {2, -1})};
        training.snapshots[1].heldOut = true;
        const TransportBaseline baseline(training, 3);
        const auto error = [&](const WeightedCloud& moved, const Eigen::Vector2d& way) {
            return (moved.points - (cloud.colwise() + way)).cwiseAbs().maxCoeff();
        };
        const WeightedCloud start{cloud, RowVector::LinSpaced(60, 1, 2)};
        QVERIFY(error(baseline.moved(start, 0, 0), {0, 0}) < 1e-12);
        QVERIFY(error(baseline.moved(start, 0, 0.5), {1, 0.5}) < 1e-9);
        QVERIFY(error(baseline.moved(start, 0, 1), {2, 1}) < 1e-9);
        QVERIFY(error(baseline.moved(start, 0, 2), {2, 0}) < 1e-9);
        QVERIFY(error(baseline.moved(start, 0, 4), {2, -2}) < 1e-9); // and on beyond the data
        QVERIFY(error(baseline.moved(start, 1, 3), {0, -2}) < 1e-9); // by the stage it starts in
        QVERIFY(baseline.moved(start, 0, 2).weights == start.weights);
    }

    void neighboursAreThoseNear() {
        // Two groups that part: a point goes with the group it lies in, between them with both.
        Points cloud(2, 40);
        for (int i = 0; i < 40; ++i)
            cloud.col(i) << (i < 20 ? -5 : 5), 0.1 * (i % 20);
        Points later = cloud;
        later.row(1).head(20).array() += 1;
        later.row(1).tail(20).array() -= 1;
        Dataset training;
        training.snapshots = {shifted(cloud, 0, {0, 0}), shifted(later, 1, {0, 0})};
        const TransportBaseline baseline(training, 20);
        Points at(2, 2);
        at << -4, 4, 0, 0;
        const WeightedCloud moved = baseline.moved({at, {}}, 0, 1);
        QVERIFY((moved.points.row(1) - RowVector(Eigen::RowVector2d(1, -1))).cwiseAbs().maxCoeff() < 1e-9);
        QVERIFY((moved.points.row(0) - at.row(0)).cwiseAbs().maxCoeff() < 1e-9);
        const WeightedCloud all = TransportBaseline(training, 40).moved({at, {}}, 0, 1);
        QVERIFY(all.points.row(1).cwiseAbs().maxCoeff() < 1e-9);
    }
};

KINETOSCOPE_TEST(TransportBaselineTest)

#include "transport_baseline_test.moc"
