#include "ui/view/scene_view.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/view/stage_warm_up.h"

#include <QMouseEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTabletEvent>
#include <QTest>
#include <QWheelEvent>

namespace {

// Not QTest::mouseMove(): that moves the real pointer, and its event comes whenever the X server sends it.
void moveTo(QWidget& widget, QPointF at, Qt::MouseButtons held = Qt::NoButton) {
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, held, {});
    QCoreApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, Qt::MouseButton button, QPoint from, QPoint way) {
    QTest::mousePress(&widget, button, {}, from);
    for (int i = 1; i <= 10; ++i)
        moveTo(widget, from + way * i / 10, button);
    QTest::mouseRelease(&widget, button, {}, from + way);
}

void scroll(QWidget& widget, QPointF at, int delta) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

bool near(const Eigen::Vector3d& a, const Eigen::Vector3d& b, double tolerance = 1e-9) {
    return (a - b).norm() < tolerance;
}

QRgb stageColor(const ui::SceneState& state) { return 0xff000000U | state.theme.stage.rgb(); }

} // namespace

class SceneViewTest : public QObject {
    Q_OBJECT

    QByteArray m_route;

    void show(ui::SceneView& view, const ui::SceneState& state, QSize size = {640, 420}) {
        view.resize(size);
        view.setState(state);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(view.statistics().milliseconds > 0);
    }

private slots:
    void warmUpLeavesNoTrace() {
        qputenv("KINETOSCOPE_VIEW", "raster");
        ui::SceneView warm, cold;
        ui::StageWarmUp warmUp(warm);
        QSignalSpy finished(&warmUp, &ui::StageWarmUp::finished), camera(&warm, &ui::SceneView::cameraChanged);
        warmUp.start();
        QVERIFY(finished.wait());
        QVERIFY(!warmUp.isUnderWay());
        QCOMPARE(camera.count(), 0);
        QCOMPARE(warm.statistics().milliseconds, 0.0); // no frame that anybody saw
        QVERIFY(warm.state().snapshots.empty());
        const ui::SceneState state = tests::splittingState(true);
        show(warm, state);
        show(cold, state);
        QCOMPARE(warm.grabImage(), cold.grabImage());
    }
    void warmUpGivesWayToTheFirstDocument() {
        qputenv("KINETOSCOPE_VIEW", "raster");
        ui::SceneView view;
        ui::StageWarmUp warmUp(view);
        QSignalSpy finished(&warmUp, &ui::StageWarmUp::finished);
        warmUp.start();
        show(view, tests::splittingState(true));
        const QImage before = view.grabImage();
        QVERIFY(finished.wait());
        QCOMPARE(view.grabImage(), before);
    }

    void initTestCase() { m_route = qgetenv("KINETOSCOPE_VIEW"); }
    void cleanup() { m_route.isNull() ? qunsetenv("KINETOSCOPE_VIEW") : qputenv("KINETOSCOPE_VIEW", m_route); }

    void showsTheStateOnBothRoutes_data() {
        QTest::addColumn<QByteArray>("route");
        QTest::newRow("raster") << QByteArray("raster");
        QTest::newRow("gl") << QByteArray("gl");
    }
    void showsTheStateOnBothRoutes() {
        QFETCH(QByteArray, route);
        qputenv("KINETOSCOPE_VIEW", route);
        ui::SceneView view;
        QVERIFY2(view.isUsable(), qPrintable(view.problem()));
        const ui::SceneState state = tests::splittingState(true);
        show(view, state);
        const QImage picture = view.grabImage();
        QCOMPARE(picture.size(), (QSizeF(view.size()) * view.devicePixelRatioF()).toSize());
        QCOMPARE(picture.pixel(picture.width() - 3, 3), stageColor(state));
        int warm = 0; // particles and trails glow
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                warm += qRed(picture.pixel(x, y)) > 150 && qBlue(picture.pixel(x, y)) < qRed(picture.pixel(x, y)) - 60;
        QVERIFY2(warm > 500, qPrintable(QString::number(warm)));
    }

    void bothRoutesShowTheSamePicture() {
        QImage pictures[2];
        const char* routes[2] = {"raster", "gl"};
        for (int i = 0; i < 2; ++i) {
            qputenv("KINETOSCOPE_VIEW", routes[i]);
            ui::SceneView view;
            show(view, tests::splittingState(true));
            pictures[i] = view.grabImage();
        }
        QCOMPARE(pictures[0].size(), pictures[1].size());
        qint64 difference = 0;
        for (int y = 0; y < pictures[0].height(); ++y)
            for (int x = 0; x < pictures[0].width(); ++x)
                difference += qAbs(qGreen(pictures[0].pixel(x, y)) - qGreen(pictures[1].pixel(x, y)));
        QVERIFY(double(difference) / (pictures[0].width() * pictures[0].height()) < 0.5);
    }

    void manyRequestsCostOneDrawing() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        QTest::qWait(100);
        QSignalSpy frames(&view, &ui::SceneView::frameDrawn);
        for (int i = 0; i < 50; ++i)
            view.requestRender();
        QTRY_COMPARE(frames.count(), 1);
        view.update(); // a plain repaint shows the last picture again
        QTest::qWait(80);
        QCOMPARE(frames.count(), 1);
    }

    void theFrameRateIsCapped() {
        ui::SceneView view;
        show(view, tests::splittingState(true, 50, 50));
        view.setFrameRateCap(10);
        QSignalSpy frames(&view, &ui::SceneView::frameDrawn);
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 1000) {
            view.setTime(double(timer.elapsed()) / 1000);
            QTest::qWait(5);
        }
        QVERIFY2(frames.count() >= 5 && frames.count() <= 12, qPrintable(QString::number(frames.count())));
    }

    void theWheelKeepsThePointUnderThePointer() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        QVERIFY(view.cameraFollows());
        const QPointF at(450, 120);
        const Eigen::Vector3d before = view.toData(at);
        const double scale = view.camera().halfHeight;
        for (int i = 0; i < 4; ++i)
            scroll(view, at, 30); // four quarters of a notch, as touch pads send
        QVERIFY(qAbs(view.camera().halfHeight * 1.2 / scale - 1) < 1e-9);
        QVERIFY(near(view.toData(at), before));
        QVERIFY(!view.cameraFollows());
        QTest::keyClick(&view, Qt::Key_Home);
        QTRY_VERIFY(qAbs(view.camera().halfHeight / scale - 1) < 1e-9);
        QVERIFY(view.cameraFollows());
    }

    void draggingPansAndKeysDo() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        const Eigen::Vector3d held = view.toData({200, 200});
        drag(view, Qt::LeftButton, {200, 200}, {60, -30});
        QVERIFY(near(view.toData({260, 170}), held, 1e-6));
        drag(view, Qt::RightButton, {260, 170}, {-60, 30});
        QVERIFY(near(view.toData({200, 200}), held, 1e-6));
        moveTo(view, {10, 10}); // the button is up: nothing moves
        QVERIFY(near(view.toData({200, 200}), held, 1e-6));
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.toData({200, 200}).x() > held.x());
    }

    void toolsGetThePointerInDataCoordinates() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        view.setLeftButtonNavigates(false);
        QList<ui::PointerEvent> pressed, moved, released;
        connect(&view, &ui::SceneView::pointerPressed, this, [&](const ui::PointerEvent& e) { pressed += e; });
        connect(&view, &ui::SceneView::pointerMoved, this, [&](const ui::PointerEvent& e) { moved += e; });
        connect(&view, &ui::SceneView::pointerReleased, this, [&](const ui::PointerEvent& e) { released += e; });
        const ui::CameraPose before = view.camera();
        drag(view, Qt::LeftButton, {300, 200}, {50, 0});
        QVERIFY(view.camera() == before);
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(moved.size(), 10);
        QCOMPARE(released.size(), 1);
        const Eigen::Vector3d data = pressed.front().data;
        QVERIFY((view.toPixel(data) - QPointF(300, 200)).manhattanLength() < 1e-6);
        QVERIFY(qAbs(moved.back().data.x() - data.x() - 50 * pressed.front().unitsPerPixel) < 1e-9);
        QCOMPARE(data.z(), 0.0);
    }

    void toolsHearHowHardAPenPresses() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        view.setLeftButtonNavigates(false);
        std::vector<double> pressures;
        connect(&view, &ui::SceneView::pointerPressed, this,
                [&](const ui::PointerEvent& event) { pressures.push_back(event.pressure); });
        connect(&view, &ui::SceneView::pointerMoved, this,
                [&](const ui::PointerEvent& event) { pressures.push_back(event.pressure); });
        const QPointF at(100, 100), global = view.mapToGlobal(at);
        const auto pen = [&](QEvent::Type type, double pressure) {
            QTabletEvent event(type, QPointingDevice::primaryPointingDevice(), at, global, pressure, 0, 0, 0, 0, 0, {},
                               Qt::LeftButton, Qt::LeftButton);
            QCoreApplication::sendEvent(&view, &event);
            QVERIFY(!event.isAccepted()); // so that Qt sends the mouse event that carries it
        };
        pen(QEvent::TabletPress, 0.25);
        QTest::mousePress(&view, Qt::LeftButton, {}, at.toPoint());
        pen(QEvent::TabletMove, 0.75);
        moveTo(view, at + QPointF(5, 0), Qt::LeftButton);
        pen(QEvent::TabletRelease, 0);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at.toPoint());
        moveTo(view, at); // a mouse afterwards presses fully
        QCOMPARE(pressures.size(), 3U);
        QVERIFY(std::abs(pressures[0] - 0.25) < 1e-3 && std::abs(pressures[1] - 0.75) < 1e-3 && pressures[2] == 1);
    }

    void theCameraStandsStillUnderATool() {
        ui::SceneView view;
        ui::SceneState state = tests::splittingState(true);
        show(view, state);
        const ui::CameraPose before = view.camera();
        view.setLeftButtonNavigates(false);
        state.bounds.upper.x() = 30;
        view.setState(state);
        QVERIFY(view.camera() == before);
        view.setLeftButtonNavigates(true);
        state.bounds.upper.x() = 31;
        view.setState(state);
        QVERIFY(!(view.camera() == before));
    }

    void inSpaceADragTurnsAndTheCubeJumps() {
        ui::SceneView view;
        view.setReducedMotion(true);
        show(view, tests::spaceState(true, 500));
        const ui::CameraPose before = view.camera();
        drag(view, Qt::LeftButton, {300, 200}, {40, 20});
        QVERIFY(view.camera().azimuth != before.azimuth && view.camera().elevation > before.elevation);
        view.showSide(ui::CameraRig::Side::Iso);
        QTest::mouseClick(&view, Qt::LeftButton, {}, {view.width() - 84, 46}); // its upper face
        QVERIFY(near(view.camera().toEye(), {0, 0, 1}, 1e-6));
    }

    void aDragEndsWhenTheViewIsHidden() {
        ui::SceneView view;
        show(view, tests::splittingState(true));
        QTest::mousePress(&view, Qt::LeftButton, {}, {200, 200});
        view.hide();
        const ui::CameraPose before = view.camera();
        moveTo(view, {300, 300}, Qt::LeftButton);
        QVERIFY(view.camera() == before);
    }

    void withoutOpenGlItSaysWhyAndLives() {
        qputenv("KINETOSCOPE_VIEW", "none");
        ui::SceneView view;
        QVERIFY(!view.isUsable());
        QVERIFY(view.problem().contains("KINETOSCOPE_VIEW"));
        view.resize(400, 300);
        view.setState(tests::splittingState(true));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(view.findChild<QWidget*>("stageMessage")->isVisible());
        scroll(view, {100, 100}, 120);
        view.requestRender();
        QVERIFY(view.grabImage().isNull());
    }

    void thinningIsReported() {
        ui::SceneView view;
        ui::SceneState state = tests::splittingState(true, 1500, 400);
        state.limits.snapshotPoints = 500;
        show(view, state);
        QTRY_COMPARE(view.statistics().report.snapshotPointsDrawn, 500);
        QCOMPARE(view.statistics().report.trailsDrawn, 1000);
        QCOMPARE(view.statistics().thinned,
                 QString("drawn: 500 of 2\u2009000 points, 1\u2009000 of 1\u2009500 trails"));
    }

    void survivesResizingHidingAndReparenting_data() { showsTheStateOnBothRoutes_data(); }
    void survivesResizingHidingAndReparenting() {
        QFETCH(QByteArray, route);
        qputenv("KINETOSCOPE_VIEW", route);
        QWidget window;
        auto* view = new ui::SceneView(&window);
        view->setState(tests::splittingState(true));
        window.resize(500, 400);
        view->resize(500, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        for (const QSize size : {QSize(300, 200), QSize(701, 499), QSize(33, 21), QSize(400, 300)}) {
            window.resize(size);
            view->resize(size);
            QTest::qWait(40);
            QCOMPARE(view->grabImage().size(), (QSizeF(size) * view->devicePixelRatioF()).toSize());
        }
        window.hide();
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        view->setParent(nullptr);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view));
        QTest::qWait(60);
        QCOMPARE(view->grabImage().pixel(view->width() - 3, 3), stageColor(view->state()));
        delete view;
    }

    void manyViewsLiveSideBySideAndDieInAnyOrder_data() { showsTheStateOnBothRoutes_data(); }
    void manyViewsLiveSideBySideAndDieInAnyOrder() {
        QFETCH(QByteArray, route);
        qputenv("KINETOSCOPE_VIEW", route);
        { ui::SceneView never; } // never shown
        QWidget window;
        std::vector<ui::SceneView*> views;
        for (int i = 0; i < 3; ++i) {
            views.push_back(new ui::SceneView(&window));
            views.back()->setGeometry(i * 210, 0, 200, 150);
            views.back()->setState(tests::splittingState(i != 1, 100, 100));
        }
        window.resize(640, 150);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(60);
        delete views[1];
        for (const int i : {0, 2})
            QCOMPARE(views[std::size_t(i)]->grabImage().pixel(197, 3), stageColor(views[std::size_t(i)]->state()));
        delete views[0];
        QTest::qWait(30);
    }
};

KINETOSCOPE_TEST(SceneViewTest)

#include "scene_view_test.moc"
