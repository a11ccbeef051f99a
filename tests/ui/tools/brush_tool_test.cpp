#include "ui/tools/brush_tool.h"

#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"
#include "ui/document/edits.h"
#include "ui/tools/eraser_tool.h"

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

    void onlyTheLeftButtonPaints() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        brush.press(hand.at({0, 0}, Qt::RightButton));
        brush.release(hand.at({0, 0}, Qt::RightButton));
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

    void pressingHarderPaintsDenserOrWider() {
        using Pressure = ui::BrushSettings::Pressure;
        const auto paint = [](Pressure kind, double pressure) {
            tests::DrawingHand hand;
            hand.settings.brush.pressure = kind;
            ui::BrushTool brush(hand.context());
            for (const double x : {0.0, 1.0}) {
                ui::PointerEvent event = hand.at({x, 0}, x == 0 ? Qt::LeftButton : Qt::NoButton);
                event.pressure = pressure;
                x == 0 ? brush.press(event) : brush.move(event);
            }
            brush.release(hand.at({1, 0}, Qt::LeftButton));
            return hand.points();
        };
        const double full = double(paint(Pressure::Off, 0.5).cols());
        QVERIFY(std::abs(double(paint(Pressure::Density, 0.5).cols()) / full - 0.5) < 0.02);
        QVERIFY(std::abs(double(paint(Pressure::Density, 1).cols()) - full) <= 1);
        // Half as wide and as dense: the stroke covers half the area, its end a quarter.
        const engine::Points thin = paint(Pressure::Size, 0.5);
        QVERIFY(thin.row(1).cwiseAbs().maxCoeff() <= 0.05 && thin.row(1).cwiseAbs().maxCoeff() > 0.04);
        const double expected = 50 * (0.25 + 0.5 * 2 / (std::numbers::pi * 0.1));
        QVERIFY(std::abs(double(thin.cols()) - expected) <= 2);
        // A pen that touches without pressing still leaves something.
        QVERIFY(paint(Pressure::Density, 0).cols() > 0);
    }

    void pressureMayChangeAlongTheStroke() {
        tests::DrawingHand hand;
        ui::BrushTool brush(hand.context());
        ui::PointerEvent event = hand.at({0, 0}, Qt::LeftButton);
        event.pressure = 0.1;
        brush.press(event);
        for (int i = 1; i <= 100; ++i) {
            event = hand.at({i / 10.0, 0});
            event.pressure = 0.1 + 0.9 * i / 100;
            brush.move(event);
        }
        brush.release(hand.at({10, 0}, Qt::LeftButton));
        const engine::Points points = hand.points();
        const double left = double((points.row(0).array() < 5).count()), right = double(points.cols()) - left;
        QVERIFY(std::abs(right / left - 0.775 / 0.325) < 0.15); // means of the pressure on both halves
    }

    void symmetryPaintsAndRubsCopies() {
        tests::DrawingHand hand;
        hand.settings.symmetry.kind = ui::SymmetrySettings::Kind::Both;
        ui::BrushTool brush(hand.context());
        ui::EraserTool eraser(hand.context());
        hand.drag(brush, {{1, 1}, {2, 1}});
        const engine::Points points = hand.points();
        for (const double x : {-1, 1})
            for (const double y : {-1, 1})
                QCOMPARE((points.row(0).array() * x > 0 && points.row(1).array() * y > 0).count(), points.cols() / 4);
        ui::OverlayView overlay;
        brush.show(overlay);
        QCOMPARE(overlay.guides.size(), 2U);
        hand.drag(eraser, {{0.8, 1}, {2.2, 1}});
        QVERIFY(hand.count() <= points.cols() / 20); // discs leave slivers at the rim, in each copy alike
        QCOMPARE(hand.count() % 4, 0);
        QCOMPARE(hand.document.history().count(), 2);
    }

    void theBrushSnapsToTheGrid() {
        tests::DrawingHand hand;
        hand.settings.snaps = true;
        ui::BrushTool brush(hand.context());
        hand.click(brush, {0.7, 0.3}); // the nearest crossing is (½, ½)
        QVERIFY((hand.points().colwise() - Vector2d(0.5, 0.5)).colwise().norm().maxCoeff() <= 0.1);
        hand.document.undo();
        hand.click(brush, {0.7, 0.3}, Qt::ControlModifier);
        QVERIFY((hand.points().colwise() - Vector2d(0.7, 0.3)).colwise().norm().maxCoeff() <= 0.1);
        hand.document.undo();
        hand.settings.gridStep = 0.2;
        hand.click(brush, {0.7, 0.31});
        QVERIFY((hand.points().colwise() - Vector2d(0.8, 0.4)).colwise().norm().maxCoeff() <= 0.1 ||
                (hand.points().colwise() - Vector2d(0.6, 0.4)).colwise().norm().maxCoeff() <= 0.1);
    }

    void theFirstStrokeOfAllMakesItsSnapshot() {
        tests::DrawingHand hand;
        hand.document.setProject({});
        ui::BrushTool brush(hand.context());
        hand.drag(brush, {{0, 0}, {1, 0}});
        QCOMPARE(hand.document.project().dataset.snapshots.size(), 1U);
        QCOMPARE(hand.selection.currentSnapshot(), 0);
        QVERIFY(hand.count() > 100);
        QCOMPARE(hand.document.history().count(), 1);
        hand.document.undo();
        QVERIFY(hand.document.project().dataset.isEmpty());
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
        hand.settings.brush.radius = 0.05;
        hand.drag(brush, {{0, 0}, {1, 0}});
        hand.settings.brush.radius = 0.1;
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
