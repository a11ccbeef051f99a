#include "ui/tools/polygon_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"

#include <QTest>

using Eigen::Vector2d;

class PolygonToolTest : public QObject {
    Q_OBJECT

    static void clickTriangle(tests::DrawingHand& hand, ui::PolygonTool& tool) {
        for (const Vector2d& corner : {Vector2d(0, 0), Vector2d(3, 0), Vector2d(0, 3)})
            hand.click(tool, corner);
    }

private slots:
    void enterFillsTheArea() {
        tests::DrawingHand hand;
        hand.settings.polygonCount = 5000;
        ui::PolygonTool tool(hand.context());
        const ui::Project before = hand.document.project();
        QVERIFY(!tool.wantsKey(Qt::Key_Return, {}));
        clickTriangle(hand, tool);
        QCOMPARE(hand.count(), 0);
        QVERIFY(tool.wantsKey(Qt::Key_Return, {}) && tool.wantsKey(Qt::Key_Enter, Qt::KeypadModifier));
        QVERIFY(!tool.wantsKey(Qt::Key_Return, Qt::ControlModifier) && !tool.wantsKey(Qt::Key_Space, {}));
        tool.key(Qt::Key_Return, {});
        const engine::Points points = hand.points();
        QCOMPARE(points.cols(), 5000);
        QVERIFY(points.minCoeff() >= 0 && points.colwise().sum().maxCoeff() <= 3);
        QVERIFY((points.rowwise().mean() - Vector2d(1, 1)).norm() < 0.05);
        QCOMPARE(hand.document.history().count(), 1);
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
    }

    void aDoubleClickOrTheFirstCornerClosesToo() {
        tests::DrawingHand hand;
        ui::PolygonTool tool(hand.context());
        clickTriangle(hand, tool);
        hand.click(tool, {0.02, -0.03}); // two pixels from the first
        QCOMPARE(hand.count(), hand.settings.polygonCount);
        tool.doubleClick(hand.at({0.02, -0.03}, Qt::LeftButton)); // of that click: nothing to close
        QVERIFY(!hand.refusal);
        clickTriangle(hand, tool);
        tool.press(hand.at({0, 3}, Qt::LeftButton)); // the second press of the double click on the last corner
        tool.doubleClick(hand.at({0, 3}, Qt::LeftButton));
        QCOMPARE(hand.count(), 2 * hand.settings.polygonCount);
        QCOMPARE(hand.document.history().count(), 2);
    }

    void backspaceTakesACornerBackAndEscapeAll() {
        tests::DrawingHand hand;
        ui::PolygonTool tool(hand.context());
        clickTriangle(hand, tool);
        hand.click(tool, {50, 50});
        tool.key(Qt::Key_Backspace, {});
        tool.move(hand.at({-1, 1}));
        ui::OverlayView overlay;
        tool.show(overlay);
        QCOMPARE(overlay.lasso.size(), 4U); // three corners and the pointer
        tool.key(Qt::Key_Return, {});
        QVERIFY(hand.points().maxCoeff() <= 3);
        clickTriangle(hand, tool);
        tool.cancel();
        QVERIFY(!tool.wantsKey(Qt::Key_Return, {}));
    }

    void tooFewCornersAreSaid() {
        tests::DrawingHand hand;
        ui::PolygonTool tool(hand.context());
        hand.click(tool, {0, 0});
        hand.click(tool, {1, 1});
        hand.click(tool, {2, 2});
        tool.key(Qt::Key_Return, {});
        QVERIFY(hand.refusal && QString(hand.refusal->what()).contains("three corners"));
        QCOMPARE(hand.document.history().count(), 0);
    }

    void copiesAndTheGrid() {
        tests::DrawingHand hand;
        hand.settings.snaps = true;
        hand.settings.symmetry.kind = ui::SymmetrySettings::Kind::UpDown;
        ui::PolygonTool tool(hand.context());
        for (const Vector2d& corner : {Vector2d(0.1, 1.1), Vector2d(0.9, 0.9), Vector2d(0.1, 2.2)})
            hand.click(tool, corner); // snapped to (0, 1), (1, 1), (0, 2)
        tool.key(Qt::Key_Return, {});
        const engine::Points points = hand.points();
        QCOMPARE(points.cols(), 2 * hand.settings.polygonCount);
        QVERIFY(points.row(0).minCoeff() >= 0 && (points.row(1).cwiseAbs().array() >= 1).all());
        QVERIFY((points.row(0).array() + points.row(1).cwiseAbs().array() <= 2).all());
    }
};

KINETOSCOPE_TEST(PolygonToolTest)

#include "polygon_tool_test.moc"
