#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/drawing_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/number_field.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFontComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <cmath>

using Eigen::Vector2d;

namespace {

/// The program with an empty drawing.
class Drawing : public tests::ShownProgram {
public:
    explicit Drawing(const tests::Home& home) : ShownProgram(home) {
        press(Qt::Key_N, Qt::ControlModifier);
        // The tools are there as soon as the stage shows the plane, which may be a frame later.
        if (!QTest::qWaitFor(
                [this] { return stage().statistics().milliseconds > 0 && action("stampTool").isEnabled(); }, 40'000))
            qFatal("the stage draws nothing");
    }
    engine::Points points(int snapshot = 0) { return dataset().snapshots[std::size_t(snapshot)].points.points(); }
    engine::Index count(int snapshot = 0) { return dataset().snapshots[std::size_t(snapshot)].points.size(); }
    double number(const QString& field) {
        const auto* found = find<ui::NumberField>(field);
        return found ? found->value() : NAN;
    }
    const std::vector<engine::Index>& selected() {
        ui::Selection& selection = program().studio().selection();
        return selection.points(selection.currentSnapshot());
    }
};

bool isIn(const engine::Points& points, const Vector2d& lower, const Vector2d& upper) {
    return ((points.colwise() - lower).array() >= 0).all() && ((points.colwise() - upper).array() <= 0).all();
}

} // namespace

/// Every tool of the plane in the hand of a person: with the pointer, with the keyboard, and by numbers.
class DrawingToolsJourney : public QObject {
    Q_OBJECT

private slots:
    void brushEraserAndSymmetry() {
        const tests::Home home;
        Drawing shown(home);
        // In numbers: a brush of radius 0.2, 60 points a dab, even up to its edge.
        QVERIFY(shown.type("brushRadiusField", "0.2") && shown.type("brushDensityField", "60") &&
                shown.type("brushSoftnessField", "0"));
        shown.clickOnStage({0.7, 0.5});
        QCOMPARE(shown.count(), 60);
        // A pointer stands on whole pixels.
        const double pixel = 1 / shown.stage().transform().pixelsPerUnit();
        QVERIFY(((shown.points().colwise() - Vector2d(0.7, 0.5)).colwise().norm().array() <= 0.2 + pixel).all());
        // Mirrored both ways, chosen in the panel.
        shown.action("symmetryBoth").trigger();
        shown.clickOnStage({0.7, 0.5});
        QCOMPARE(shown.count(), 300);
        QVERIFY(shown.points().rightCols(240).rowwise().mean().norm() < 1e-9);
        // In turns, about the origin.
        shown.press(Qt::Key_Y, Qt::ShiftModifier);
        QVERIFY(shown.type("symmetryFolds", "5"));
        QVERIFY(shown.type("brushRadiusField", "0.06") && shown.type("brushSoftnessField", "0.6"));
        shown.dragOnStage({{0.2, 0.1}, {0.5, 0.5}, {0.4, 0.9}});
        shown.pointOnStage({0.3, 0.9});
        QVERIFY(shown.keepPictures("draw-brush"));
        const engine::Index drawn = shown.count();
        shown.press(Qt::Key_E);
        shown.dragOnStage({{0.2, 0.1}, {0.5, 0.5}});
        QVERIFY(shown.count() < drawn);
        QVERIFY(shown.keepPicture("draw-eraser"));
        // All of it is undone.
        for (int step = 0; step < 4; ++step)
            shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.count(), 0);
        QVERIFY(!shown.action("undo").isEnabled());
    }

    void everythingFitsIntoTheDock_data() {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("card");
        QTest::newRow("plane") << "drawYourOwn" << "stampText";
        QTest::newRow("space") << "drawInSpace" << "stampTorus";
    }
    void everythingFitsIntoTheDock() {
        QFETCH(QString, start);
        QFETCH(QString, card);
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(shown.click(start));
        AWAIT(shown.stage().statistics().milliseconds > 0 && shown.action("stampTool").isEnabled());
        shown.clickOnStage({0, 0});
        shown.press(Qt::Key_A, Qt::ControlModifier);
        const auto* area = shown.window().drawing().findChild<QScrollArea*>();
        QVERIFY(area);
        for (const char* tool : {"brushTool", "lineTool", "polygonTool", "stampTool", "eraserTool", "selectTool"}) {
            if (qstrcmp(tool, "stampTool") == 0)
                QVERIFY(shown.click(card));
            else
                shown.action(tool).trigger();
            QCoreApplication::processEvents();
            const int width = area->viewport()->width();
            int seen = 0;
            for (const QWidget* control : area->widget()->findChildren<QWidget*>()) {
                if (!control->isVisible() || control->focusPolicy() == Qt::NoFocus)
                    continue;
                const QString name = QStringLiteral("%1 with %2").arg(control->objectName(), QLatin1String(tool));
                const int left = control->mapTo(area->viewport(), QPoint()).x();
                QVERIFY2(left >= 0 && left + control->width() <= width, qPrintable(name));
                QVERIFY2(control->height() >= std::min(20, control->sizeHint().height()), qPrintable(name));
                if (const auto* button = qobject_cast<const QAbstractButton*>(control))
                    QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) <= button->width(),
                             qPrintable(name));
                ++seen;
            }
            QVERIFY(seen > 1);
        }
    }

    void lineAndGrid() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_N);
        QVERIFY(shown.action("lineTool").isChecked());
        shown.press(Qt::Key_G);
        QVERIFY(shown.action("snapToGrid").isChecked());
        // The lines of the grid are ½ apart here: from (−1, −½) to (1, ½).
        QVERIFY(std::abs(shown.stage().statistics().report.gridStep - 0.5) < 1e-12);
        shown.dragOnStage({{-0.9, -0.4}, {0.9, 0.6}});
        const engine::Points slope = shown.points();
        QVERIFY(slope.cols() > 100);
        QVERIFY((slope.row(1) - slope.row(0) / 2).cwiseAbs().maxCoeff() < 0.1);
        QVERIFY(slope.row(0).maxCoeff() > 0.97 && slope.row(0).minCoeff() < -0.97);
        // Shift keeps to 45°: level.
        shown.dragOnStage({{-1, 1}, {0.5, 0.6}}, Qt::ShiftModifier);
        const engine::Points level = shown.points().rightCols(shown.count() - slope.cols());
        QVERIFY((level.row(1).array() - 1).abs().maxCoeff() < 0.1);
        // A step of one's own.
        QVERIFY(shown.type("gridStep", "0.4"));
        shown.clickOnStage({0.7, -0.9}); // the crossing (0.8, −0.8)
        QVERIFY(isIn(shown.points().rightCols(40), {0.7, -0.9}, {0.9, -0.7}));
        shown.pointOnStage({0.8, -0.8});
        QVERIFY(shown.keepPictures("draw-line"));
    }

    void stamps() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_M);
        QVERIFY(shown.action("stampTool").isChecked());
        const std::pair<const char*, Vector2d> stamps[] = {{"stampGaussian", {-1.2, 0.7}},
                                                           {"stampRing", {0, 0.7}},
                                                           {"stampMoons", {1.2, 0.7}},
                                                           {"stampSpiral", {-1.2, -0.5}},
                                                           {"stampGrid", {0, -0.5}}};
        engine::Index before = 0;
        for (const auto& [card, center] : stamps) {
            QVERIFY(shown.click(card));
            shown.dragOnStage({center, center + Vector2d(0.2, 0), center + Vector2d(0.45, 0)}); // radius 0.45
            const engine::Points stamp = shown.points().rightCols(shown.count() - before);
            QVERIFY(stamp.cols() > 150);
            QVERIFY((stamp.rowwise().mean() - center).norm() < 0.15);
            // Two standard deviations of a Gaussian are the radius, of the others it is the outermost point.
            const Eigen::ArrayXd across = stamp.row(0).array() - center.x();
            const double radius = QLatin1String(card) == QLatin1String("stampGaussian")
                                      ? 2 * std::sqrt(across.square().mean())
                                      : across.maxCoeff();
            QVERIFY2(std::abs(radius - 0.45) < 0.12, card);
            before = shown.count();
        }
        // The same by numbers alone.
        QVERIFY(shown.click("stampRing") && shown.type("stampCountField", "77") && shown.type("stampRadius", "0.3") &&
                shown.type("stampNoiseField", "0") && shown.type("stampX", "1.25") && shown.type("stampY", "-0.5"));
        QVERIFY(shown.click("placeStamp"));
        QCOMPARE(shown.count() - before, 77);
        const engine::Points ring = shown.points().rightCols(77);
        QVERIFY(((ring.colwise() - Vector2d(1.25, -0.5)).colwise().norm().array() - 0.3).abs().maxCoeff() < 1e-9);
        shown.pointOnStage({0.6, 0.1});
        QVERIFY(shown.keepPictures("draw-stamps"));
        for (int step = 0; step < 6; ++step)
            shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.count(), 0);
    }

    void textAndImage() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_M);
        QVERIFY(shown.click("stampText"));
        QVERIFY(shown.type("stampTextField", "Flow") && shown.type("stampCountField", "1500"));
        auto* fonts = shown.find<QFontComboBox>("stampFont");
        QVERIFY(fonts && fonts->count() > 1);
        fonts->setCurrentFont(QFont(QStringLiteral("STIX Two Text")));
        shown.dragOnStage({{-0.2, 0.6}, {0.6, 0.6}});
        QCOMPARE(shown.count(), 1500);
        QVERIFY(isIn(shown.points(), {-1.05, 0.1}, {0.65, 1.1}));

        // A picture of a disc, from a file; a damaged one is refused with a reason.
        QImage disc(80, 80, QImage::Format_RGB32);
        disc.fill(Qt::white);
        QPainter painter(&disc);
        painter.setBrush(Qt::black);
        painter.drawEllipse(QRectF(10, 10, 60, 60));
        painter.end();
        QVERIFY(disc.save(home.file("disc.png")));
        const QString broken = home.write("broken.png", "\x89PNG\r\n\x1a\nnothing");
        QVERIFY(shown.click("stampImage"));
        AWAIT(shown.dialog());
        QVERIFY(shown.chooseFile(broken));
        AWAIT(shown.message("broken.png"));
        QVERIFY(shown.click("stampPicture"));
        AWAIT(shown.dialog());
        QVERIFY(shown.chooseFile(home.file("disc.png")));
        AWAIT(shown.window().drawingOptions().settings().stamp.picture);
        shown.dragOnStage({{0.6, -0.5}, {1.1, -0.5}});
        QCOMPARE(shown.count(), 3000);
        const engine::Points stamped = shown.points().rightCols(1500).colwise() - Vector2d(0.6, -0.5);
        QVERIFY(stamped.colwise().norm().maxCoeff() < 0.5 * 0.8); // 31 of 40 pixels
        QVERIFY(std::abs(stamped.colwise().squaredNorm().mean() - 0.5 * std::pow(0.5 * 0.75, 2)) < 0.01);
        shown.pointOnStage({-0.7, -0.5});
        QVERIFY(shown.keepPictures("draw-text"));
    }

    void polygon() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(shown.action("polygonTool").isChecked());
        for (const Vector2d& corner : {Vector2d(-1, -0.8), Vector2d(0.2, -0.8), Vector2d(-0.4, 0.5)})
            shown.clickOnStage(corner);
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.count(), 300);
        QVERIFY(isIn(shown.points(), {-1.01, -0.81}, {0.21, 0.51}));
        for (const Vector2d& corner : {Vector2d(0.4, 0), Vector2d(1.4, 0.1), Vector2d(1.2, 0.9), Vector2d(0.6, 0.8)})
            shown.clickOnStage(corner);
        shown.clickOnStage({0, 0}); // a mistake
        shown.press(Qt::Key_Backspace);
        shown.pointOnStage({0.5, 0.4});
        QVERIFY(shown.keepPictures("draw-polygon"));
        shown.press(Qt::Key_Return);
        QCOMPARE(shown.count(), 600);
        QVERIFY(shown.points().rightCols(300).row(0).minCoeff() > 0.39);
        shown.clickOnStage({0, 0});
        shown.press(Qt::Key_Escape);
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.count(), 300);
    }

    void formula() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_D);
        auto* field = shown.find<QLineEdit>("formulaField");
        QVERIFY(field && field->hasFocus());
        // What is wrong is said while one types, with its place.
        QVERIFY(shown.type("formulaField", "exp(-x^2"));
        const auto* problem = shown.find<QLabel>("formulaProblem");
        QVERIFY(problem && problem->text().contains("character 9"));
        QVERIFY(shown.keepPicture("draw-formula-problem"));
        QVERIFY(shown.type("formulaField", "exp(-(x^2-1)^2-y^2)") && shown.type("formulaCount", "2000"));
        QVERIFY(shown.find<QWidget>("formulaPreview"));
        QVERIFY(shown.click("drawFormula"));
        QCOMPARE(shown.count(), 2000);
        const engine::Points points = shown.points();
        QVERIFY(std::abs(points.row(0).mean()) < 0.1 && points.row(1).mean() < 0.1);
        QVERIFY(std::abs(points.row(0).cwiseAbs().mean() - 0.85) < 0.1);
        QVERIFY(shown.keepPictures("draw-formula"));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.count(), 0);
    }

    void selection() {
        const tests::Home home;
        Drawing shown(home);
        shown.press(Qt::Key_M);
        QVERIFY(shown.click("stampRing") && shown.type("stampNoiseField", "0") && shown.type("stampCountField", "100"));
        QVERIFY(shown.type("stampRadius", "0.3"));
        for (const Vector2d& center : {Vector2d(-0.8, 0), Vector2d(0.8, 0)})
            shown.clickOnStage(center);
        const engine::Dataset drawn = shown.dataset();

        // A line around the left ring; a box adds the upper half of the right one.
        shown.press(Qt::Key_S);
        shown.dragOnStage(tests::circle({-0.8, 0}, 0.4));
        QCOMPARE(shown.selected().size(), 100U);
        shown.press(Qt::Key_S, Qt::ShiftModifier);
        QVERIFY(shown.action("selectByBox").isChecked());
        shown.dragOnStage({{0.3, 0.5}, {1.3, 0}}, Qt::ShiftModifier);
        QVERIFY(shown.selected().size() > 130 && shown.selected().size() < 170);
        QVERIFY(shown.keepPicture("draw-select-two"));
        shown.press(Qt::Key_Escape);
        QVERIFY(shown.selected().empty());
        shown.dragOnStage({{-1.3, -0.5}, {-0.3, 0.5}});
        QCOMPARE(shown.selected().size(), 100U);
        QVERIFY(std::abs(shown.number("selectionWidth") - 0.6) < 0.01);

        // Moved by its inside, scaled by a corner, turned by the knob.
        const double pixel = 1 / shown.stage().transform().pixelsPerUnit(), margin = 10 * pixel;
        shown.dragOnStage({{-0.8, 0}, {-0.7, 0.3}, {-0.6, 0.5}});
        QVERIFY((shown.points().leftCols(100).rowwise().mean() - Vector2d(-0.6, 0.5)).norm() < 0.05);
        shown.dragOnStage({Vector2d(-0.3 + margin, 0.8 + margin), Vector2d(0 + margin, 1.1 + margin)});
        QVERIFY(std::abs(shown.number("selectionWidth") - 0.9) < 0.02);
        QVERIFY(shown.keepPictures("draw-select"));
        const engine::Points beforeTurn = shown.points().leftCols(100);
        const Vector2d middle(shown.number("selectionX"), shown.number("selectionY"));
        const double top = middle.y() + shown.number("selectionHeight") / 2 + margin + 22 * pixel;
        shown.dragOnStage({Vector2d(middle.x(), top), Vector2d(middle.x() - 1, middle.y())});
        QVERIFY(((shown.points().leftCols(100).colwise() - middle).colwise().norm() -
                 (beforeTurn.colwise() - middle).colwise().norm())
                    .cwiseAbs()
                    .maxCoeff() < 0.02);
        QVERIFY((shown.points().leftCols(100) - beforeTurn).norm() > 1);

        // By numbers.
        QVERIFY(shown.type("selectionX", "0") && shown.type("selectionY", "-0.5") &&
                shown.type("selectionWidth", "1") && shown.type("selectionHeight", "0.5"));
        QVERIFY(isIn(shown.points().leftCols(100), {-0.5001, -0.7501}, {0.5001, -0.2499}));
        QVERIFY(shown.type("selectionTurn", "90"));
        QVERIFY(isIn(shown.points().leftCols(100), {-0.2501, -1.0001}, {0.2501, 0.0001}));
        QCOMPARE(shown.number("selectionTurn"), 0.0);

        // Nudged: arrows are the selection's while there is one, time's otherwise.
        shown.stage().setFocus();
        const double x = shown.points()(0, 0);
        shown.press(Qt::Key_Right);
        shown.press(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(std::abs(shown.points()(0, 0) - x - 11 * pixel) < 1e-9);

        // Duplicated beside itself, the copies selected; deleted again; inverted.
        shown.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(shown.count(), 300);
        QCOMPARE(shown.selected().front(), 200);
        shown.press(Qt::Key_Delete);
        QCOMPARE(shown.count(), 200);
        shown.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.selected().size(), 200U);
        shown.press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(shown.selected().empty());

        // Another colour is another time: into the next snapshot, and training begins, as there are two now.
        shown.dragOnStage({{0.42, -0.5}, {1.3, 0.5}});
        QCOMPARE(shown.selected().size(), 100U);
        shown.press(Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(shown.count(0), 100);
        QCOMPARE(shown.count(1), 100);
        QCOMPARE(shown.program().studio().selection().currentSnapshot(), 1);
        QCOMPARE(shown.selected().size(), 100U);
        AWAIT(shown.training().isWanted() && shown.training().run() && shown.training().run()->trajectories);
        QVERIFY(shown.keepPicture("draw-select-given"));

        // And everything back to the two rings.
        while (shown.dataset() != drawn && shown.action("undo").isEnabled())
            shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(shown.dataset() == drawn);
    }
};

KINETOSCOPE_TEST(DrawingToolsJourney)

#include "drawing_tools_test.moc"
