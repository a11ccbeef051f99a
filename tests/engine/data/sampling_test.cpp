#include "engine/data/density_sampling.h"
#include "engine/data/mesh_sampling.h"
#include "engine/data/sampling.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace engine;

class SamplingTest : public QObject {
    Q_OBJECT

    /// A square of side 2 as two triangles, and far away a triangle of area 1 and one of none.
    static Points vertices() {
        Points v(3, 7);
        v << 0, 2, 2, 0, 10, 11, 10, //
            0, 0, 2, 2, 0, 0, 2,     //
            5, 5, 5, 5, 1, 1, 1;
        return v;
    }
    static Triangles triangles() {
        Triangles t(3, 4);
        t << 0, 0, 4, 0, //
            1, 2, 5, 1,  //
            2, 3, 6, 1;
        return t;
    }

private slots:
    void entriesAreDrawnByWeight() {
        Rng rng(3);
        const RowVector weights = (RowVector(5) << 0, 1, 0, 3, 0).finished();
        const std::vector<Index> drawn = drawEvenly(weights, 1000, rng);
        QCOMPARE(drawn.size(), std::size_t(1000));
        // Stratified: to within one of a quarter and three quarters.
        QVERIFY(std::abs(std::count(drawn.begin(), drawn.end(), 1) - 250) <= 1);
        QVERIFY(std::abs(std::count(drawn.begin(), drawn.end(), 3) - 750) <= 1);
        QVERIFY(!std::is_sorted(drawn.begin(), drawn.end()));
        QVERIFY(drawEvenly(weights, 0, rng).empty());
    }

    void drawnPointsAreThoseOfTheirNumbers() {
        Snapshot snapshot;
        snapshot.points = PointSet(Points::Random(2, 50), RowVector::LinSpaced(50, 0, 1));
        Rng one(7), other(7);
        const std::vector<Index> numbers = drawIndices(snapshot, 20, one);
        QVERIFY(drawPoints(snapshot, 20, other) == snapshot.points.points()(Eigen::all, numbers));
    }

    void areas() {
        const RowVector areas = triangleAreas(vertices(), triangles());
        QVERIFY(areas.isApprox((RowVector(4) << 2, 2, 1, 0).finished()));
    }

    void surfacesAreCoveredEvenly() {
        Rng rng(1);
        constexpr Index kCount = 20'000;
        const Points sample = sampleSurface(vertices(), triangles(), kCount, rng);
        int cells[4][4] = {};
        Index far = 0;
        for (Index i = 0; i < kCount; ++i) {
            if (sample(2, i) < 3) {
                ++far;
                QVERIFY(sample(0, i) >= 10 && sample(1, i) >= 0 && 2 * (sample(0, i) - 10) + sample(1, i) <= 2 + 1e-9);
                continue;
            }
            QVERIFY(std::abs(sample(2, i) - 5) < 1e-12);
            ++cells[std::min(3, int(sample(0, i) * 2))][std::min(3, int(sample(1, i) * 2))];
        }
        // The square has four fifths of the area, each of its 16 cells a twentieth of all.
        QVERIFY(std::abs(far - kCount / 5) <= 2);
        for (const auto& row : cells)
            for (const int count : row)
                QVERIFY2(std::abs(count - 1000) < 5 * std::sqrt(1000), qPrintable(QString::number(count)));
    }

    void seedsDecide() {
        const auto sample = [](std::uint64_t seed) {
            Rng rng(seed);
            return sampleSurface(vertices(), triangles(), 100, rng);
        };
        QVERIFY(sample(1) == sample(1));
        QVERIFY(sample(1) != sample(2));
    }

    void densitiesAreFollowed() {
        // Two rows, three columns; the first row is above.
        const Matrix density = (Matrix(2, 3) << 1, 0, 3, 0, 4, 0).finished();
        Rng rng(2);
        const Points sample = sampleDensity(density, 6, 8000, rng);
        Index topLeft = 0, topRight = 0, below = 0;
        for (Index i = 0; i < sample.cols(); ++i) {
            const Real x = sample(0, i), y = sample(1, i);
            topLeft += x > -3 && x < -1 && y > 0 && y < 2;
            topRight += x > 1 && x < 3 && y > 0 && y < 2;
            below += x > -1 && x < 1 && y > -2 && y < 0;
        }
        QVERIFY(std::abs(topLeft - 1000) <= 1 && std::abs(topRight - 3000) <= 1 && std::abs(below - 4000) <= 1);
        QCOMPARE(topLeft + topRight + below, 8000);
        // Anywhere in a cell, on no grid.
        QVERIFY(sample.row(0).maxCoeff() > 2.99 && sample.row(0).minCoeff() < -2.99);
        const Real mean = sample.row(1).unaryExpr([](Real y) { return y - std::floor(y / 2) * 2; }).mean();
        QVERIFY(std::abs(mean - 1) < 0.03);
    }
};

KINETOSCOPE_TEST(SamplingTest)

#include "sampling_test.moc"
