#include "engine/metrics/action_gap.h"

#include "engine/metrics/wasserstein.h"
#include "engine/trajectory/integrator.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

constexpr double kDuration = 2;

/// Samples of N(mean(t), variance(t)·I) at uniform times.
template <class Mean, class Variance> std::pair<Times, Points> samplesOf(Index n, Mean mean, Variance variance) {
    Rng rng(17);
    Times times(n);
    Points x(2, n);
    rng.fillNormal(x);
    for (Index i = 0; i < n; ++i) {
        times[i] = kDuration * (double(i) + rng.uniform()) / double(n);
        x.col(i) = x.col(i) * std::sqrt(variance(times[i])) + mean(times[i]);
    }
    return {times, x};
}

Vector drift() { return Eigen::Vector2d(1, -0.5); }
ExactField translation() {
    return {[](Real, const Eigen::Ref<const Vector>&, Eigen::Ref<Vector> v) { v = drift(); }, {}};
}
tests::ClosedForm linear(const Vector& slope) {
    return tests::quadratic([](double) { return 0.0; }, [](double) { return Vector(Vector::Zero(2)); },
                            [=](double) { return slope; });
}

bool isClose(const Estimate& estimate, double expected) {
    return std::abs(estimate.value - expected) < 4 * estimate.standardError + 1e-5 * (1 + expected);
}

} // namespace

class ActionGapTest : public QObject {
    Q_OBJECT

    WorkerPool m_pool{2};

private slots:
    void ofAPlainAction() {
        // v = D + e: the gap is ½ T ‖e‖². With a slope in x as well, ½ T (‖e‖² + ε² E‖x − Dt‖²).
        const Vector e = Eigen::Vector2d(0.2, 0.1);
        const auto mean = [](double t) { return Vector(t * drift()); };
        const auto [times, x] = samplesOf(4000, mean, [](double) { return 0.3; });
        const Normalization units = tests::oddUnits(2, 0, kDuration);
        const auto exact =
            actionGap(tests::modelOf(linear(drift()), units), m_pool, translation(), kDuration, times, x);
        QVERIFY(std::abs(exact.value) < 1e-9);
        const auto shifted =
            actionGap(tests::modelOf(linear(drift() + e), units), m_pool, translation(), kDuration, times, x);
        QVERIFY2(isClose(shifted, kDuration * e.squaredNorm() / 2), qPrintable(QString::number(shifted.value)));
        const auto steeper =
            tests::quadratic([](double) { return 0.5; }, mean, [=](double) { return Vector(drift() + e); });
        const auto sloped = actionGap(tests::modelOf(steeper, units), m_pool, translation(), kDuration, times, x);
        QVERIFY2(isClose(sloped, kDuration * (e.squaredNorm() + 0.25 * 2 * 0.3) / 2),
                 qPrintable(QString::number(sloped.value)));
        QVERIFY(sloped.standardError < 0.01);
        const auto weighted = actionGap(tests::modelOf(linear(drift() + e), units), m_pool, translation(), kDuration,
                                        times, x, RowVector::Constant(4000, 3));
        QVERIFY(std::abs(weighted.value - 3 * shifted.value) < 1e-9);
    }

    void ofGrowth() {
        // U-gap: the value of s counts: s = ŝ + a adds (λ/2) a² T.
        const double lambda = 0.7, a = 0.4;
        const auto [times, x] = samplesOf(
            500, [](double) { return Vector(Vector::Zero(2)); }, [](double) { return 1.0; });
        const auto form = tests::quadratic([](double) { return 0.0; }, [](double) { return Vector(Vector::Zero(2)); },
                                           [](double) { return drift(); }, [=](double) { return a; });
        ExactField exact = translation();
        exact.growth = [=](Real, const Eigen::Ref<const Vector>& at) { return lambda * drift().dot(at); };
        const auto gap =
            actionGap(tests::modelOf(form, tests::oddUnits(2, 0, kDuration), {Method::Unbalanced, {}, lambda, {}}),
                      m_pool, exact, kDuration, times, x);
        QVERIFY2(std::abs(gap.value - lambda / 2 * a * a * kDuration) < 1e-5, qPrintable(QString::number(gap.value)));
    }

    void ofOtherCosts_data() {
        QTest::addColumn<QString>("cost");
        for (const char* cost : {"power:3", "power:1.5", "relativistic", "cosh", "quadratic:2,0.5,0.5,1"})
            QTest::newRow(cost) << cost;
    }
    void ofOtherCosts() {
        // Bregman: D_c*(y : ȳ) = c*(y) − c*(ȳ) − ∇c*(ȳ)·(y − ȳ), all in data units.
        QFETCH(QString, cost);
        const ConvexCost convex = costNamed(cost.toStdString());
        const ConjugateCost conjugate(convex, 2);
        const Vector y = Eigen::Vector2d(0.6, -0.2), truth = Eigen::Vector2d(0.4, 0.3);
        Vector v(2);
        conjugate.velocity(truth, v);
        const ExactField exact{[=](Real, const Eigen::Ref<const Vector>&, Eigen::Ref<Vector> out) { out = v; }, {}};
        const auto [times, x] = samplesOf(
            50, [](double) { return Vector(Vector::Zero(2)); }, [](double) { return 1.0; });
        const auto gap =
            actionGap(tests::modelOf(linear(y), tests::oddUnits(2, 0, kDuration), {Method::ConvexCost, {}, 0, convex}),
                      m_pool, exact, kDuration, times, x);
        const double expected = conjugate.value(y) - conjugate.value(truth) - v.dot(y - truth);
        QVERIFY2(std::abs(gap.value - kDuration * expected) < 1e-5 && expected > 0.01,
                 qPrintable(QString("%1 %2").arg(gap.value).arg(kDuration * expected)));
    }

    void theBoundIsMetByAConstantError() {
        // Parallel flows: W2 at the end is T‖e‖, and the bound says so.
        const Vector e = Eigen::Vector2d(0.3, 0.4);
        std::vector<TimedPoints> samples;
        for (const double t : {0.0, 0.5, 2.0})
            samples.push_back({t, tests::gaussianCloud(t * drift(), 0.3, 40)});
        const double bound = wassersteinBound(tests::modelOf(linear(drift() + e), tests::oddUnits(2, 0, kDuration)),
                                              m_pool, translation(), samples);
        QVERIFY2(std::abs(bound - kDuration * 0.5) < 1e-5, qPrintable(QString::number(bound)));
    }

    void theBoundIsMetByScaling_data() {
        QTest::addColumn<double>("rate");
        QTest::newRow("expanding") << 0.6;
        QTest::newRow("contracting") << -0.8;
    }
    void theBoundIsMetByScaling() {
        // v* = cx, v = (c + ε)x from N(0, v_0 I): W2 = √(d v_0) (e^{(c+ε)T} − e^{cT}), and both are equal.
        QFETCH(double, rate);
        const double epsilon = 0.15, variance = 0.4;
        const auto zero = [](double) { return Vector(Vector::Zero(2)); };
        const ActionModel model = tests::modelOf(tests::quadratic([=](double) { return rate + epsilon; }, zero),
                                                 tests::oddUnits(2, 0, kDuration));
        const ExactField exact{[=](Real, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) { v = rate * x; },
                               {}};
        std::vector<TimedPoints> samples;
        const Points start = tests::gaussianCloud(zero(0), variance, 2000);
        const double meanSquare = start.colwise().squaredNorm().mean();
        for (int k = 0; k <= 32; ++k) {
            const double t = kDuration * k / 32;
            samples.push_back({t, std::exp(rate * t) * start});
        }
        const double bound = wassersteinBound(model, m_pool, exact, samples);
        const double expected =
            std::sqrt(meanSquare) * (std::exp((rate + epsilon) * kDuration) - std::exp(rate * kDuration));
        QVERIFY2(std::abs(bound / expected - 1) < 2e-3, qPrintable(QString("%1 %2").arg(bound).arg(expected)));
    }

    void theLargestSlopeCounts() {
        // s = ½ xᵀCx with eigenvalues 1 and −1 along the diagonals, wrong by a constant e.
        tests::ClosedForm form;
        const Matrix c = (Matrix(2, 2) << 0, 1, 1, 0).finished();
        const Vector e = Eigen::Vector2d(0.1, 0);
        form.s = [=](double, const Vector& x) { return 0.5 * x.dot(c * x) + e.dot(x); };
        form.gradient = [=](double, const Vector& x) { return Vector(c * x + e); };
        form.hessian = [=](double, const Vector&) { return c; };
        const ExactField exact{[=](Real, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) { v = c * x; }, {}};
        std::vector<TimedPoints> samples;
        for (int k = 0; k <= 64; ++k)
            samples.push_back({kDuration * k / 64, tests::gaussianCloud(Vector::Zero(2), 1, 5)});
        const double bound =
            wassersteinBound(tests::modelOf(form, tests::oddUnits(2, 0, kDuration)), m_pool, exact, samples);
        QVERIFY2(std::abs(bound - 0.1 * (std::exp(kDuration) - 1)) < 1e-3, qPrintable(QString::number(bound)));

        // A dearer first axis: v = M⁻¹(Cx + e), whose gradient has the symmetric part ¾ C.
        const Matrix inverse = Eigen::Vector2d(0.5, 1).asDiagonal();
        const ExactField uneven{
            [=](Real, const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> v) { v = inverse * (c * x); }, {}};
        const double other =
            wassersteinBound(tests::modelOf(form, tests::oddUnits(2, 0, kDuration),
                                            {Method::ConvexCost, {}, 0, costNamed("quadratic:2,0,0,1")}),
                             m_pool, uneven, samples);
        QVERIFY2(std::abs(other - 0.05 * (std::exp(0.75 * kDuration) - 1) / 0.75) < 1e-3,
                 qPrintable(QString::number(other)));
    }
};

KINETOSCOPE_TEST(ActionGapTest)

#include "action_gap_test.moc"
