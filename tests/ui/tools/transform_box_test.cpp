#include "ui/tools/transform_box.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <numbers>

using Eigen::Affine2d;
using Eigen::Vector2d;
using ui::TransformBox;
using Handle = TransformBox::Handle;

namespace {

const TransformBox kBox{{1, 2}, {5, 4}};

bool maps(const Affine2d& map, const Vector2d& from, const Vector2d& to) { return (map * from - to).norm() < 1e-12; }

} // namespace

class TransformBoxTest : public QObject {
    Q_OBJECT

private slots:
    void around() {
        engine::Points points(2, 4);
        points << 0, 1, 5, 9, 0, 4, 2, 9;
        const engine::PointSet set(points);
        const auto as = ui::Projection::standard(2);
        const auto box = TransformBox::around(set, {1, 2}, as);
        QVERIFY(box && box->lower == Vector2d(1, 2) && box->upper == Vector2d(5, 4));
        const auto turned = TransformBox::around(set, {1, 2}, ui::Projection::ofAxes({1, 0}, 2));
        QVERIFY(turned && turned->lower == Vector2d(2, 1) && turned->upper == Vector2d(4, 5));
        QVERIFY(!TransformBox::around(set, {}, as));
        QVERIFY(!TransformBox::around({}, {}, as));
    }

    void handles() {
        const auto at = [](double x, double y) { return kBox.handleAt({x, y}, 0, 0.1, 0.5); };
        QCOMPARE(at(1, 2), Handle::BottomLeft);
        QCOMPARE(at(5.05, 3.95), Handle::TopRight);
        QCOMPARE(at(1, 4), Handle::TopLeft);
        QCOMPARE(at(5, 2), Handle::BottomRight);
        QCOMPARE(at(3, 2), Handle::Bottom);
        QCOMPARE(at(3, 4), Handle::Top);
        QCOMPARE(at(1, 3), Handle::Left);
        QCOMPARE(at(5, 3), Handle::Right);
        QCOMPARE(at(3, 4.5), Handle::Turn);
        QCOMPARE(at(2, 2.5), Handle::Inside);
        QCOMPARE(at(0.8, 2.5), Handle::None);
        QCOMPARE(at(3, 5), Handle::None);
        // Drawn larger, the handles lie beside the points.
        QCOMPARE(kBox.handleAt({5, 4}, 1, 0.1, 0.5), Handle::Inside);
        QCOMPARE(kBox.handleAt({6, 5}, 1, 0.1, 0.5), Handle::TopRight);
        const TransformBox line{{1, 2}, {5, 2}}, dot{{1, 2}, {1, 2}};
        QCOMPARE(line.handleAt({5.1, 2.05}, 0.1, 0.1, 0.5), Handle::Right); // and no corner
        QCOMPARE(dot.handleAt({1.1, 2.1}, 0.1, 0.1, 0.5), Handle::Inside);
    }

    void cornersScaleAboutTheOppositeOne() {
        const Affine2d map = kBox.scaled(Handle::TopRight, {9, 3}, false, false);
        QVERIFY(maps(map, {5, 4}, {9, 3}) && maps(map, {1, 2}, {1, 2}) && maps(map, {5, 2}, {9, 2}));
        // Beyond the fixed corner it is mirrored.
        QVERIFY(maps(kBox.scaled(Handle::TopRight, {-3, 4}, false, false), {5, 4}, {-3, 4}));
        const Affine2d middle = kBox.scaled(Handle::BottomLeft, {-1, 1}, false, true);
        QVERIFY(maps(middle, {1, 2}, {-1, 1}) && maps(middle, {3, 3}, {3, 3}) && maps(middle, {5, 4}, {7, 5}));
    }

    void proportionsAreKept() {
        const Affine2d map = kBox.scaled(Handle::TopRight, {9, 6}, true, false);
        QVERIFY(maps(map, {5, 4}, {9, 6}) && maps(map, {1, 2}, {1, 2}));
        const Affine2d beside = kBox.scaled(Handle::TopRight, {9, 2}, true, false);
        QVERIFY(std::abs(beside.linear()(0, 0) - beside.linear()(1, 1)) < 1e-12);
        const Affine2d side = kBox.scaled(Handle::Right, {9, 100}, true, false);
        QVERIFY(std::abs(side.linear()(0, 0) - 2) < 1e-12 && std::abs(side.linear()(1, 1) - 2) < 1e-12);
        QVERIFY(maps(side, {1, 3}, {1, 3}));
    }

    void sidesScaleOneDirection() {
        const Affine2d map = kBox.scaled(Handle::Right, {3, 77}, false, false);
        QVERIFY(maps(map, {5, 4}, {3, 4}) && maps(map, {1, 2}, {1, 2}));
        const Affine2d top = kBox.scaled(Handle::Top, {77, 6}, false, true);
        QVERIFY(maps(top, {3, 4}, {3, 6}) && maps(top, {3, 2}, {3, 0}) && maps(top, {1, 3}, {1, 3}));
    }

    void nothingVanishes() {
        const Affine2d flat = kBox.scaled(Handle::TopRight, {1, 2}, false, false);
        QVERIFY(flat.linear()(0, 0) >= 1e-3 && flat.linear()(1, 1) >= 1e-3);
        const TransformBox line{{0, 1}, {2, 1}};
        const Affine2d map = line.scaled(Handle::TopRight, {4, 9}, false, false);
        QVERIFY(maps(map, {2, 1}, {4, 1})); // no extent upwards, nothing to scale there
        const TransformBox dot{{1, 1}, {1, 1}};
        QVERIFY(dot.scaled(Handle::TopRight, {4, 9}, true, false).matrix().allFinite());
    }

    void turning() {
        const Affine2d quarter = kBox.turned({5, 3}, {3, 9}, false); // from the right to the top
        QVERIFY(maps(quarter, {3, 3}, {3, 3}) && maps(quarter, {5, 3}, {3, 5}));
        const double angle = 50 * std::numbers::pi / 180;
        const Affine2d steps = kBox.turned({5, 3}, Vector2d(3, 3) + Vector2d(std::cos(angle), std::sin(angle)), true);
        QVERIFY(std::abs(std::atan2(steps.linear()(1, 0), steps.linear()(0, 0)) - std::numbers::pi / 4) < 1e-12);
    }

    void corners() {
        const auto corners = kBox.corners(kBox.turned({5, 3}, {1, 3}, false));
        QVERIFY((corners[0] - kBox.upper).norm() < 1e-12 && (corners[2] - kBox.lower).norm() < 1e-12);
    }
};

KINETOSCOPE_TEST(TransformBoxTest)

#include "transform_box_test.moc"
