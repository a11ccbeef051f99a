#include "engine/session/group_shares.h"

#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class GroupSharesTest : public QObject {
    Q_OBJECT

    /// Three snapshots: one group at the left, one at the right, and a point without a group far above.
    static Dataset data() {
        Dataset dataset;
        dataset.attributes = {{"side", {"left", "right"}}};
        for (int k = 0; k < 3; ++k) {
            Points points(2, 41);
            Matrix groups(1, 41);
            for (int i = 0; i < 40; ++i) {
                points.col(i) << (i % 2 ? 1.0 : -1.0), 0.01 * i;
                groups(0, i) = i % 2;
            }
            points.col(40) << 0, 50;
            groups(0, 40) = -1;
            Snapshot snapshot;
            snapshot.time = k;
            snapshot.points = PointSet(points, {}, groups);
            dataset.snapshots.push_back(std::move(snapshot));
        }
        return dataset;
    }
    /// Particles that go from the left to the right between the times, all but one.
    static PathsThrough paths(bool weighted) {
        auto motion = std::make_shared<Trajectories>();
        motion->times = Times::LinSpaced(2, 1, 2);
        motion->positions.resize(2);
        motion->positions[0] = Eigen::MatrixXf::Constant(2, 4, 0);
        motion->positions[0].row(0).setConstant(-1);
        motion->positions[1] = motion->positions[0];
        motion->positions[1].row(0).head(3).setConstant(1.1F);
        if (weighted)
            motion->logWeights = {Eigen::RowVectorXf::Zero(4), Eigen::RowVectorXf::Zero(4)},
            motion->logWeights[1][3] = std::log(3.0F);
        return {motion, nullptr};
    }

private slots:
    void countsTheNearestPointsGroup() {
        const auto shares = groupShares(data(), 0, paths(false));
        QCOMPARE(shares.size(), std::size_t(2)); // the first snapshot is not reached
        QVERIFY(shares[0].time == 1 && shares[0].shares[0] == 1 && shares[0].shares[1] == 0);
        QVERIFY(shares[1].time == 2 && shares[1].shares[0] == 0.25 && shares[1].shares[1] == 0.75);
        QVERIFY((shares[1].groups == std::vector<int>{1, 1, 1, 0}));
    }
    void weightsCount() {
        const auto shares = groupShares(data(), 0, paths(true));
        QVERIFY(std::abs(shares[1].shares[0] - 0.5) < 1e-6 && std::abs(shares[1].shares[1] - 0.5) < 1e-6);
    }
    void pointsWithoutAGroupAreUnknown() {
        PathsThrough high = paths(false);
        auto motion = std::make_shared<Trajectories>(*high.future);
        motion->positions[1].row(1).setConstant(40);
        const auto shares = groupShares(data(), 0, {motion, nullptr});
        QCOMPARE(shares[1].unknown, 1.0);
    }
    /// dx/dt = −x/2 there and back again.
    void pathsRunBothWays() {
        const Dataset dataset = data();
        const ActionModel model = tests::modelOf(
            tests::quadratic([](double) { return -0.5; }, [](double) { return Vector(Vector::Zero(2)); }),
            Normalization::of(dataset), {});
        WorkerPool pool(1);
        const Points x = (Points(2, 2) << 1, -0.5, 0.2, 0.7).finished();
        const PathsThrough both = pathsThrough(model, pool, dataset, x, 1);
        QVERIFY((both.future->positions.back().cast<double>() - x * std::exp(-0.5)).norm() < 1e-3);
        QVERIFY((both.past->positions.front().cast<double>() - x * std::exp(0.5)).norm() < 1e-3);
        QVERIFY(!pathsThrough(model, pool, dataset, x, 2).future && !pathsThrough(model, pool, dataset, x, 0).past);
        QCOMPARE(groupShares(dataset, 0, both).size(), std::size_t(3));
    }
};

KINETOSCOPE_TEST(GroupSharesTest)

#include "group_shares_test.moc"
