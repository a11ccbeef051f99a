#include "engine/metrics/cloud_distances.h"

#include "engine/metrics/wasserstein.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class CloudDistancesTest : public QObject {
    Q_OBJECT

    static WeightedCloud cloud(Index count, std::uint64_t seed, Real shift = 0) {
        Rng rng(seed);
        Points points(2, count);
        rng.fillNormal(points);
        points.row(0).array() += shift;
        return {points, {}};
    }

private slots:
    void aShiftIsItsLength() {
        const WeightedCloud a = cloud(300, 1), b = cloud(300, 1, 3);
        const CloudDistances d = distancesBetween(a, b, 0);
        QVERIFY(std::abs(d.w1 - 3) < 1e-5);
        QVERIFY(std::abs(d.w2 - 3) < 1e-5);
        // Along a random direction the shift is 3·cos: its mean square is 9/2.
        QVERIFY(std::abs(d.slicedW2 - 3 / std::sqrt(2)) < 0.3);
        QVERIFY(d.mmd > 0.1);
        QVERIFY(!d.isThinned);
    }

    void seedsDecide() {
        const WeightedCloud a = cloud(200, 1), b = cloud(150, 2);
        const CloudDistances first = distancesBetween(a, b, 4), again = distancesBetween(a, b, 4),
                             other = distancesBetween(a, b, 5);
        QCOMPARE(first.slicedW2, again.slicedW2);
        QVERIFY(first.slicedW2 != other.slicedW2);
        QCOMPARE(floorOfW1(a, 4), floorOfW1(a, 4));
        QVERIFY(floorOfW1(a, 4) != floorOfW1(a, 5));
    }

    void theFloorOfTheDiscrepancy() {
        // What the unbiased estimate scatters by between two draws, around zero.
        Real sum = 0, floors = 0;
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            sum += std::abs(distancesBetween(cloud(150, 10 + seed), cloud(150, 30 + seed), 0).mmd);
            floors += floorOfMmd(cloud(300, 50 + seed), seed);
        }
        QVERIFY2(floors > 0.5 * sum && floors < 2 * sum, qPrintable(QString("%1 %2").arg(floors).arg(sum)));
        QCOMPARE(floorOfMmd(cloud(100, 1), 4), floorOfMmd(cloud(100, 1), 4));
        QCOMPARE(floorOfMmd(cloud(1, 1), 0), 0.0);
    }

    void theFloorIsTheDistanceOfTwoDraws() {
        Real sum = 0, floors = 0;
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            const WeightedCloud a = cloud(150, 10 + seed), b = cloud(150, 30 + seed);
            sum += wasserstein(1, a.points, b.points);
            floors += floorOfW1(cloud(300, 50 + seed), seed);
        }
        QVERIFY(std::abs(floors - sum) < 0.25 * sum);
        QCOMPARE(floorOfW1(cloud(1, 1), 0), 0.0);
    }

    void weightsCount() {
        // Twice the points on one side, half the weight each: the same population.
        WeightedCloud a = cloud(100, 1), b = a;
        b.points.resize(2, 200);
        b.points << a.points, a.points;
        a.weights = RowVector::LinSpaced(100, 1, 2);
        b.weights.resize(200);
        b.weights << a.weights, a.weights;
        QVERIFY(distancesBetween(a, b, 0).w1 < 1e-5);
        b.weights.head(100) *= 3;
        QVERIFY(distancesBetween(a, b, 0).w1 < 1e-5);
        b.weights[0] += 50;
        QVERIFY(distancesBetween(a, b, 0).w1 > 0.1);
    }

    void thinningDrawsWithoutReplacement() {
        WeightedCloud all = cloud(50, 1);
        all.weights = RowVector::LinSpaced(50, 1, 50);
        Rng rng(1);
        QCOMPARE(all.thinned(50, rng).points, all.points);
        const WeightedCloud part = all.thinned(20, rng);
        QCOMPARE(part.size(), Index(20));
        for (Index i = 0; i < 20; ++i) {
            const Index from = Index(std::lround(part.weights[i])) - 1;
            QVERIFY(part.points.col(i) == all.points.col(from));
            QVERIFY(i == 0 || part.weights[i] > part.weights[i - 1]);
        }
    }
};

KINETOSCOPE_TEST(CloudDistancesTest)

#include "cloud_distances_test.moc"
