#include "engine/metrics/wasserstein.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

Points cloud(int d, Index n, std::uint64_t seed, double scale = 1) {
    Rng rng(seed);
    Points x(d, n);
    rng.fillNormal(x);
    return x * scale;
}

bool close(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) < tolerance; }

} // namespace

class WassersteinTest : public QObject {
    Q_OBJECT

private slots:
    void aShiftCostsItsLength() {
        const Points a = cloud(3, 200, 1);
        const Points b = a.colwise() + Vector(Eigen::Vector3d(1, 2, -2));
        QVERIFY(close(wasserstein(1, a, b), 3));
        QVERIFY(close(wasserstein(2, a, b), 3));
        QVERIFY(close(wasserstein(1, a, a), 0));
        QVERIFY(close(wasserstein(2, a, b), wasserstein(2, b, a)));
    }

    void weightsMoveMass() {
        Points x(2, 2);
        x << 0, 3, 0, 4; // 5 apart
        const RowVector before = (RowVector(2) << 3, 1).finished(), after = (RowVector(2) << 1, 3).finished();
        QVERIFY(close(wasserstein(1, x, x, before, after), 2.5));
        QVERIFY(close(wasserstein(2, x, x, before, after), std::sqrt(12.5)));
        // Weight 2 is the same as two points.
        const Points a = cloud(2, 5, 2), b = cloud(2, 6, 3);
        Points repeated(2, 6);
        repeated << a, a.col(0);
        RowVector w = RowVector::Ones(5);
        w[0] = 2;
        QVERIFY(close(wasserstein(1, a, b, w), wasserstein(1, repeated, b)));
        QVERIFY(close(wasserstein(2, b, a, {}, w), wasserstein(2, b, repeated)));
    }

    // W2² of N(0, a²I) and N(D, b²I) is ‖D‖² + d (a − b)²; samples of 1,500 points come near it from above.
    void gaussiansComeNearTheirClosedForm() {
        const Points a = cloud(2, 1500, 4), b = cloud(2, 1500, 5, 2).array() + 3;
        const double exact = std::sqrt(18 + 2.0);
        const double measured = wasserstein(2, a, b);
        QVERIFY2(std::abs(measured - exact) < 0.1, qPrintable(QString::number(measured)));
    }

    void slicesOfALineAreTheLine() {
        const Points a = cloud(1, 120, 6), b = cloud(1, 75, 7, 2);
        RowVector w(75);
        for (Index i = 0; i < 75; ++i)
            w[i] = 1 + double(i % 4);
        Rng rng(8);
        QVERIFY(close(slicedWasserstein2(a, b, {}, {}, rng, 3), wasserstein(2, a, b)));
        QVERIFY(close(slicedWasserstein2(a, b, {}, w, rng, 3), wasserstein(2, a, b, {}, w)));
    }

    // The slice of a shift D is D·e, and E (D·e)² = ‖D‖²/d.
    void slicesOfAShift() {
        const Points a = cloud(3, 50, 9);
        const Points b = a.colwise() + Vector(Eigen::Vector3d(1, 2, -2));
        Rng rng(10);
        QVERIFY(close(slicedWasserstein2(a, b, {}, {}, rng, 20'000), std::sqrt(3), 0.02));
        QCOMPARE(slicedWasserstein2(a, a, {}, {}, rng), 0.0);
        Rng same(11), again(11);
        QCOMPARE(slicedWasserstein2(a, b, {}, {}, same), slicedWasserstein2(a, b, {}, {}, again));
    }
};

KINETOSCOPE_TEST(WassersteinTest)

#include "wasserstein_test.moc"
