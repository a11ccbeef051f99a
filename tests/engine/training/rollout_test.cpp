#include "engine/training/rollout.h"

#include "engine/data/synthetic.h"
#include "engine/training/training.h"
#include "tests/support/allocation_counter.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

struct Fixture {
    std::shared_ptr<const Dataset> dataset = std::make_shared<const Dataset>(makeDataset(syntheticExample("split")));
    Normalization units = Normalization::of(*dataset);
    std::shared_ptr<const RolloutData> data = std::make_shared<const RolloutData>(*dataset, units);
    MlpShape shape{2, {12, 12}, Activation::SiLU};

    Mlp<float> network() const {
        Rng rng(4);
        return Mlp<float>(shape, rng);
    }
};

Dynamics dynamicsOf(const char* kind) {
    Dynamics dynamics;
    const QString name(kind);
    if (name.contains("growth"))
        dynamics.lambda = 0.8;
    if (name.contains("noise"))
        dynamics.sigma = {0.3, 0.5};
    if (name.contains("relativistic"))
        dynamics.cost = costNamed("relativistic");
    if (name.contains("power"))
        dynamics.cost = costNamed("power:1.5");
    return dynamics;
}

} // namespace

class RolloutTest : public QObject {
    Q_OBJECT
    Fixture m;

private slots:
    void gradientEqualsDifferences_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"plain", "growth", "noise", "noise and growth", "relativistic", "power", "smoothed",
                                 "from every snapshot", "from every snapshot, growth and noise"})
            QTest::newRow(kind) << QString(kind);
    }

    /// Along random directions in the space of all weights, with the same random numbers on both sides.
    void gradientEqualsDifferences() {
        QFETCH(QString, kind);
        WorkerPool pool(2);
        const Dynamics dynamics = dynamicsOf(qPrintable(kind));
        const ConjugateCost cost(dynamics.cost, 2);
        const RefineFrom from = kind.startsWith("from every") ? RefineFrom::Previous : RefineFrom::First;
        const double smoothing = kind == "smoothed" || from == RefineFrom::Previous ? 0.2 : 0;
        const auto data = std::make_shared<const RolloutData>(*m.dataset, m.units, smoothing, from);
        Rollout rollout(m.shape, dynamics, cost, data, pool);
        Mlp<float> net = m.network();
        rollout.evaluate(net, 1, 2);
        const Eigen::ArrayXd gradient = rollout.gradient().cast<double>();
        const Eigen::ArrayXf at = net.parameters();
        Rng rng(8);
        double error = 0, size = 0;
        for (int trial = 0; trial < 8; ++trial) {
            // Half along the gradient, so that the slope is far above rounding.
            Eigen::ArrayXf direction = (gradient / gradient.matrix().norm()).cast<float>();
            for (Index i = 0; i < direction.size(); ++i)
                direction[i] += float(rng.normal()) / std::sqrt(float(direction.size()));
            const float h = 5e-3f;
            net.update([&](auto& p) { p = at + h * direction; });
            const double up = rollout.evaluate(net, 1, 2, false);
            net.update([&](auto& p) { p = at - h * direction; });
            const double down = rollout.evaluate(net, 1, 2, false);
            const double expected = (gradient * direction.cast<double>()).sum();
            error += std::pow((up - down) / (2 * h) - expected, 2);
            size += expected * expected;
        }
        QVERIFY2(std::sqrt(error / size) < 5e-3, qPrintable(QString::number(std::sqrt(error / size))));
        QVERIFY(gradient.matrix().norm() > 1e-3);
    }

    void threadsChangeNothing() {
        WorkerPool one(1), three(3);
        const Dynamics dynamics = dynamicsOf("noise and growth");
        Rollout a(m.shape, dynamics, {}, m.data, one), b(m.shape, dynamics, {}, m.data, three);
        const Mlp<float> net = m.network();
        QCOMPARE(a.evaluate(net, 1, 2), b.evaluate(net, 1, 2));
        QVERIFY((a.gradient() == b.gradient()).all());
        QVERIFY(a.evaluate(net, 1, 3) != b.evaluate(net, 1, 2));
    }

    /// With smoothing both sides are blurred anew in each step: the distance varies a little, and what few points have
    /// of their own counts less.
    void smoothingBlursBothSides() {
        WorkerPool pool(1);
        Mlp<float> still = m.network();
        still.update([](auto& p) { p.setZero(); });
        const auto values = [&](double smoothing) {
            const auto data = std::make_shared<const RolloutData>(*m.dataset, m.units, smoothing);
            Rollout rollout(m.shape, {}, {}, data, pool);
            Eigen::ArrayXd found(8);
            for (int stream = 0; stream < found.size(); ++stream)
                found[stream] = rollout.evaluate(still, 1, std::uint64_t(stream), false);
            return found;
        };
        const Eigen::ArrayXd sharp = values(0), slightly = values(0.02), strongly = values(3 * m.units.scale);
        const double spread = slightly.maxCoeff() - slightly.minCoeff();
        QVERIFY(spread > 0 && spread < 0.1 * slightly.mean());
        QVERIFY(std::abs(slightly.mean() - sharp.mean()) < 0.1 * sharp.mean());
        QVERIFY(strongly.mean() < 0.7 * sharp.mean());
    }

    /// A still network that starts anew at every snapshot leaves particles one interval behind; one that starts at the
    /// first, all of them. With smoothing it arrives blurred at points that are not.
    void startsAnewAtEverySnapshot() {
        WorkerPool pool(1);
        Dataset steady = *m.dataset; // the same points, a third of the way further each time
        const Points points = steady.snapshots.front().points.points();
        steady.snapshots.resize(3, steady.snapshots.front());
        for (int k = 0; k < 3; ++k) {
            steady.snapshots[std::size_t(k)].time = k;
            steady.snapshots[std::size_t(k)].heldOut = false;
            Points moved = points;
            moved.row(0).array() += 20.0 * k;
            steady.snapshots[std::size_t(k)].points = PointSet(moved);
        }
        Mlp<float> still = m.network();
        still.update([](auto& p) { p.setZero(); });
        const auto value = [&](double smoothing, RefineFrom from) {
            const auto data = std::make_shared<const RolloutData>(steady, Normalization::of(steady), smoothing, from);
            return Rollout(m.shape, {}, {}, data, pool).evaluate(still, 1, 1, false);
        };
        const double through = value(0, RefineFrom::First), anew = value(0, RefineFrom::Previous);
        QVERIFY2(through > 1.3 * anew && anew > 0, qPrintable(QString("%1 %2").arg(through).arg(anew)));

        for (Snapshot& snapshot : steady.snapshots)
            snapshot.points = PointSet(points); // nothing moves: only the blur is left
        QVERIFY(value(0, RefineFrom::Previous) < 1e-4);
        QVERIFY(value(1, RefineFrom::Previous) > 1.5 * value(1, RefineFrom::First));
    }

    void evaluatingAllocatesNothing() {
        if (!tests::countsAllocations())
            QSKIP("allocations are not counted under a sanitizer");
        WorkerPool pool(2);
        Dynamics dynamics = dynamicsOf("noise and growth relativistic");
        Rollout rollout(m.shape, dynamics, ConjugateCost(dynamics.cost, 2), m.data, pool);
        const Mlp<float> net = m.network();
        rollout.evaluate(net, 1, 1);
        const std::size_t before = tests::allocationCount();
        rollout.evaluate(net, 1, 2);
        QCOMPARE(tests::allocationCount() - before, std::size_t(0));
    }

    /// A short matching leaves the particles off the last snapshot; refinement brings them closer, and the checkpoint
    /// in its middle goes on exactly.
    void refinementLowersTheDistance_data() {
        QTest::addColumn<int>("method");
        QTest::newRow("am") << int(Method::ActionMatching);
        QTest::newRow("uam") << int(Method::Unbalanced);
    }
    void refinementLowersTheDistance() {
        QFETCH(int, method);
        TrainingSettings settings;
        settings.method = Method(method);
        settings.hidden = {24, 24};
        settings.batch = 128;
        settings.steps = 150;
        settings.refineSteps = 120;
        WorkerPool pool(2);
        JobThread jobs;
        Training training(m.dataset, settings, pool, jobs);
        training.waitUntilReady();
        while (!training.trainer()->isRefining())
            training.step();
        const auto matched = training.checkpoint(0);
        while (training.trainer()->stepsDone() < 200)
            training.step();
        const auto middle = training.checkpoint(0);
        while (!training.trainer()->isFinished())
            training.step();
        QCOMPARE(training.trainer()->stepsDone(), std::int64_t(270));
        const auto refined = training.checkpoint(0);

        Rollout rollout(matched->shape, inTrainingUnits(settings.dynamics(m.units), m.units), {}, m.data, pool);
        const double before = rollout.evaluate(Mlp<float>(matched->shape, matched->averaged), 0, 0, false),
                     after = rollout.evaluate(Mlp<float>(matched->shape, refined->averaged), 0, 0, false);
        qInfo("distance %.5f before, %.5f after, %.5f while training, bound %g", before, after, training.trainer()->rolloutDistance().value(), matched->energyBound.value());
        QVERIFY(after < 0.7 * before);
        QVERIFY(training.trainer()->rolloutDistance().value() < before);

        Training resumed(m.dataset, settings, pool, jobs, Training::Begin::Continue, middle);
        resumed.waitUntilReady();
        while (!resumed.trainer()->isFinished())
            resumed.step();
        QVERIFY((resumed.checkpoint(0)->parameters == refined->parameters).all());
    }
};

KINETOSCOPE_TEST(RolloutTest)

#include "rollout_test.moc"
