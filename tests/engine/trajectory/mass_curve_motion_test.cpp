// Mass of the whole population, kept apart from the action of normalised snapshots, comes back in growth and weights.
#include "engine/trajectory/integrator.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class MassCurveMotionTest : public QObject {
    Q_OBJECT

private slots:
    /// U1 beside U2: s[q] = s[p] + m'/(λ m).
    void growthAndWeightsIncludeTheMass() {
        Dynamics dynamics;
        dynamics.method = Method::Unbalanced;
        dynamics.lambda = 0.8;
        ActionModel apart =
            tests::modelOf(tests::quadratic([](double) { return 0.4; }, [](double) { return Vector::Zero(2); }),
                           tests::oddUnits(2, 1, 3), dynamics);
        ActionModel with = apart;
        with.masses = MassCurve({1, 2, 4}, {100, 300, 150});
        WorkerPool pool(2);
        const Points start = tests::gaussianCloud(Eigen::Vector2d(0, 0), 0.5, 50);
        const Times times = evenTimes(1, 4, 7);
        const Trajectories a = integrate(apart, pool, start, times, {}), b = integrate(with, pool, start, times, {});
        for (int l = 0; l < 7; ++l) {
            QCOMPARE(a.positions[l], b.positions[l]);
            const double grown = std::log(with.masses.mass(times[l]) / 100);
            QVERIFY(((b.logWeights[l] - a.logWeights[l]).array() - float(grown)).abs().maxCoeff() < 1e-5f);
        }
        ModelEvaluator plain(std::make_shared<const ActionModel>(apart), pool),
            whole(std::make_shared<const ActionModel>(with), pool);
        const RowVector difference = whole.evaluate(Times::Constant(50, 1.5), start).growth -
                                     plain.evaluate(Times::Constant(50, 1.5), start).growth;
        QVERIFY((difference.array() - std::log(3.0)).abs().maxCoeff() < 1e-9);
    }
};

KINETOSCOPE_TEST(MassCurveMotionTest)

#include "mass_curve_motion_test.moc"
