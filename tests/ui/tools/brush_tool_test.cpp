#include "ui/tools/brush_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"
#include "ui/document/edits.h"

#include <QTest>
#include <numbers>

using Eigen::Vector2d;
using engine::Index;

class BrushToolTest : public QObject {
    Q_OBJECT

private slots:
    void aStrokeIsOneStep() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        const ui::Project before = hand.document.project();
        hand.drag(brush, {{0, 0}, {0.5, 0}, {1, 0}});
        QCOMPARE(hand.document.history().count(), 1);
        QCOMPARE(hand.count(1), 0);
        // All within a radius of the line.
        const engine::Points points = hand.points();
        QVERIFY(points.row(0).minCoeff() >= -0.1 && points.row(0).maxCoeff() <= 1.1);
        QVERIFY(points.row(1).cwiseAbs().maxCoeff() <= 0.1);
        const ui::Project drawn = hand.document.project();
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
        hand.document.redo();
        QVERIFY(hand.document.project() == drawn);
    }

    void slowAndFastHandsLeaveTheSameDensity() {
        // A dab is 50 points on π r²; a stroke of length 1 sweeps 2 r more of area.
        const double expected = 50 * (1 + 2 / (std::numbers::pi * 0.1));
        for (const int pieces : {1, 7, 500}) {
            tests::DrawingHand hand;
            ui::BrushTool brush(hand.context());
            std::vector<Vector2d> line;
            for (int i = 0; i <= pieces; ++i)
                line.emplace_back(double(i) / pieces, 0);
            hand.drag(brush, line);
            QVERIFY2(std::abs(double(hand.count()) - expected) <= 2, qPrintable(QString::number(hand.count())));
        }
    }

    void escapeTakesTheStrokeBack() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        const ui::Project before = hand.document.project();
        brush.press(hand.at({0, 0}, Qt::LeftButton));
        brush.move(hand.at({1, 0}));
        QVERIFY(hand.count() > 0); // the training follows while it is drawn
        brush.cancel();
        QVERIFY(hand.document.project() == before);
        QCOMPARE(hand.document.history().count(), 0);
        brush.move(hand.at({2, 0}));
        brush.release(hand.at({2, 0}, Qt::LeftButton));
        QVERIFY(hand.document.project() == before);
    }

    void onlyTheLeftButtonPaintsAndOnlyIntoASnapshot() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        brush.press(hand.at({0, 0}, Qt::RightButton));
        brush.release(hand.at({0, 0}, Qt::RightButton));
        hand.document.setProject({});
        QCOMPARE(hand.selection.currentSnapshot(), -1);
        hand.drag(brush, {{0, 0}, {1, 0}});
        QCOMPARE(hand.document.history().count(), 0);
    }

    void whatDoesNotFitIsRefusedWithAReason() {
        tests::DrawingHand hand;
        ui::Project space = hand.document.project();
        space.dataset.snapshots[0].points = engine::PointSet(engine::Points::Zero(3, 4));
        hand.document.setProject(space);
        hand.selection.setCurrentSnapshot(0);
        ui::BrushTool brush(hand.context());
        hand.drag(brush, {{0, 0}, {1, 0}});
        QVERIFY(hand.refusal && QString(hand.refusal->what()).contains("3"));
        QVERIFY(hand.document.project() == space);
        QCOMPARE(hand.document.history().count(), 0);
    }

    void theEraserTakesADisc() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        ui::EraserTool eraser(hand.context());
        hand.drag(brush, {{0, 0}, {1, 0}});
        const ui::Project drawn = hand.document.project();
        const engine::Points all = hand.points();
        hand.drag(eraser, {{0.5, 0}});
        const Index within = ((all.colwise() - Vector2d(0.5, 0)).colwise().norm().array() <= 0.1).count();
        QVERIFY(within > 10);
        QCOMPARE(hand.count(), all.cols() - within);
        QCOMPARE(hand.document.history().count(), 2);
        hand.document.undo();
        QVERIFY(hand.document.project() == drawn);
    }

    void aQuickEraserLeavesNoGap() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        ui::EraserTool eraser(hand.context());
        hand.settings.radius = 0.05;
        hand.drag(brush, {{0, 0}, {1, 0}});
        hand.settings.radius = 0.1;
        hand.drag(eraser, {{-0.1, 0}, {1.1, 0}}); // one jump over the whole stroke
        QCOMPARE(hand.count(), 0);
        hand.document.undo();
        QVERIFY(hand.count() > 0);
    }

    void escapeTakesTheErasingBack() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        ui::EraserTool eraser(hand.context());
        hand.drag(brush, {{0, 0}, {1, 0}});
        const ui::Project drawn = hand.document.project();
        eraser.press(hand.at({0.5, 0}, Qt::LeftButton));
        QVERIFY(!(hand.document.project() == drawn));
        eraser.cancel();
        QVERIFY(hand.document.project() == drawn);
        QCOMPARE(hand.document.history().count(), 1);
    }
};

KINETOSCOPE_TEST(BrushToolTest)

#include "brush_tool_test.moc"
