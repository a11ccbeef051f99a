#include "engine/data/filled_outline.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numbers>

using engine::FilledOutline;
using engine::Points;
using Loop = FilledOutline::Loop;

namespace {

Loop square(double half, bool clockwise = false, Eigen::Vector2d center = {0, 0}) {
    Loop loop = {{-half, -half}, {half, -half}, {half, half}, {-half, half}};
    for (Eigen::Vector2d& corner : loop)
        corner += center;
    if (clockwise)
        std::reverse(loop.begin(), loop.end());
    return loop;
}

Points sampled(const FilledOutline& outline, engine::Index count = 20'000) {
    engine::Rng rng(3);
    return outline.sample(count, rng);
}

/// Signed area by the shoelace formula.
double shoelace(const Loop& loop) {
    double area = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const auto &a = loop[i], &b = loop[(i + 1) % loop.size()];
        area += (a.x() * b.y() - b.x() * a.y()) / 2;
    }
    return area;
}

} // namespace

/// Areas, supports and moments of filled outlines.
class FilledOutlineTest : public QObject {
    Q_OBJECT

private slots:
    void aSquareIsUniform() {
        const FilledOutline outline({square(1)});
        QVERIFY(std::abs(outline.area() - 4) < 1e-12);
        const Points points = sampled(outline);
        QVERIFY(points.cwiseAbs().maxCoeff() <= 1);
        QVERIFY(points.rowwise().mean().norm() < 0.02);
        QVERIFY((points.array().square().rowwise().mean() - 1.0 / 3).abs().maxCoeff() < 0.01);
    }

    void aTriangleHasItsCentroidAndSpread() {
        const Loop triangle = {{0, 0}, {3, 0}, {0, 6}};
        const FilledOutline outline({triangle});
        QVERIFY(std::abs(outline.area() - 9) < 1e-12);
        const Points points = sampled(outline, 60'000);
        QVERIFY((points.rowwise().mean() - Eigen::Vector2d(1, 2)).norm() < 0.03);
        // var x = b²/18, var y = h²/18, cov = −bh/36.
        const Points centered = points.colwise() - points.rowwise().mean();
        const Eigen::Matrix2d covariance = centered * centered.transpose() / double(points.cols());
        QVERIFY(std::abs(covariance(0, 0) - 0.5) < 0.02 && std::abs(covariance(1, 1) - 2) < 0.05);
        QVERIFY(std::abs(covariance(0, 1) + 0.5) < 0.02);
    }

    void aHoleRunsTheOtherWay() {
        const FilledOutline ring({square(2), square(1, true)});
        QVERIFY(std::abs(ring.area() - 12) < 1e-12);
        const Points points = sampled(ring);
        QVERIFY((points.cwiseAbs().colwise().maxCoeff().array() >= 1).all());
        // The same way round it is no hole, and nothing counts twice.
        QVERIFY(std::abs(FilledOutline({square(2), square(1)}).area() - 16) < 1e-12);
        QVERIFY(std::abs(FilledOutline({square(1), square(1, false, {1, 1})}).area() - 7) < 1e-12);
    }

    void linesMayCross() {
        const Loop bow = {{-1, -1}, {1, 1}, {1, -1}, {-1, 1}}; // two triangles that touch in the origin
        const FilledOutline outline({bow});
        QVERIFY(std::abs(outline.area() - 2) < 1e-12);
        const Points points = sampled(outline);
        QVERIFY((points.row(1).cwiseAbs().array() <= points.row(0).cwiseAbs().array() + 1e-12).all());
        // A star drawn in one go is filled in its middle as well.
        Loop star;
        for (int i = 0; i < 5; ++i) {
            const double angle = std::numbers::pi / 2 + 4 * std::numbers::pi * i / 5;
            star.emplace_back(std::cos(angle), std::sin(angle));
        }
        const double inner = std::sin(std::numbers::pi / 10) / std::sin(7 * std::numbers::pi / 10);
        const double expected = 5 * inner * std::sin(std::numbers::pi / 5); // ten triangles
        QVERIFY(std::abs(FilledOutline({star}).area() - expected) < 1e-12);
    }

    void randomSimplePolygonsHaveTheirArea() {
        engine::Rng rng(5);
        for (int round = 0; round < 200; ++round) {
            Loop loop; // star-shaped: cannot cross itself
            const int corners = 3 + int(rng.below(30));
            for (int i = 0; i < corners; ++i) {
                const double angle = 2 * std::numbers::pi * (i + 0.8 * rng.uniform()) / corners;
                loop.emplace_back((0.2 + rng.uniform()) * Eigen::Vector2d(std::cos(angle), std::sin(angle)));
            }
            if (rng.below(2))
                std::reverse(loop.begin(), loop.end());
            const FilledOutline outline({loop});
            QVERIFY(std::abs(outline.area() - std::abs(shoelace(loop))) < 1e-9);
            QCOMPARE(sampled(outline, 100).cols(), 100);
        }
    }

    void whatEnclosesNothingIsEmpty() {
        for (const Loop& loop : {Loop{}, Loop{{1, 1}}, Loop{{0, 0}, {1, 1}}, Loop{{0, 0}, {1, 0}, {2, 0}}}) {
            const FilledOutline outline({loop});
            QCOMPARE(outline.area(), 0.0);
            QCOMPARE(sampled(outline).cols(), 0);
        }
        QCOMPARE(FilledOutline({}).area(), 0.0);
    }
};

KINETOSCOPE_TEST(FilledOutlineTest)

#include "filled_outline_test.moc"
