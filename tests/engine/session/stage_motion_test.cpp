#include "engine/session/stage_motion.h"

#include "engine/nn/mlp.h"
#include "engine/training/checkpoint.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class StageMotionTest : public QObject {
    Q_OBJECT

    static Dataset dataset(int dimension) {
        Dataset dataset;
        for (int k = 0; k < 3; ++k) {
            Rng rng(static_cast<std::uint64_t>(k));
            Points points(dimension, 300);
            rng.fillNormal(points);
            Snapshot snapshot;
            snapshot.time = 2 * k;
            snapshot.points = PointSet(points);
            dataset.snapshots.push_back(std::move(snapshot));
        }
        return dataset;
    }
    static std::shared_ptr<const ActionModel> model(const Dataset& dataset) {
        Checkpoint checkpoint;
        checkpoint.shape = {dataset.dimension(), {16, 16}, Activation::SiLU};
        checkpoint.normalization = Normalization::of(dataset);
        Rng rng(9);
        checkpoint.averaged = Mlp<float>(checkpoint.shape, rng).parameters();
        return checkpoint.model();
    }

private slots:
    void theSameForTheSameSeed() {
        const Dataset data = dataset(2);
        WorkerPool one(1), two(2);
        const auto a = stageMotion(*model(data), one, data, {50, 3}, MotionCare::Final),
                   b = stageMotion(*model(data), two, data, {50, 3}, MotionCare::Final),
                   c = stageMotion(*model(data), two, data, {50, 4}, MotionCare::Final);
        QVERIFY(a.trajectories->positions == b.trajectories->positions);
        QVERIFY(a.trajectories->positions.front() != c.trajectories->positions.front());
        QCOMPARE(a.trajectories->particles(), Index(50));
    }

    void fromTheFirstTrainedSnapshotThroughAllTimes() {
        Dataset data = dataset(2);
        data.snapshots[0].heldOut = true;
        WorkerPool pool(1);
        const auto motion = stageMotion(*model(data), pool, data, {40, 0}, MotionCare::Live);
        QCOMPARE(motion.trajectories->firstTime(), 2.0);
        QCOMPARE(motion.trajectories->lastTime(), 4.0);
        // The particles are points of that snapshot.
        const Points points = data.snapshots[1].points.points();
        for (Index i = 0; i < 40; ++i) {
            const Vector x = motion.trajectories->positions.front().col(i).cast<Real>();
            QVERIFY((points.colwise() - x).colwise().norm().minCoeff() < 1e-6);
        }
    }

    void moreThanCanBeFollowedExactlyRideOnTheField() {
        const Dataset data = dataset(2);
        WorkerPool pool(2);
        const auto motion = stageMotion(*model(data), pool, data, {2500, 0}, MotionCare::Live);
        QCOMPARE(motion.trajectories->particles(), Index(2500));
        QVERIFY(motion.trajectories->positions.back().allFinite());
    }

    void aFieldOnlyInTwoDimensions() {
        WorkerPool pool(1);
        const Dataset flat = dataset(2), solid = dataset(3);
        QVERIFY(stageMotion(*model(flat), pool, flat, {5, 0}, MotionCare::Live).field);
        QVERIFY(!stageMotion(*model(solid), pool, solid, {5, 0}, MotionCare::Live).field);
    }
};

KINETOSCOPE_TEST(StageMotionTest)

#include "stage_motion_test.moc"
