#include "engine/action/convex_cost.h"

#include "engine/action/dynamics.h"
#include "engine/core/random.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

constexpr const char* kCosts[] = {"quadratic",    "quadratic:2,0.5,0.1,0.5,1,0,0.1,0,3", "power:1.5", "power:3",
                                  "relativistic", "cosh"};

Vector randomVector(Rng& rng, int d, double size) {
    Vector y(d);
    for (int i = 0; i < d; ++i)
        y[i] = size * rng.normal();
    return y;
}

void addRows() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("unit");
    for (const char* text : kCosts)
        for (const double unit : {1.0, 0.3})
            QTest::newRow(qPrintable(QStringLiteral("%1, unit %2").arg(text).arg(unit))) << QString(text) << unit;
}

} // namespace

class ConvexCostTest : public QObject {
    Q_OBJECT

private slots:
    void namesReadBack() {
        for (const char* text : kCosts) {
            const ConvexCost cost = costNamed(text);
            QVERIFY(costNamed(name(cost)) == cost);
        }
        QVERIFY(costNamed("quadratic").isPlain());
        QCOMPARE(costNamed("power:3").power, 3.0);
        QCOMPARE(noiseNamed("0.25").end, 0.25);
        QCOMPARE(noiseNamed("linear:0.5,0").at(0.5), 0.25);
        QCOMPARE(name(noiseNamed("linear:0.5,0")), std::string("linear:0.5,0"));
    }

    void badCostsAreNamed() {
        EXPECT_ERROR(costNamed("cubic"), ErrorCode::InvalidArgument, "Unknown cost \"cubic\"");
        EXPECT_ERROR(costNamed("power:1"), ErrorCode::InvalidArgument, "power of the cost is 1");
        EXPECT_ERROR(costNamed("quadratic:1,2,3"), ErrorCode::InvalidArgument, "3 entries");
        EXPECT_ERROR(costNamed("quadratic:1,2,2,1"), ErrorCode::InvalidArgument, "positive definite");
        EXPECT_ERROR(ConjugateCost(costNamed("quadratic:1,0,0,1"), 3), ErrorCode::InvalidArgument, "3 coordinates");
        EXPECT_ERROR(noiseNamed("linear:1"), ErrorCode::InvalidArgument, "linear:S0,S1");
        EXPECT_ERROR(noiseNamed("-1"), ErrorCode::InvalidArgument, "noise level is -1");
    }

    void velocityIsTheGradientOfTheConjugate_data() { addRows(); }
    void velocityIsTheGradientOfTheConjugate() {
        QFETCH(QString, text);
        QFETCH(double, unit);
        const ConjugateCost cost(costNamed(text.toStdString()), 3, unit);
        Rng rng(3);
        for (int trial = 0; trial < 20; ++trial) {
            const Vector y = randomVector(rng, 3, 0.8);
            Vector v(3);
            cost.velocity(y, v);
            for (int i = 0; i < 3; ++i) {
                constexpr double h = 1e-5;
                const Vector step = h * Vector::Unit(3, i);
                const double slope = (cost.value(y + step) - cost.value(y - step)) / (2 * h);
                QVERIFY(std::abs(slope - v[i]) < 1e-7 * (1 + std::abs(v[i])));
            }
        }
    }

    void hessianRootIsTheDerivativeOfTheVelocity_data() { addRows(); }
    void hessianRootIsTheDerivativeOfTheVelocity() {
        QFETCH(QString, text);
        QFETCH(double, unit);
        for (const double smoothing : {0.0, 0.2}) {
            const ConjugateCost cost(costNamed(text.toStdString()), 3, unit, smoothing);
            Rng rng(4);
            const Vector y = randomVector(rng, 3, 0.8);
            Matrix root(3, 3), differences(3, 3);
            cost.hessianRoot(y, root);
            for (int i = 0; i < 3; ++i) {
                constexpr double h = 1e-5;
                Vector up(3), down(3);
                cost.velocity(y + h * Vector::Unit(3, i), up);
                cost.velocity(y - h * Vector::Unit(3, i), down);
                differences.col(i) = (up - down) / (2 * h);
            }
            QVERIFY((root * root.transpose() - differences).norm() < 1e-6 * (1 + differences.norm()));
        }
    }

    void costAndConjugateMeetInFenchelsEquality_data() { addRows(); }
    /// c(v) + c*(y) = y·v exactly at v = ∇c*(y), and more everywhere else.
    void costAndConjugateMeetInFenchelsEquality() {
        QFETCH(QString, text);
        QFETCH(double, unit);
        const ConjugateCost cost(costNamed(text.toStdString()), 3, unit);
        Rng rng(5);
        for (int trial = 0; trial < 20; ++trial) {
            const Vector y = randomVector(rng, 3, 0.8), other = randomVector(rng, 3, 0.3);
            Vector v(3);
            cost.velocity(y, v);
            QVERIFY(std::abs(cost.cost(v) + cost.value(y) - y.dot(v)) < 1e-10);
            QVERIFY(cost.cost(other) + cost.value(y) >= y.dot(other) - 1e-12);
        }
    }

    /// A speed limit of one in data units, whatever the training units are.
    void relativisticParticlesKeepTheLimit() {
        for (const double unit : {0.1, 1.0, 10.0}) {
            const ConjugateCost cost(costNamed("relativistic"), 2, unit);
            Vector v(2);
            cost.velocity(Eigen::Vector2d(1e6, -3e5), v);
            QVERIFY(unit * v.norm() <= 1 + 1e-12 && unit * v.norm() > 0.999);
        }
    }
};

KINETOSCOPE_TEST(ConvexCostTest)

#include "convex_cost_test.moc"
