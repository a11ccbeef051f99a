#include "engine/core/random.h"
#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/axes_star.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/projection_settings.h"
#include "ui/studio/probe_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QComboBox>
#include <QMouseEvent>
#include <QToolButton>

using ui::Projection;

/// The section "Projection" of the inspector, in the whole window: what is chosen is an edit and changes the stage.
class ProjectionSettingsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::ProjectionSettings& settings() { return m_studio->window().inspector().projection(); }
    ui::AxesStar& star() { return settings().star(); }
    ui::SceneView& stage() { return m_studio->program.studio().stage().view(); }
    Projection projection() { return m_studio->project().projection(); }
    QAction* action(const char* id) { return m_studio->window().actions()[id]; }

    void open(int dimension) {
        ui::Project project;
        for (int s = 0; s < 2; ++s) {
            engine::Points x(dimension, 60);
            engine::Rng(std::uint64_t(s)).fillNormal(x);
            engine::Snapshot snapshot;
            snapshot.time = s;
            snapshot.points = engine::PointSet(x);
            project.dataset.snapshots.push_back(snapshot);
        }
        m_studio->program.studio().training().setWanted(false);
        document().setProject(project);
        QCoreApplication::processEvents();
    }
    /// Not by QTest::mouseMove: that moves the real pointer.
    static void drag(QWidget& widget, QPointF from, QPointF to) {
        QTest::mousePress(&widget, Qt::LeftButton, {}, from.toPoint());
        for (int k = 1; k <= 10; ++k) {
            const QPointF at = from + k / 10.0 * (to - from);
            QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&widget, &move);
        }
        QTest::mouseRelease(&widget, Qt::LeftButton, {}, to.toPoint());
    }
    void choose(const char* box, int axis) {
        auto* combo = settings().findChild<QComboBox*>(box);
        combo->setCurrentIndex(axis);
        emit combo->activated(axis);
    }
    void chooseMap() {
        QTest::mouseClick(settings().findChild<QToolButton*>("map"), Qt::LeftButton);
        QTRY_COMPARE(stage().state().dimension, 2);
    }

private slots:
    void init() {
        m_studio = std::make_unique<tests::WholeStudio>();
        m_studio->program.studio().documents().openExample("split");
    }
    void cleanup() { m_studio.reset(); }

    void isThereForMoreThanTwoDimensions() {
        auto* section = m_studio->window().inspector().findChild<QWidget*>("projectionSection");
        QVERIFY(!section->isVisible());
        open(3);
        QVERIFY(section->isVisible() && !star().isVisible()); // the camera turns it
        open(5);
        QVERIFY(star().isVisible());
        QCOMPARE(settings().words(), QStringLiteral("x1, x2, x3"));
    }

    void axesAreChosenAndUndone() {
        open(5);
        choose("pictureAxisX", 4);
        QCOMPARE(projection().axes(), (std::vector<int>{4, 1, 2}));
        QTRY_COMPARE(stage().state().axes.names, (std::vector<std::string>{"x5", "x2", "x3"}));
        chooseMap();
        QCOMPARE(projection().axes(), (std::vector<int>{4, 1}));
        QVERIFY(!settings().findChild<QComboBox*>("pictureAxisZ")->isVisible());
        action("undo")->trigger();
        action("undo")->trigger();
        QCOMPARE(projection().axes(), (std::vector<int>{0, 1, 2}));
        QTRY_COMPARE(stage().state().dimension, 3);
        QCOMPARE(settings().findChild<QComboBox*>("pictureAxisX")->currentText(), QStringLiteral("x1"));
    }

    void anAxisIsDraggedIntoThePicture() {
        open(5);
        chooseMap();
        const int steps = document().history().index();
        const QPointF from = star().end(0), to = from + QPointF(-30, 25);
        drag(star(), from, to);
        QVERIFY((star().end(0) - to).manhattanLength() < 4);
        QVERIFY(projection().axes().empty());
        QCOMPARE(settings().words(), QStringLiteral("turned"));
        QCOMPARE(document().history().index(), steps + 1); // one step
        QVERIFY(projection().matrix()(0, 2) > 0.3);          // the first hidden axis came in
        QTRY_VERIFY((stage().state().snapshots[0].points.points() -
                     projection().matrix() * m_studio->project().dataset.snapshots[0].points.points())
                        .norm() < 1e-9);
        action("undo")->trigger();
        QCOMPARE(projection().axes(), (std::vector<int>{0, 1}));
    }

    void theCameraStandsStillMeanwhile() {
        open(5);
        chooseMap();
        const ui::CameraPose before = stage().camera();
        const ui::SceneBounds bounds = stage().state().bounds;
        const QPointF from = star().end(1);
        QTest::mousePress(&star(), Qt::LeftButton, {}, from.toPoint());
        const QPointF at = from + QPointF(30, 30);
        QMouseEvent move(QEvent::MouseMove, at, star().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&star(), &move);
        QTRY_VERIFY(!(stage().state().bounds == bounds));
        QVERIFY(stage().camera().focus == before.focus && stage().camera().halfHeight == before.halfHeight);
        QTest::mouseRelease(&star(), Qt::LeftButton, {}, at.toPoint());
        QTRY_VERIFY(stage().camera().focus != before.focus); // catches up
        QVERIFY(stage().cameraFollows());
    }

    void placesAreAskedAboutInThePicture() {
        open(5);
        chooseMap();
        auto& training = m_studio->program.studio().training();
        training.trainSteps(20);
        QTRY_VERIFY_WITH_TIMEOUT(training.run() && training.run()->model && training.run()->step == 20, 60'000);
        m_studio->program.studio().playback().setTime(0);
        // Beside a point: what the picture hides is taken from that.
        const engine::Vector point = m_studio->project().dataset.snapshots[0].points.point(7);
        ui::ProbeController& probes = m_studio->program.studio().stage().probes();
        probes.ask({point[0] + 1e-4, point[1], 0}, 0);
        QCOMPARE(probes.rows().size(), std::size_t(1));
        const std::vector<double>& place = probes.rows()[0].place;
        QCOMPARE(place.size(), std::size_t(5));
        QVERIFY(std::abs(place[0] - point[0] - 1e-4) < 1e-12);
        for (int k = 1; k < 5; ++k)
            QVERIFY(std::abs(place[std::size_t(k)] - point[k]) < 1e-12);
        QTRY_VERIFY_WITH_TIMEOUT(probes.rows()[0].values, 60'000);
        QTRY_VERIFY(stage().state().probes.size() == 1 && stage().state().probes[0].future);
        const auto whole = probes.rows()[0].values->future, seen = probes.views()[0].future;
        choose("pictureAxisX", 3);
        const auto turned = probes.views()[0].future;
        QVERIFY(seen->positions.back().topRows(2) == whole->positions.back().topRows(2));
        QCOMPARE(turned->positions.back()(0, 0), whole->positions.back()(3, 0));
        QCOMPARE(probes.views()[0].place.x(), point[3]);
    }

    void keysTurn() {
        open(4);
        star().setFocus();
        QTest::keyClick(&star(), Qt::Key_PageDown);
        QCOMPARE(star().chosenAxis(), 1);
        QTest::keyClick(&star(), Qt::Key_PageUp);
        QTest::keyClick(&star(), Qt::Key_PageUp);
        QCOMPARE(star().chosenAxis(), 3); // hidden in the middle
        const QPointF before = star().end(3);
        QTest::keyClick(&star(), Qt::Key_Right);
        QVERIFY(star().end(3).x() > before.x() + 2);
        QVERIFY(projection().axes().empty());
    }

    void pointsNeedAllCoordinates() {
        open(5);
        QVERIFY(!action("lineTool")->isEnabled() && action("planeXY")->isEnabled());
        chooseMap();
        QTRY_VERIFY(action("lineTool")->isEnabled() && !action("planeXY")->isEnabled());
        QTRY_VERIFY(action("eraserTool")->isEnabled());
        const auto count = [&] { return m_studio->project().dataset.pointCount(); };
        const engine::Index all = count();
        const auto stroke = [&] {
            const QPointF middle = QRectF(stage().rect()).center();
            drag(stage(), middle, middle + QPointF(40, 30));
        };
        action("brushTool")->trigger();
        stroke();
        QCOMPARE(count(), all);
        const auto* messages = m_studio->window().stage().messages();
        QTRY_VERIFY(messages->messages().size() > 0);
        QVERIFY2(messages->messages().front().text.contains("A new point needs all 5 coordinates"),
                 qPrintable(messages->messages().front().text));
        action("eraserTool")->trigger();
        stroke();
        QVERIFY(count() < all);
        QTest::mouseClick(settings().findChild<QToolButton*>("space"), Qt::LeftButton);
        QTRY_VERIFY(action("planeXY")->isEnabled());
        const engine::Index left = count();
        stroke(); // through the depth of the space one sees
        QVERIFY(count() < left);
    }
};

KINETOSCOPE_TEST(ProjectionSettingsTest)

#include "projection_settings_test.moc"
