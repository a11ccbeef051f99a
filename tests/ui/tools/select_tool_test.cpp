#include "ui/tools/select_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/selecting.h"
#include "ui/tools/eraser_tool.h"

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

    /// The corners of a box, from the lower left one on.
    static engine::Points square(double x0, double y0, double x1, double y1) {
        engine::Points corners(2, 4);
        corners << x0, x1, x1, x0, y0, y0, y1, y1;
        return corners;
    }
    /// Points in the corners of (0, 0) … (2, 1).
    static void placeSquare(tests::DrawingHand& hand) {
        ui::Project project = hand.document.project();
        project.dataset.snapshots[0].points = engine::PointSet(square(0, 0, 2, 1));
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
        QVERIFY(ui::selecting::isInside(hook, {0.5, 1.5}));
        QVERIFY(ui::selecting::isInside(hook, {2, 2.5}));
        QVERIFY(!ui::selecting::isInside(hook, {2, 1.5}));
        QVERIFY(!ui::selecting::isInside(hook, {4, 0.5}));
        QVERIFY(!ui::selecting::isInside({}, {0, 0}));
    }

    void inAPictureOfManyDimensions() {
        tests::DrawingHand hand;
        ui::Project project = hand.document.project();
        engine::Points x = engine::Points::Constant(5, 4, 7);
        x.row(4) << 0, 1, 2, 3;
        x.row(1).setZero();
        project.dataset.snapshots[0].points = project.dataset.snapshots[1].points = engine::PointSet(x);
        project.view.projection = ui::Projection::ofAxes({4, 1}, 5);
        hand.document.setProject(project);
        hand.selection.setCurrentSnapshot(0);
        ui::SelectTool tool(hand.context());
        hand.drag(tool, around(1, 2));
        QCOMPARE(hand.selection.points(0), (Indices{1, 2}));
        hand.drag(tool, {{1.5, 0}, {1.5, 0.5}, {2, 0.5}}); // moves in the plane of the picture
        x(4, 1) = 1.5;
        x(4, 2) = 2.5;
        x(1, 1) = x(1, 2) = 0.5;
        QVERIFY((hand.points() - x).norm() < 1e-12);
        ui::EraserTool eraser(hand.context());
        hand.drag(eraser, {{3, 0}, {3, 0.02}});
        QVERIFY((hand.points() - x.leftCols(3)).norm() < 1e-12);
        ui::BrushTool brush(hand.context());
        hand.drag(brush, {{0, 0}, {1, 1}});
        QVERIFY(hand.refusal && hand.refusal->fullText().find("all 5 coordinates") != std::string::npos);
        QCOMPARE(hand.count(), engine::Index(3));
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

    void aBoxChoosesToo() {
        tests::DrawingHand hand;
        placeRow(hand);
        hand.settings.selectsByBox = true;
        ui::SelectTool tool(hand.context());
        tool.press(hand.at({2.4, 0.5}, Qt::LeftButton)); // from the right upwards to the left down
        tool.move(hand.at({0.5, -0.5}));
        ui::OverlayView overlay;
        tool.show(overlay);
        QVERIFY(overlay.box && !overlay.boxHandles && overlay.lasso.empty());
        tool.release(hand.at({0.5, -0.5}, Qt::LeftButton));
        QCOMPARE(hand.selection.points(0), (Indices{1, 2}));
        hand.drag(tool, {{2.6, 0.5}, {3.5, -0.5}}, Qt::ShiftModifier);
        QCOMPARE(hand.selection.points(0), (Indices{1, 2, 3}));
        hand.click(tool, {-1, 3});
        QVERIFY(hand.selection.isEmpty());
    }

    void handlesScaleAndTheKnobTurns() {
        tests::DrawingHand hand;
        placeSquare(hand);
        ui::SelectTool tool(hand.context());
        hand.selection.select(0, [](const auto&) { return true; });
        ui::OverlayView overlay;
        tool.show(overlay);
        QVERIFY(overlay.box && overlay.boxHandles);
        QVERIFY((overlay.box->second - Vector2d(2.1, 1.1)).norm() < 1e-12); // ten pixels beside the points
        const ui::Project before = hand.document.project();

        hand.drag(tool, {{2.1, 1.1}, {3, 2}, {4.1, 2.1}}); // the corner by (2, 1)
        QVERIFY(hand.points().isApprox(square(0, 0, 4, 2), 1e-12));
        QCOMPARE(hand.document.history().count(), 1);
        hand.document.undo();
        QVERIFY(hand.document.project() == before);

        hand.drag(tool, {{2.1, 1.1}, {4.1, 1.1}}, Qt::AltModifier); // about the middle
        QVERIFY(hand.points().isApprox(square(-2, 0, 4, 1), 1e-12));
        hand.document.undo();
        hand.drag(tool, {{2.1, 0.5}, {4.1, 0.5}}); // a side
        QVERIFY(hand.points().isApprox(square(0, 0, 4, 1), 1e-12));
        hand.document.undo();
        hand.drag(tool, {{2.1, 1.1}, {4.1, 2.1}}, Qt::ShiftModifier); // in proportion
        QVERIFY(hand.points().isApprox(square(0, 0, 4, 2), 1e-12));
        hand.document.undo();

        tool.press(hand.at({1, 1.32}, Qt::LeftButton)); // the knob, 22 pixels above the box
        tool.move(hand.at({-5, 0.5}));                  // to the left of the middle: 90°
        ui::OverlayView turning;
        tool.show(turning);
        QCOMPARE(turning.lasso.size(), 4U);
        tool.release(hand.at({-5, 0.5}, Qt::LeftButton));
        engine::Points turned(2, 4);
        turned << 1.5, 1.5, 0.5, 0.5, -0.5, 1.5, 1.5, -0.5;
        QVERIFY(hand.points().isApprox(turned, 1e-12));
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
    }

    void movingSnapsToTheGrid() {
        tests::DrawingHand hand;
        placeSquare(hand);
        hand.settings.snaps = true;
        ui::SelectTool tool(hand.context());
        hand.selection.select(0, [](const auto&) { return true; });
        hand.drag(tool, {{1, 0.5}, {1.3, 0.55}});
        QVERIFY(hand.points().isApprox(square(0.5, 0, 2.5, 1), 1e-12)); // its lower left corner on (½, 0)
        hand.drag(tool, {{2.6, 1.1}, {3.2, 1.9}});                      // the corner to (3, 2)
        QVERIFY(hand.points().isApprox(square(0.5, 0, 3, 2), 1e-12));
    }

    void arrowKeysNudge() {
        tests::DrawingHand hand;
        placeSquare(hand);
        ui::SelectTool tool(hand.context());
        QVERIFY(!tool.wantsKey(Qt::Key_Left, {})); // time's, as long as nothing is selected
        hand.selection.setPoints(0, {0, 2});
        QVERIFY(tool.wantsKey(Qt::Key_Left, {}) && tool.wantsKey(Qt::Key_Up, Qt::ShiftModifier));
        QVERIFY(!tool.wantsKey(Qt::Key_Left, Qt::ControlModifier) && !tool.wantsKey(Qt::Key_Space, {}));
        tool.key(Qt::Key_Right, {});
        tool.key(Qt::Key_Down, Qt::ShiftModifier);
        engine::Points moved = square(0, 0, 2, 1);
        moved.col(0) += Vector2d(0.01, -0.1);
        moved.col(2) += Vector2d(0.01, -0.1);
        QVERIFY(hand.points().isApprox(moved, 1e-12));
        QCOMPARE(hand.document.history().count(), 2);
        QVERIFY(tool.wantsKey(Qt::Key_Escape, {}));
        tool.key(Qt::Key_Escape, {});
        QVERIFY(hand.selection.isEmpty() && !tool.wantsKey(Qt::Key_Escape, {}));
    }

    void cursorsSayWhatADragWillDo() {
        tests::DrawingHand hand;
        placeSquare(hand);
        ui::SelectTool tool(hand.context());
        hand.selection.select(0, [](const auto&) { return true; });
        const auto cursorAt = [&](double x, double y, Qt::KeyboardModifiers modifiers = {}) {
            tool.move(hand.at({x, y}, Qt::NoButton, modifiers));
            return tool.cursor().shape();
        };
        QCOMPARE(cursorAt(1, 0.5), Qt::SizeAllCursor);
        QCOMPARE(cursorAt(2.1, 1.1), Qt::SizeBDiagCursor);
        QCOMPARE(cursorAt(-0.1, 1.1), Qt::SizeFDiagCursor);
        QCOMPARE(cursorAt(2.1, 0.5), Qt::SizeHorCursor);
        QCOMPARE(cursorAt(1, -0.1), Qt::SizeVerCursor);
        QCOMPARE(cursorAt(1, 1.32), Qt::PointingHandCursor);
        QCOMPARE(cursorAt(5, 5), Qt::CrossCursor);
        QCOMPARE(cursorAt(1, 0.5, Qt::ShiftModifier), Qt::CrossCursor); // chooses more
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
