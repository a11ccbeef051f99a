#include "engine/core/quadrature.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class QuadratureTest : public QObject {
    Q_OBJECT

private slots:
    void gaussLegendreIsExactForPolynomials() {
        for (const int n : {1, 2, 5, 24, 48}) {
            const Quadrature rule = gaussLegendre(n);
            for (int power = 0; power <= 2 * n - 1; ++power) {
                const double sum = rule.weights.dot(rule.nodes.array().pow(power).matrix());
                QVERIFY(std::abs(sum * (power + 1) - 1) < 1e-12);
            }
        }
    }

    void oneNodeIsExactForLinesOnly() {
        const Quadrature rule = gaussLegendre(1);
        QVERIFY(std::abs(rule.weights[0] * rule.nodes[0] - 0.5) < 1e-15);
        QVERIFY(std::abs(rule.weights[0] * rule.nodes[0] * rule.nodes[0] - 1.0 / 3) > 0.05);
    }

    void normalMomentsAreRight() {
        const Quadrature rule = standardNormal();
        const auto expectation = [&](auto f) { return rule.weights.dot(rule.nodes.unaryExpr(f)); };
        QVERIFY(std::abs(expectation([](double z) { return z * z; }) - 1) < 1e-9);
        QVERIFY(std::abs(expectation([](double z) { return z * z * z * z; }) - 3) < 1e-8);
        // E[cos z] = e^{−1/2}
        QVERIFY(std::abs(expectation([](double z) { return std::cos(z); }) - std::exp(-0.5)) < 1e-10);
    }
};

KINETOSCOPE_TEST(QuadratureTest)

#include "quadrature_test.moc"
