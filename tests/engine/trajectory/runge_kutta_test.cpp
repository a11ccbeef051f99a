#include "engine/trajectory/runge_kutta.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

/// x' = −x + sin t on one axis, a rotation on two others: x(0) = (1; 1, 0).
void field(double t, RungeKutta::Block x, RungeKutta::Block v) {
    v.row(0) = -x.row(0).array() + std::sin(t);
    v.row(1) = -3 * x.row(2);
    v.row(2) = 3 * x.row(1);
}
Eigen::Vector3d exact(double t) {
    return {1.5 * std::exp(-t) + (std::sin(t) - std::cos(t)) / 2, std::cos(3 * t), std::sin(3 * t)};
}

double errorOf(Solver solver, double step, double tolerance, bool backward = false) {
    const double from = backward ? 2 : 0, to = backward ? 0 : 2;
    Points storage(3, 2);
    storage.colwise() = exact(from);
    RungeKutta method(solver, 3, 4);
    RungeKutta::Block x(storage.data(), 3, 2);
    if (!method.advance(field, x, from, to, step, tolerance))
        return 1e9;
    return (storage.colwise() - exact(to)).cwiseAbs().maxCoeff();
}

} // namespace

class RungeKuttaTest : public QObject {
    Q_OBJECT

private slots:
    void convergesWithItsOrder_data() {
        QTest::addColumn<int>("solver");
        QTest::addColumn<double>("order");
        QTest::newRow("Euler") << int(Solver::Euler) << 1.0;
        QTest::newRow("Heun") << int(Solver::Heun) << 2.0;
        QTest::newRow("RK4") << int(Solver::Rk4) << 4.0;
    }

    void convergesWithItsOrder() {
        QFETCH(int, solver);
        QFETCH(double, order);
        for (bool backward : {false, true}) {
            const double coarse = errorOf(Solver(solver), 0.02, 0, backward);
            const double fine = errorOf(Solver(solver), 0.01, 0, backward);
            const double observed = std::log2(coarse / fine);
            QVERIFY2(std::abs(observed - order) < 0.15, qPrintable(QString("observed order %1").arg(observed)));
        }
    }

    void dormandPrinceKeepsItsTolerance() {
        for (double tolerance : {1e-3, 1e-5, 1e-8})
            for (bool backward : {false, true}) {
                const double error = errorOf(Solver::DormandPrince, 0.1, tolerance, backward);
                QVERIFY2(error < 30 * tolerance,
                         qPrintable(QString("error %1 at tolerance %2").arg(error).arg(tolerance)));
                QVERIFY2(error > 1e-4 * tolerance, "far more work than asked for");
            }
    }

    void dormandPrinceGivesUpWhereTheFieldExplodes() {
        Points storage = Points::Constant(1, 1, 1);
        RungeKutta method(Solver::DormandPrince, 1, 1);
        RungeKutta::Block x(storage.data(), 1, 1);
        const auto explosive = [](double, RungeKutta::Block at, RungeKutta::Block v) { v = at.array().cube().exp(); };
        QVERIFY(!method.advance(explosive, x, 0, 10, 0.1, 1e-6));
    }

    void everyTableauIsConsistent() {
        for (Solver solver : {Solver::Euler, Solver::Heun, Solver::Rk4, Solver::DormandPrince}) {
            const ButcherTableau& m = tableau(solver);
            double sum = 0, errors = 0;
            for (std::size_t i = 0; i < std::size_t(m.stages); ++i) {
                double row = 0;
                for (std::size_t j = 0; j < i; ++j)
                    row += m.a[i][j];
                QVERIFY(std::abs(row - m.c[i]) < 1e-14);
                sum += m.b[i];
                errors += m.error[i];
            }
            QVERIFY(std::abs(sum - 1) < 1e-14);
            QVERIFY(std::abs(errors) < 1e-14);
        }
    }
};

KINETOSCOPE_TEST(RungeKuttaTest)

#include "runge_kutta_test.moc"
