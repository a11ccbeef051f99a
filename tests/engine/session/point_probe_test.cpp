#include "engine/session/point_probe.h"

#include "tests/engine/session/session_support.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class PointProbeTest : public QObject {
    Q_OBJECT

    /// s = −¼‖x‖²: dx/dt = −x/2.
    static std::shared_ptr<const ActionModel> pull(const Dataset& data, const Dynamics& dynamics) {
        return std::make_shared<const ActionModel>(tests::modelOf(
            tests::quadratic([](double) { return -0.5; }, [](double) { return Vector(Vector::Zero(2)); }),
            Normalization::of(data), dynamics));
    }

private slots:
    void equalsTheClosedForm() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        WorkerPool pool(1);
        const Vector x = Eigen::Vector2d(0.8, -0.6);
        const Real t = data.firstTime() + 0.25 * (data.lastTime() - data.firstTime());
        const PointProbe probe = probePoint(pull(data, {}), pool, data, x, t);
        QVERIFY(std::abs(probe.action + 0.25) < 1e-5 && std::abs(probe.actionRate) < 1e-5);
        QVERIFY((probe.velocity + x / 2).norm() < 1e-5);
        QVERIFY(std::abs(probe.divergence + 1) < 1e-4);
        QVERIFY(!probe.growth);
        QVERIFY(probe.future && probe.past);
        QCOMPARE(probe.future->particles(), Index(1)); // one path says all
        const auto end = [&](const Eigen::MatrixXf& p, Real after) {
            return (p.col(0).cast<double>() - x * std::exp(-after / 2)).norm();
        };
        QVERIFY(end(probe.future->positions.back(), data.lastTime() - t) < 1e-3);
        QVERIFY(end(probe.past->positions.front(), data.firstTime() - t) < 1e-3);
        // Along dx/dt = −x/2 the density grows by e^t.
        QVERIFY(probe.density && *probe.density > 0);
        const PointProbe later = probePoint(pull(data, {}), pool, data, x * std::exp(-0.1), t + 0.2);
        QVERIFY(std::abs(*later.density / *probe.density - std::exp(0.2)) < 1e-2);
    }

    void noiseMakesAFanAndOnlyAPairGoesBack() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        WorkerPool pool(1);
        const auto model = pull(data, {Method::Entropic, {0.5, 0.5}, 0, {}});
        const Real t = (data.firstTime() + data.lastTime()) / 2;
        const PointProbe probe = probePoint(model, pool, data, Eigen::Vector2d(0.1, 0), t, {30, 5, {}});
        QCOMPARE(probe.future->particles(), Index(30));
        const Eigen::MatrixXf& ends = probe.future->positions.back();
        QVERIFY((ends.rowwise().maxCoeff() - ends.rowwise().minCoeff()).minCoeff() > 0.1F);
        QVERIFY(!probe.past && !probe.density);
        const PointProbe again = probePoint(model, pool, data, Eigen::Vector2d(0.1, 0), t, {30, 5, {}});
        QVERIFY(again.future->positions.back() == ends);
    }

    void growthIsToldWhereThereIsSome() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        WorkerPool pool(1);
        const auto model = pull(data, {Method::Unbalanced, {}, 0.4, {}});
        const PointProbe probe = probePoint(model, pool, data, Eigen::Vector2d(1, 0), data.lastTime());
        QVERIFY(probe.growth && std::abs(*probe.growth + 0.4 * 0.25) < 1e-4);
        QVERIFY(!probe.future && probe.past);
    }
};

KINETOSCOPE_TEST(PointProbeTest)

#include "point_probe_test.moc"
