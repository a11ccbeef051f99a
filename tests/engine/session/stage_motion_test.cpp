#include "engine/session/stage_motion.h"

#include "engine/nn/mlp.h"
#include "engine/training/checkpoint.h"
#include "tests/engine/support/closed_form_model.h"
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

    /// A pull to the origin under these dynamics.
    static ActionModel pull(const Dataset& data, const Dynamics& dynamics) {
        return tests::modelOf(
            tests::quadratic([](double) { return -0.5; }, [](double) { return Vector(Vector::Zero(2)); }),
            Normalization::of(data), dynamics);
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

    void brownianPaths() {
        const Dataset data = dataset(2);
        WorkerPool one(1), two(2);
        ActionModel model = pull(data, {Method::Entropic, {0.8, 0.8}, 0, {}});
        for (const MotionCare care : {MotionCare::Live, MotionCare::Final}) {
            const auto a = stageMotion(model, one, data, {70, 3}, care),
                       b = stageMotion(model, two, data, {70, 3}, care);
            QVERIFY(!a.trajectories->smooth && a.trajectories->positions == b.trajectories->positions);
            // Each level adds its own noise: the paths are rough, whatever their drift.
            const auto& x = a.trajectories->positions;
            const double h = a.trajectories->times[1],
                         rough = (x[1] - x[0] - float(h) * a.trajectories->velocities[0]).cast<double>().squaredNorm() /
                                 (2 * 70 * h);
            QVERIFY2(std::abs(rough - 0.64) < 0.2, qPrintable(QString::number(rough)));
            QVERIFY(a.field);
        }
        // No more than can be followed one by one.
        QCOMPARE(stageMotion(model, two, data, {2500, 0}, MotionCare::Live).trajectories->particles(), Index(2000));
    }

    void anyLevelOfNoiseFromThePair() {
        const Dataset data = dataset(2);
        WorkerPool pool(2);
        ActionModel model = pull(data, {Method::Entropic, {0.8, 0.8}, 0, {}});
        const auto alone = stageMotion(model, pool, data, {40, 3, 0.0}, MotionCare::Live);
        QVERIFY(!alone.trajectories->smooth); // nothing to choose without a companion
        model.companion = std::make_shared<ActionModel>(pull(data, {}));
        for (const MotionCare care : {MotionCare::Live, MotionCare::Final}) {
            const auto own = stageMotion(model, pool, data, {40, 3}, care),
                       still = stageMotion(model, pool, data, {40, 3, 0.0}, care),
                       more = stageMotion(model, pool, data, {40, 3, 2.0}, care);
            QVERIFY(!own.trajectories->smooth && still.trajectories->smooth && !more.trajectories->smooth);
            QVERIFY(own.trajectories->positions.front() == still.trajectories->positions.front());
            QVERIFY((more.trajectories->positions[1] - still.trajectories->positions[1]).norm() >
                    (own.trajectories->positions[1] - still.trajectories->positions[1]).norm());
        }
    }

    void backwardFromTheLastSnapshot() {
        Dataset data = dataset(2);
        WorkerPool pool(2);
        ActionModel model = pull(data, {Method::Entropic, {0.8, 0.8}, 0, {}});
        const ParticleSettings back{40, 3, {}, true};
        // Without the companion there is no way back but the way there.
        QVERIFY(stageMotion(model, pool, data, back, MotionCare::Live).trajectories->positions ==
                stageMotion(model, pool, data, {40, 3}, MotionCare::Live).trajectories->positions);
        model.companion = std::make_shared<ActionModel>(pull(data, {}));
        data.snapshots[2].heldOut = true;
        const Points last = data.snapshots[1].points.points();
        for (const MotionCare care : {MotionCare::Live, MotionCare::Final}) {
            const auto motion = stageMotion(model, pool, data, back, care);
            const Trajectories& paths = *motion.trajectories;
            QCOMPARE(paths.firstTime(), 0.0);
            QCOMPARE(paths.lastTime(), 2.0);
            QCOMPARE(paths.startLevel, paths.levels() - 1);
            QVERIFY(!paths.smooth && paths.positions.front().allFinite());
            for (Index i = 0; i < 40; ++i) {
                const Vector x = paths.positions.back().col(i).cast<Real>();
                QVERIFY((last.colwise() - x).colwise().norm().minCoeff() < 1e-6);
            }
            QVERIFY(motion.field->times[0] < motion.field->times[motion.field->times.size() - 1]);
        }
    }

    void weightsAreCarried() {
        const Dataset data = dataset(2);
        WorkerPool pool(2);
        for (const Method method : {Method::Unbalanced, Method::EntropicUnbalanced}) {
            const auto motion =
                stageMotion(pull(data, {method, {0.5, 0.5}, 0.4, {}}), pool, data, {2500, 0}, MotionCare::Live);
            QCOMPARE(motion.trajectories->particles(), Index(2000));
            QVERIFY(motion.trajectories->logWeights.front().isZero());
            // s = −¼‖x‖² takes weight away everywhere.
            QVERIFY(motion.trajectories->logWeights.back().maxCoeff() < 0);
            QCOMPARE(motion.trajectories->smooth, method == Method::Unbalanced);
        }
    }
};

KINETOSCOPE_TEST(StageMotionTest)

#include "stage_motion_test.moc"
