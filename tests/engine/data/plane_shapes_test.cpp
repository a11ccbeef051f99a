#include "engine/data/plane_shapes.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <numbers>
#include <set>

using engine::PlaneShape;
using engine::Points;

namespace {

constexpr engine::Index kCount = 40'000;

Points sampled(PlaneShape shape, double noise = 0) {
    engine::Rng rng(7);
    return engine::samplePlaneShape(shape, kCount, noise, rng);
}

double meanSquare(const Points& points) { return points.colwise().squaredNorm().mean(); }

} // namespace

/// Supports and moments of the shapes stamps are made of.
class PlaneShapesTest : public QObject {
    Q_OBJECT

private slots:
    void gaussian() {
        const Points points = sampled(PlaneShape::Gaussian, 0.3);
        QVERIFY(points.rowwise().mean().norm() < 0.01);
        QVERIFY(std::abs(meanSquare(points) - 0.5) < 0.01); // two coordinates of variance ¼, whatever the noise
        const double inside = double((points.colwise().norm().array() < 1).count()) / kCount;
        QVERIFY(std::abs(inside - (1 - std::exp(-2))) < 0.01);
    }

    void ring() {
        const Points points = sampled(PlaneShape::Ring);
        QVERIFY((points.colwise().norm().array() - 1).abs().maxCoeff() < 1e-12);
        QVERIFY(points.rowwise().mean().norm() < 0.02);
        // Every eighth of the circle gets its share.
        int eighths[8] = {};
        for (engine::Index i = 0; i < kCount; ++i)
            ++eighths[int(std::floor((std::atan2(points(1, i), points(0, i)) / std::numbers::pi + 1) * 4)) % 8];
        for (const int count : eighths)
            QVERIFY(std::abs(count - kCount / 8) < 350);
        // Noise of deviation s in both coordinates adds 2 s² to the mean square.
        QVERIFY(std::abs(meanSquare(sampled(PlaneShape::Ring, 0.2)) - 1.08) < 0.01);
    }

    void moons() {
        const Points points = sampled(PlaneShape::Moons);
        QVERIFY(std::abs(points.row(0).minCoeff() + 1) < 1e-3 && std::abs(points.row(0).maxCoeff() - 1) < 1e-3);
        QVERIFY(std::abs(points.row(1).minCoeff() + 0.5) < 1e-3 && std::abs(points.row(1).maxCoeff() - 0.5) < 1e-3);
        // The one turned by 180° is the other.
        QVERIFY(points.rowwise().mean().norm() < 0.01);
        int upper = 0;
        for (engine::Index i = 0; i < kCount; ++i) {
            const Eigen::Vector2d p = points.col(i) * 1.5 + Eigen::Vector2d(0.5, 0.25);
            const bool isUpper = std::abs(p.norm() - 1) < 1e-9 && p.y() >= 0;
            const bool isLower = std::abs((p - Eigen::Vector2d(1, 0.5)).norm() - 1) < 1e-9 && p.y() <= 0.5;
            QVERIFY(isUpper || isLower);
            upper += isUpper;
        }
        QVERIFY(std::abs(upper - kCount / 2) < 500);
    }

    void spiral() {
        const Points points = sampled(PlaneShape::Spiral);
        for (engine::Index i = 0; i < kCount; ++i) {
            const double radius = points.col(i).norm(), turns = 2 * radius;
            const double angle = 2 * std::numbers::pi * turns;
            QVERIFY((points.col(i) - radius * Eigen::Vector2d(std::cos(angle), std::sin(angle))).norm() < 1e-9);
        }
        // Uniform along the curve: up to φ it is (φ√(1+φ²) + arsinh φ)/2 long.
        const auto length = [](double phi) { return (phi * std::hypot(1, phi) + std::asinh(phi)) / 2; };
        const double end = 4 * std::numbers::pi;
        for (const double part : {0.25, 0.5, 0.75}) {
            const double inside = double((points.colwise().norm().array() < part).count()) / kCount;
            QVERIFY(std::abs(inside - length(part * end) / length(end)) < 0.01);
        }
    }

    void lattice() {
        engine::Rng rng(1);
        const Points points = engine::samplePlaneShape(PlaneShape::Lattice, 27, 0, rng);
        QCOMPARE(points.cols(), 25);
        std::set<std::pair<double, double>> places;
        for (engine::Index i = 0; i < 25; ++i) {
            places.emplace(points(0, i), points(1, i));
            for (const double c : {points(0, i), points(1, i)})
                QVERIFY(std::abs(2 * c - std::round(2 * c)) < 1e-12 && std::abs(c) <= 1);
        }
        QCOMPARE(places.size(), 25U);
        const Points one = engine::samplePlaneShape(PlaneShape::Lattice, 1, 0, rng);
        QVERIFY(one.cols() == 1 && one.norm() == 0);
    }

    void equalSeedsGiveEqualPoints() {
        for (const PlaneShape shape :
             {PlaneShape::Gaussian, PlaneShape::Ring, PlaneShape::Moons, PlaneShape::Spiral, PlaneShape::Lattice}) {
            QVERIFY(sampled(shape, 0.1) == sampled(shape, 0.1));
            QCOMPARE(sampled(shape, 0.1).cols(), kCount);
        }
    }
};

KINETOSCOPE_TEST(PlaneShapesTest)

#include "plane_shapes_test.moc"
