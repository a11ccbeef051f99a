#include "ui/tools/line_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"

#include <QTest>
#include <cmath>
#include <numbers>

using Eigen::Vector2d;

class LineToolTest : public QObject {
    Q_OBJECT

private slots:
    void aLineIsAsDenseAsAStroke() {
        tests::DrawingHand hand;
        ui::LineTool line(hand.context());
        const ui::Project before = hand.document.project();
        hand.drag(line, {{0, 0}, {0.3, 0.7}, {1, 0}}); // only the ends count
        const engine::Points points = hand.points();
        const double expected = 50 * (1 + 2 / (std::numbers::pi * 0.1));
        QVERIFY(std::abs(double(points.cols()) - expected) <= 2);
        QVERIFY(points.row(1).cwiseAbs().maxCoeff() <= 0.1);
        QVERIFY(points.row(0).minCoeff() >= -0.1 && points.row(0).maxCoeff() <= 1.1);
        QCOMPARE(hand.document.history().count(), 1);
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
    }

    void whatIsShownIsWhatComes() {
        tests::DrawingHand hand;
        hand.settings.symmetry.kind = ui::SymmetrySettings::Kind::LeftRight;
        ui::LineTool line(hand.context());
        line.press(hand.at({1, 0}, Qt::LeftButton));
        line.move(hand.at({2, 1}));
        ui::OverlayView overlay;
        line.show(overlay);
        QCOMPARE(overlay.stroke.size(), 2U);
        QCOMPARE(hand.count(), 0); // nothing yet
        line.release(hand.at({2, 1}, Qt::LeftButton));
        QVERIFY(hand.points() == overlay.ghosts);
        QCOMPARE((hand.points().row(0).array() < 0).count() * 2, hand.count());
    }

    void shiftKeepsToMultiplesOf45Degrees() {
        for (int degrees = 0; degrees < 360; degrees += 7) {
            const double angle = degrees * std::numbers::pi / 180;
            const Vector2d start(1, -2), end = start + 3 * Vector2d(std::cos(angle), std::sin(angle));
            const Vector2d way = ui::LineTool::straightened(start, end) - start;
            const double turned = std::atan2(way.y(), way.x()) / (std::numbers::pi / 4);
            QVERIFY(std::abs(turned - std::round(turned)) < 1e-9);
            QVERIFY(way.dot(end - start) >= 3 * way.norm() * std::cos(std::numbers::pi / 8) - 1e-9); // the nearest
        }
        tests::DrawingHand hand;
        ui::LineTool line(hand.context());
        hand.drag(line, {{0, 0}, {1, 0.2}}, Qt::ShiftModifier);
        QVERIFY(hand.points().row(1).cwiseAbs().maxCoeff() <= 0.1);
    }

    void endsSnapToTheGrid() {
        tests::DrawingHand hand;
        hand.settings.snaps = true;
        hand.settings.brush.radius = 0.01;
        ui::LineTool line(hand.context());
        hand.drag(line, {{0.1, 0.2}, {1.1, 0.9}});
        const engine::Points points = hand.points();
        QVERIFY((points.row(1) - points.row(0)).cwiseAbs().maxCoeff() <= 0.02); // from (0, 0) to (1, 1)
        QVERIFY(points.row(0).maxCoeff() > 0.97 && points.row(0).maxCoeff() <= 1.01);
    }

    void escapeLeavesNothing() {
        tests::DrawingHand hand;
        ui::LineTool line(hand.context());
        line.press(hand.at({0, 0}, Qt::LeftButton));
        line.move(hand.at({1, 0}));
        line.cancel();
        line.release(hand.at({1, 0}, Qt::LeftButton));
        QCOMPARE(hand.count(), 0);
        QCOMPARE(hand.document.history().count(), 0);
    }
};

KINETOSCOPE_TEST(LineToolTest)

#include "line_tool_test.moc"
