#include "engine/trajectory/path_density.h"

#include "engine/trajectory/integrator.h"
#include "engine/trajectory/log_likelihood.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

/// The density that particles carry along their paths.
class PathDensityTest : public QObject {
    Q_OBJECT

    static Snapshot cloud(double time, Index count = 60) {
        Snapshot snapshot;
        snapshot.time = time;
        snapshot.points = PointSet(tests::gaussianCloud(Eigen::Vector2d(1, 0), 0.3, count));
        return snapshot;
    }
    static tests::ClosedForm swelling() {
        return tests::quadratic([](double t) { return 1 / (1 + t); }, [](double) { return Vector(Vector::Zero(2)); });
    }

private slots:
    void itIsTheLikelihoodAtEachPlace_data() {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::newRow("forward") << 0.0 << 2.0;
        QTest::newRow("backward") << 2.0 << 0.0;
    }
    void itIsTheLikelihoodAtEachPlace() {
        QFETCH(double, from);
        QFETCH(double, to);
        const ActionModel model = tests::modelOf(swelling(), tests::oddUnits(2, 0, 2));
        WorkerPool pool(2);
        const Snapshot start = cloud(from);
        Trajectories paths = integrate(model, pool, start.points.points(), evenTimes(from, to, 81), {});
        addLogDensities(paths, model, pool, start, 0);
        QCOMPARE(int(paths.logDensities.size()), paths.levels());
        for (const int level : {0, 13, 80}) {
            const Points x = paths.positions[std::size_t(level)].cast<Real>();
            const RowVector expected = logLikelihood(model, pool, start, Times::Constant(x.cols(), paths.times[level]),
                                                     x, {DensityKind::Kernel});
            const double error = (paths.logDensities[std::size_t(level)].cast<Real>() - expected).cwiseAbs().maxCoeff();
            QVERIFY2(error < 2e-3, qPrintable(QString::number(error)));
        }
        Eigen::RowVectorXf between;
        paths.logDensitiesAt(1.0, between);
        QCOMPARE(between.size(), paths.particles());
        const auto [low, high] = paths.typicalLogDensities();
        QVERIFY(low < high && low >= between.minCoeff() - 3 && high <= between.maxCoeff() + 3);
    }

    void itIsTheSameForAnyNumberOfThreads() {
        const ActionModel model = tests::modelOf(swelling(), tests::oddUnits(2, 0, 2));
        WorkerPool one(1), three(3);
        const Snapshot start = cloud(0, 700);
        Trajectories a = integrate(model, one, start.points.points(), evenTimes(0, 2, 11), {}), b = a;
        addLogDensities(a, model, one, start, 5);
        addLogDensities(b, model, three, start, 5);
        QVERIFY(!a.logDensities.empty() && a.logDensities == b.logDensities);
    }

    void whatHasNoDensityIsLeftWithoutOne() {
        WorkerPool pool(1);
        const ActionModel plain = tests::modelOf(swelling(), tests::oddUnits(2, 0, 2));
        Snapshot line = cloud(0);
        Points flat = line.points.points();
        flat.row(1).setZero();
        line.points = PointSet(flat);
        Trajectories paths = integrate(plain, pool, flat, evenTimes(0, 2, 5), {});
        addLogDensities(paths, plain, pool, line, 0);
        QVERIFY(paths.logDensities.empty());
        const ActionModel noisy =
            tests::modelOf(swelling(), tests::oddUnits(2, 0, 2), {Method::Entropic, {1, 1}, 0, {}});
        QVERIFY(!givesDensity(Method::Entropic, false) && givesDensity(Method::Entropic, true) &&
                !givesDensity(Method::EntropicUnbalanced, true));
        addLogDensities(paths, noisy, pool, cloud(0), 0);
        QVERIFY(paths.logDensities.empty());
        Eigen::RowVectorXf none;
        paths.logDensitiesAt(0.5, none);
        QCOMPARE(none.size(), 0);
    }
};

KINETOSCOPE_TEST(PathDensityTest)

#include "path_density_test.moc"
