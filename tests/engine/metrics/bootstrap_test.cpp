#include "engine/metrics/bootstrap.h"

#include "engine/metrics/wasserstein.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class BootstrapTest : public QObject {
    Q_OBJECT

    /// Normal points in the plane, shifted along x.
    static WeightedCloud cloud(int count, double shift, std::uint64_t seed) {
        Rng rng(seed);
        Points points(2, count);
        rng.fillNormal(points);
        points.row(0).array() += shift;
        return {points, {}};
    }
    static Interval interval(const WeightedCloud& a, const WeightedCloud& b, std::uint64_t seed) {
        return *intervalOfW1(a, b, wasserstein(1, a.points, b.points), seed);
    }

private slots:
    /// Far apart, W1 of the populations is the shift itself; 95 % of the intervals hold it.
    void holdsTheTrueDistance() {
        int held = 0;
        constexpr int kTrials = 20;
        for (int k = 0; k < kTrials; ++k) {
            const Interval found =
                interval(cloud(120, 0, 2 * std::uint64_t(k)), cloud(120, 5, 2 * std::uint64_t(k) + 1), 7);
            held += found.low <= 5 && found.high >= 5;
            QVERIFY(found.high - found.low < 1); // and not because they are endless
        }
        QVERIFY2(held >= 17, qPrintable(QString::number(held)));
    }

    void narrowsWithMorePoints() {
        const Interval few = interval(cloud(50, 0, 1), cloud(50, 3, 2), 0);
        const Interval many = interval(cloud(800, 0, 1), cloud(800, 3, 2), 0);
        // Sixteen times the points, a quarter of the width.
        const double ratio = (few.high - few.low) / (many.high - many.low);
        QVERIFY2(ratio > 2.5 && ratio < 6.5, qPrintable(QString::number(ratio)));
    }

    void isTheSameForTheSameSeed() {
        const WeightedCloud a = cloud(60, 0, 1), b = cloud(60, 1, 2);
        QCOMPARE(interval(a, b, 3).low, interval(a, b, 3).low);
        QVERIFY(interval(a, b, 3).low != interval(a, b, 4).low);
    }

    void needsPointsAndCanBeStopped() {
        QVERIFY(!intervalOfW1(cloud(1, 0, 1), cloud(9, 1, 2), 1, 0));
        std::stop_source source;
        source.request_stop();
        QVERIFY(!intervalOfW1(cloud(9, 0, 1), cloud(9, 1, 2), 1, 0, source.get_token()));
    }
};

KINETOSCOPE_TEST(BootstrapTest)

#include "bootstrap_test.moc"
