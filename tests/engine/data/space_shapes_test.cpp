// Stamps in space against the moments of the shapes they are named after.
#include "engine/data/space_shapes.h"

#include "engine/data/mesh_volume.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <functional>
#include <numbers>

using engine::Index;
using engine::Points;
using engine::Real;
using engine::SpaceShape;

namespace {

constexpr Index kCount = 40'000;
constexpr Real kPi = std::numbers::pi;

/// ∫ f w / ∫ w by the midpoint rule.
Real average(Real from, Real to, const std::function<Real(Real)>& value, const std::function<Real(Real)>& weight) {
    Real sum = 0, total = 0;
    constexpr int kSteps = 20'000;
    for (int i = 0; i < kSteps; ++i) {
        const Real x = from + (i + 0.5) / kSteps * (to - from);
        sum += value(x) * weight(x);
        total += weight(x);
    }
    return sum / total;
}

struct Moments {
    Eigen::Vector3d mean, square;
};

Moments momentsOf(const Points& points) {
    return {points.rowwise().mean(), points.array().square().rowwise().mean()};
}

/// A box, outward faces, each corner repeated in every face as STL files have it.
void makeBox(const Eigen::Vector3d& half, Points& vertices, engine::Triangles& triangles) {
    vertices.resize(3, 36);
    triangles.resize(3, 12);
    Index v = 0;
    for (int axis = 0; axis < 3; ++axis)
        for (const int side : {-1, 1}) {
            const int a = (axis + 1) % 3, b = (axis + 2) % 3;
            const auto corner = [&](int i, int j) {
                Eigen::Vector3d p;
                p[axis] = side * half[axis];
                p[a] = i * half[a];
                p[b] = j * half[b];
                return p;
            };
            for (const Eigen::Vector3d& p :
                 {corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, -1), corner(1, 1), corner(-1, 1)})
                vertices.col(v++) = p;
        }
    for (Index i = 0; i < 36; ++i)
        triangles(i % 3, i / 3) = i;
}

} // namespace

class SpaceShapesTest : public QObject {
    Q_OBJECT

    static void compare(SpaceShape shape, const Eigen::Vector3d& mean, const Eigen::Vector3d& square) {
        engine::Rng rng(7);
        const Points points = engine::sampleSpaceShape(shape, kCount, 0, rng);
        QCOMPARE(points.cols(), kCount);
        QVERIFY(points.colwise().norm().maxCoeff() <= 1 + 1e-12);
        const Moments found = momentsOf(points);
        // A coordinate lies in −1 … 1: five standard errors of its mean and of the mean of its square.
        const Real tolerance = 5 / std::sqrt(Real(kCount));
        QVERIFY2((found.mean - mean).cwiseAbs().maxCoeff() < tolerance * 0.7,
                 qPrintable(QString("mean %1 %2 %3").arg(found.mean.x()).arg(found.mean.y()).arg(found.mean.z())));
        QVERIFY2((found.square - square).cwiseAbs().maxCoeff() < tolerance * 0.35,
                 qPrintable(QString("square %1 %2 %3").arg(found.square.x()).arg(found.square.y()).arg(found.square.z())));
    }

private slots:
    void ball() { compare(SpaceShape::Ball, {0, 0, 0}, Eigen::Vector3d::Constant(0.2)); }
    void shell() { compare(SpaceShape::Shell, {0, 0, 0}, Eigen::Vector3d::Constant(1.0 / 3)); }
    void torus() {
        // E ρ² = R² + 3r²/2, half of it in each coordinate, and E z² = r²/2.
        const Real ring = (0.49 + 1.5 * 0.09) / 2;
        compare(SpaceShape::Torus, {0, 0, 0}, {ring, ring, 0.045});
    }
    void helix() { compare(SpaceShape::Helix, {0, 0, 0}, {0.125, 0.125, 0.25}); }
    void box() { compare(SpaceShape::Box, {0, 0, 0}, Eigen::Vector3d::Constant(1.0 / 9)); }
    void plane() { compare(SpaceShape::Plane, {0, 0, 0}, {1.0 / 6, 1.0 / 6, 0}); }
    void swissRoll() {
        const auto weight = [](Real phi) { return std::hypot(1, phi); };
        const auto over = [&](const std::function<Real(Real)>& value) {
            return average(1.5 * kPi, 4.5 * kPi, value, weight);
        };
        const Real scale = 0.8 / (4.5 * kPi);
        const auto x = [&](Real phi) { return scale * phi * std::cos(phi); };
        const auto y = [&](Real phi) { return scale * phi * std::sin(phi); };
        compare(SpaceShape::SwissRoll, {over(x), over(y), 0},
                {over([&](Real p) { return x(p) * x(p); }), over([&](Real p) { return y(p) * y(p); }), 0.12});
    }
    void knot() {
        const auto weight = [](Real phi) {
            const Real c = std::cos(3 * phi);
            return std::sqrt(17 + 8 * c + 9 * c * c);
        };
        const auto over = [&](const std::function<Real(Real)>& value) { return average(0, 2 * kPi, value, weight); };
        const auto x = [](Real p) { return (std::sin(p) + 2 * std::sin(2 * p)) / 3; };
        const auto y = [](Real p) { return (std::cos(p) - 2 * std::cos(2 * p)) / 3; };
        const auto z = [](Real p) { return std::sin(3 * p) / 3; };
        compare(SpaceShape::Knot, {0, 0, 0},
                {over([&](Real p) { return x(p) * x(p); }), over([&](Real p) { return y(p) * y(p); }),
                 over([&](Real p) { return z(p) * z(p); })});
    }

    void noiseAddsItsVariance() {
        engine::Rng rng(3);
        const Moments found = momentsOf(engine::sampleSpaceShape(SpaceShape::Plane, kCount, 0.3, rng));
        QVERIFY(std::abs(found.square.z() - 0.09) < 0.005);
        QVERIFY(std::abs(found.square.x() - (1.0 / 6 + 0.09)) < 0.01);
    }

    void insideOfAMesh() {
        Points vertices;
        engine::Triangles triangles;
        makeBox({1, 2, 3}, vertices, triangles);
        // A hole inside: the parity of crossings leaves it empty.
        Points hole;
        engine::Triangles holeFaces;
        makeBox({0.5, 1, 1.5}, hole, holeFaces);
        Points all(3, 72);
        all << vertices, hole;
        engine::Triangles faces(3, 24);
        faces << triangles, holeFaces.array() + 36;
        engine::Rng rng(5);
        const Points points = engine::sampleVolume(all, faces, kCount, rng);
        for (Index i = 0; i < points.cols(); ++i) {
            const Eigen::Vector3d p = points.col(i).cwiseAbs();
            QVERIFY(p.x() <= 1 && p.y() <= 2 && p.z() <= 3);
            QVERIFY(p.x() >= 0.5 || p.y() >= 1 || p.z() >= 1.5);
        }
        // (V₁ a₁²/3 − V₂ a₂²/3)/(V₁ − V₂) with V₂ = V₁/8 and a₂ = a₁/2.
        const Real factor = (1 - 1.0 / 32) / (1 - 1.0 / 8) / 3;
        const Moments found = momentsOf(points);
        for (int k = 0; k < 3; ++k) {
            const Real edge = k + 1;
            QVERIFY(std::abs(found.mean[k]) < 0.02 * edge);
            QVERIFY(std::abs(found.square[k] / (edge * edge) - factor) < 0.01);
        }
    }

    void openMeshesAreRefused() {
        Points vertices;
        engine::Triangles triangles;
        makeBox({1, 1, 1}, vertices, triangles);
        engine::Rng rng(1);
        EXPECT_ERROR(engine::sampleVolume(vertices, triangles.leftCols(11), 10, rng), engine::ErrorCode::UnusableInput,
                     "3 of its edges");
        makeBox({1, 1, 0}, vertices, triangles);
        EXPECT_ERROR(engine::sampleVolume(vertices, triangles, 10, rng), engine::ErrorCode::UnusableInput,
                     "no volume");
    }
};

KINETOSCOPE_TEST(SpaceShapesTest)

#include "space_shapes_test.moc"
