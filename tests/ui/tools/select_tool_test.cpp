#include "ui/tools/select_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"

#include <QTest>

using Eigen::Vector2d;

class SelectToolTest : public QObject {
    Q_OBJECT

    using Indices = std::vector<engine::Index>;

    /// Points at (0,0), (1,0), (2,0), (3,0).
    static void placeRow(tests::DrawingHand& hand) {
        ui::Project project = hand.document.project();
        engine::Points row(2, 4);
        row << 0, 1, 2, 3, 0, 0, 0, 0;
        project.dataset.snapshots[0].points = engine::PointSet(row);
        hand.document.setProject(project);
        hand.selection.setCurrentSnapshot(0);
    }

    static std::vector<Vector2d> around(double from, double to) {
        return {{from - 0.3, -0.3}, {to + 0.3, -0.3}, {to + 0.3, 0.3}, {from - 0.3, 0.3}};
    }

private slots:
    void insideOfALine() {
        // A hook: what lies in its bay is outside.
        const std::vector<Vector2d> hook = {{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 2}, {3, 2}, {3, 3}, {0, 3}};
        QVERIFY(ui::SelectTool::isInside(hook, {0.5, 1.5}));
        QVERIFY(ui::SelectTool::isInside(hook, {2, 2.5}));
        QVERIFY(!ui::SelectTool::isInside(hook, {2, 1.5}));
        QVERIFY(!ui::SelectTool::isInside(hook, {4, 0.5}));
        QVERIFY(!ui::SelectTool::isInside({}, {0, 0}));
    }

    void aLineChoosesAddsAndTakesAway() {
        tests::DrawingHand hand;
        placeRow(hand);
        ui::SelectTool tool(hand.context());
        hand.drag(tool, around(0, 1));
        QCOMPARE(hand.selection.points(0), (Indices{0, 1}));
        hand.drag(tool, around(3, 3), Qt::ShiftModifier);
        QCOMPARE(hand.selection.points(0), (Indices{0, 1, 3}));
        hand.drag(tool, around(0, 0), Qt::ControlModifier);
        QCOMPARE(hand.selection.points(0), (Indices{1, 3}));
        hand.drag(tool, around(2, 2));
        QCOMPARE(hand.selection.points(0), (Indices{2}));
        QCOMPARE(hand.document.history().count(), 0); // choosing is no edit
        hand.drag(tool, {{0.5, 2}});                  // a click beside the points
        QVERIFY(hand.selection.isEmpty());
    }

    void draggingAChosenPointMovesTheChoice() {
        tests::DrawingHand hand;
        placeRow(hand);
        ui::SelectTool tool(hand.context());
        hand.drag(tool, around(0, 1));
        const ui::Project before = hand.document.project();
        hand.drag(tool, {{1.02, 0}, {1.5, 0.5}, {1.02, 2}});
        engine::Points moved(2, 4);
        moved << 0, 1, 2, 3, 2, 2, 0, 0;
        QVERIFY(hand.points().isApprox(moved, 1e-12));
        QCOMPARE(hand.document.history().count(), 1);
        QCOMPARE(hand.selection.points(0), (Indices{0, 1}));
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
        hand.document.redo();
        QVERIFY(hand.points().isApprox(moved, 1e-12));
    }

    void escapePutsThePointsBack() {
        tests::DrawingHand hand;
        placeRow(hand);
        ui::SelectTool tool(hand.context());
        hand.drag(tool, around(0, 3));
        const ui::Project before = hand.document.project();
        tool.press(hand.at({2, 0}, Qt::LeftButton));
        tool.move(hand.at({2, 5}));
        QVERIFY(!(hand.document.project() == before));
        tool.cancel();
        QVERIFY(hand.document.project() == before);
        QCOMPARE(hand.document.history().count(), 0);
    }
};

KINETOSCOPE_TEST(SelectToolTest)

#include "select_tool_test.moc"
