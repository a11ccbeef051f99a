#include "engine/core/random.h"
#include "engine/metrics/mmd.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {
Points cloud(Rng& rng, Index n, double shift = 0) {
    Points x(2, n);
    rng.fillNormal(x);
    x.row(0).array() += shift;
    return x;
}
} // namespace

class MmdTest : public QObject {
    Q_OBJECT

private slots:
    // For N(0, I) and N(D, I) in the plane: MMD² = 2 (1 − e^{−γD²/(1+4γ)})/(1+4γ). The mean of many estimates from few
    // points equals it only if the estimate is unbiased.
    void isUnbiased() {
        const MmdKernel kernel{{0.3}};
        for (const double shift : {0.0, 1.0}) {
            const double exact = 2 * (1 - std::exp(-0.3 * shift * shift / 2.2)) / 2.2;
            Rng rng(1);
            double sum = 0, squares = 0;
            constexpr int kRuns = 20'000;
            for (int run = 0; run < kRuns; ++run) {
                const double estimate = mmdSquared(cloud(rng, 4), cloud(rng, 5, shift), kernel);
                sum += estimate;
                squares += estimate * estimate;
            }
            const double mean = sum / kRuns, error = std::sqrt((squares / kRuns - mean * mean) / kRuns);
            QVERIFY2(std::abs(mean - exact) < 4 * error, qPrintable(QString("%1 %2").arg(mean).arg(exact)));
            QVERIFY(error < 0.005);
        }
    }

    void kernelsAddUp() {
        Rng rng(2);
        const Points a = cloud(rng, 30), b = cloud(rng, 40, 2);
        for (const double second : {2.0, 0.4}) { // four times the first is computed in another way
            const double both = mmdSquared(a, b, {{0.1, second}});
            QVERIFY(std::abs(both - mmdSquared(a, b, {{0.1}}) - mmdSquared(a, b, {{second}})) < 1e-12);
        }
    }

    void weightsReplacePoints() {
        Rng rng(3);
        const Points a = cloud(rng, 6), b = cloud(rng, 7, 1);
        RowVector w = RowVector::Ones(6);
        w[2] = 0;
        Points without(2, 5);
        without << a.leftCols(2), a.rightCols(3);
        const MmdKernel kernel{{0.5}};
        QVERIFY(std::abs(mmdSquared(a, b, kernel, w) - mmdSquared(without, b, kernel)) < 1e-12);
        QVERIFY(std::abs(mmdSquared(a, b, kernel, 7 * w) - mmdSquared(a, b, kernel, w)) < 1e-12);
        QVERIFY(std::abs(mmdSquared(b, a, kernel, {}, w) - mmdSquared(a, b, kernel, w)) < 1e-12);
    }

    void theMedianSetsTheScale() {
        Points a(1, 2), b(1, 1);
        a << 0, 3;
        b << 5; // squared distances 9, 25, 4: median 9
        const MmdKernel kernel = MmdKernel::aroundMedian(a, b);
        QCOMPARE(kernel.gammas.size(), std::size_t(3));
        QCOMPARE(kernel.gammas[1], 1 / 18.0);
        QCOMPARE(kernel.gammas[0], 1 / 72.0);
        QCOMPARE(kernel.gammas[2], 4 / 18.0);
        // Scale-free: both clouds ten times as large give the same value.
        Rng rng(4);
        const Points x = cloud(rng, 80), y = cloud(rng, 90, 1);
        const Points farX = 10 * x, farY = 10 * y;
        const double near = mmdSquared(x, y, MmdKernel::aroundMedian(x, y));
        QVERIFY(std::abs(near - mmdSquared(farX, farY, MmdKernel::aroundMedian(farX, farY))) < 1e-9);
        QVERIFY(std::isfinite(mmdSquared(a, a, MmdKernel::aroundMedian(Points::Zero(1, 3), a))));
    }

    void singlePointsAreFine() {
        const Points a = Points::Zero(2, 1), b = Points::Constant(2, 1, 1);
        QVERIFY(std::abs(mmdSquared(a, b, {{1}}) - (2 - 2 * std::exp(-2.0))) < 1e-12);
    }
};

KINETOSCOPE_TEST(MmdTest)

#include "mmd_test.moc"
