#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/studio/stage_controller.h"
#include "ui/tools/drawing_options.h"
#include "ui/view/scene_view.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <utility>

namespace {

Eigen::Vector3d meanOf(const engine::Points& points) { return points.rowwise().mean(); }

} // namespace

/// Every tool in space, from the empty window on: brush on the plane and on points, the plane moved and turned by its
/// handles, stamps, eraser, lasso and gizmo; and all of it taken back.
class DrawInSpaceJourney : public QObject {
    Q_OBJECT

    static ui::SpaceSettings space(tests::ShownProgram& shown) { return shown.window().drawingOptions().settings().space; }
    static engine::Points points(tests::ShownProgram& shown, std::size_t snapshot = 0) {
        return shown.dataset().snapshots[snapshot].points.points();
    }

    /// Drags over the stage through these places in space.
    static void dragThrough(tests::ShownProgram& shown, const std::vector<Eigen::Vector3d>& places) {
        QCoreApplication::processEvents();
        std::vector<QPointF> pixels;
        for (const Eigen::Vector3d& place : places)
            pixels.push_back(shown.stage().toPixel(place));
        shown.drag(shown.stage(), pixels);
    }

    /// Takes hold of the tip of an arrow that points along `axis` and drags it so far.
    static bool dragArrow(tests::ShownProgram& shown, const Eigen::Vector3d& axis, double by) {
        QMouseEvent rest(QEvent::MouseMove, QPointF(3, 3), shown.stage().mapToGlobal(QPointF(3, 3)), Qt::NoButton,
                         Qt::NoButton, {});
        QCoreApplication::sendEvent(&shown.stage(), &rest); // the handles are there since the pointer is
        QPointF before;
        const bool stands = QTest::qWaitFor([&] { // handles move along as the plane grows with what was painted
            QTest::qWait(150);
            const auto& knobs = shown.stage().state().overlay.knobs;
            const QPointF now = knobs.empty() ? QPointF() : shown.stage().toPixel(knobs.front().at);
            return !knobs.empty() && std::exchange(before, now) == now;
        });
        if (!stands)
            return false;
        for (const ui::OverlayKnob& knob : shown.stage().state().overlay.knobs)
            if (knob.shape == ui::OverlayKnob::Shape::Tip && (knob.at - knob.from).normalized().dot(axis) > 0.999) {
                dragThrough(shown, {knob.at, knob.at + 0.5 * by * axis, knob.at + by * axis});
                return true;
            }
        return false;
    }

    /// An empty space, once panels and bars have their places: until then the stage changes its size, and with it where
    /// things are on the screen.
    static bool beginInSpace(tests::ShownProgram& shown) {
        if (!shown.click("drawInSpace"))
            return false;
        QPointF before;
        return QTest::qWaitFor(
            [&] {
                QTest::qWait(500); // longer than a frame of a busy machine, and than the camera on its way
                const QPointF now = shown.stage().toPixel({1, 1, 1});
                return std::exchange(before, now) == now && shown.stage().statistics().milliseconds > 0 &&
                       shown.action("stampTool").isEnabled();
            },
            40'000);
    }

private slots:
    void everyStampByNumbers() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(beginInSpace(shown));
        const char* const cards[] = {"stampBall",  "stampShell", "stampTorus", "stampHelix",
                                     "stampBox",   "stampPlane", "stampRoll",  "stampKnot"};
        QVERIFY(shown.click(cards[1]) && shown.type("spaceStampCount", "300") && shown.type("spaceStampRadius", "0.5") &&
                shown.type("spaceStampNoise", "0"));
        int stamped = 0;
        for (const char* card : cards) {
            const Eigen::Vector3d middle(-1.8 + 1.2 * (stamped % 4), stamped < 4 ? -0.7 : 0.7, 0.25);
            QVERIFY(shown.click(card) && shown.type("spaceStampX", QString::number(middle.x())) &&
                    shown.type("spaceStampY", QString::number(middle.y())) &&
                    shown.type("spaceStampZ", QString::number(middle.z())) && shown.click("placeSpaceStamp"));
            QCOMPARE(points(shown).cols(), 300 * ++stamped);
            const engine::Points apart = points(shown).rightCols(300).colwise() - middle;
            const double reach = apart.colwise().norm().maxCoeff();
            QVERIFY2(reach <= 0.5 + 1e-9 && reach > 0.4, qPrintable(QStringLiteral("%1 %2").arg(card).arg(reach)));
        }
        QVERIFY(shown.keepPictures("space-stamps"));
        for (const char* card : cards) {
            shown.press(Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(points(shown).cols(), 300 * --stamped);
            Q_UNUSED(card);
        }
    }

    void aMeshByItsSurfaceAndItsInside() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(beginInSpace(shown));
        QByteArray cube;
        for (int corner = 0; corner < 8; ++corner)
            cube += QByteArray("v ") + (corner & 1 ? "1 " : "-1 ") + (corner & 2 ? "1 " : "-1 ") +
                    (corner & 4 ? "1\n" : "-1\n");
        cube += "f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n";
        const QString closed = home.write("cube.obj", cube);
        const QString open = home.write("open.obj", cube.chopped(10));
        QVERIFY(shown.click("stampMesh"));
        AWAIT(shown.dialog());
        QVERIFY(shown.chooseFile(closed));
        const auto stamp = [&] { return shown.window().drawingOptions().settings().stamp; };
        AWAIT(stamp().mesh);
        QVERIFY(shown.type("spaceStampCount", "500") && shown.type("spaceStampNoise", "0") &&
                shown.type("spaceStampRadius", QString::number(std::sqrt(3.0))));
        QVERIFY(shown.click("placeSpaceStamp"));
        /// How far each point is from the cube's middle, as its sides see it.
        const auto reach = [&] { return engine::RowVector(points(shown).rightCols(500).cwiseAbs().colwise().maxCoeff()); };
        QCOMPARE(points(shown).cols(), 500);
        QVERIFY((reach().array() - 1).abs().maxCoeff() < 1e-4);
        QVERIFY(shown.click("meshVolume") && shown.click("placeSpaceStamp"));
        QCOMPARE(points(shown).cols(), 1000);
        QVERIFY(reach().maxCoeff() < 1 + 1e-4 && (reach().array() < 0.9).count() > 300); // 0.9³ of 500: 365
        QVERIFY(shown.keepPicture("space-mesh"));

        // One with a hole has no inside, which is said; its surface can be stamped.
        QVERIFY(shown.click("stampMeshFile"));
        AWAIT(shown.dialog());
        QVERIFY(shown.chooseFile(open));
        AWAIT(stamp().meshName == QStringLiteral("open.obj"));
        QVERIFY(shown.click("placeSpaceStamp"));
        QVERIFY(shown.message("The mesh is not closed: 4 of its edges"));
        QCOMPARE(points(shown).cols(), 1000);
        QVERIFY(shown.click("meshSurface") && shown.click("placeSpaceStamp"));
        QCOMPARE(points(shown).cols(), 1500);
    }

    void choosesAndPlacesByNumbers() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(beginInSpace(shown));
        QVERIFY(shown.click("stampBox") && shown.type("spaceStampCount", "400") && shown.click("placeSpaceStamp"));
        const engine::Points stamped = points(shown);
        shown.press(Qt::Key_S);
        shown.press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.program().studio().selection().count(), 400);
        QVERIFY(shown.type("selectionX", "0.5") && shown.type("selectionY", "-0.25") && shown.type("selectionZ", "1") &&
                shown.type("selectionWidth", "2") && shown.type("selectionHeight", "1") &&
                shown.type("selectionDepth", "0.5"));
        const auto box = [&] {
            return std::pair<Eigen::Vector3d, Eigen::Vector3d>(points(shown).rowwise().minCoeff(),
                                                               points(shown).rowwise().maxCoeff());
        };
        QVERIFY((box().first - Eigen::Vector3d(-0.5, -0.75, 0.75)).norm() < 1e-6);
        QVERIFY((box().second - Eigen::Vector3d(1.5, 0.25, 1.25)).norm() < 1e-6);
        // Where they went out of sight the view follows.
        AWAIT(shown.stage().rect().contains(shown.stage().toPixel({-0.5, -0.75, 0.75}).toPoint()) &&
              shown.stage().rect().adjusted(0, 40, 0, 0).contains(shown.stage().toPixel({1.5, 0.25, 1.25}).toPoint()));
        QVERIFY(shown.click("turnAboutFirst") && shown.type("selectionTurn", "90"));
        QVERIFY((box().second - box().first - Eigen::Vector3d(2, 0.5, 1)).norm() < 1e-6);
        QVERIFY(shown.keepPictures("space-selection"));
        shown.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(points(shown).cols(), 800);
        shown.press(Qt::Key_PageDown, Qt::ControlModifier); // the copies are of the other time
        QCOMPARE(points(shown).cols(), 400);
        QCOMPARE(points(shown, 1).cols(), 400);
        for (int step = 0; step < 9; ++step)
            shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(points(shown) == stamped);
        QCOMPARE(shown.dataset().snapshots[1].points.size(), 0);
    }

    void drawsWithEveryToolInSpace() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(beginInSpace(shown));
        QCOMPARE(shown.window().mode(), ui::MainWindow::Mode::Studio);
        QCOMPARE(shown.stage().state().dimension, 3);
        QVERIFY(shown.action("brushTool").isChecked() && shown.find<QWidget>("planeSection"));
        QVERIFY(!shown.action("polygonTool").isEnabled()); // of the plane alone

        // The first stroke works at once: a tube on the plane z = 0.
        dragThrough(shown, {{-0.6, 0, 0}, {-0.3, 0.1, 0}, {0, 0, 0}, {0.3, -0.1, 0}, {0.6, 0, 0}});
        const engine::Points tube = points(shown);
        QVERIFY(tube.rows() == 3 && tube.cols() > 100);
        const double radius = shown.window().drawingOptions().settings().brush.radius * shown.stage().camera().halfHeight;
        QVERIFY(tube.row(2).cwiseAbs().maxCoeff() <= radius);
        QVERIFY(tube.row(2).maxCoeff() > 0.3 * radius); // round, not flat
        const Eigen::Vector3d center = meanOf(tube);
        QVERIFY2(center.cwiseAbs().maxCoeff() < 0.1, qPrintable(QString("%1 %2 %3").arg(center.x()).arg(center.y()).arg(center.z())));
        QVERIFY(shown.keepPicture("space-brush"));

        // Another plane: raised by its handle, then one along x and z.
        QVERIFY(dragArrow(shown, Eigen::Vector3d::UnitZ(), 0.4));
        QVERIFY(std::abs(space(shown).plane.offset() - 0.4) < 0.02);
        const engine::Index before = points(shown).cols();
        QCOMPARE(before, tube.cols()); // handles do not paint
        QVERIFY(shown.keepPicture("space-raised"));
        dragThrough(shown, {{0.2, 0.4, 0.4}, {0.6, 0.4, 0.4}});
        const engine::Points raised = points(shown).rightCols(points(shown).cols() - before);
        QVERIFY2(raised.cols() > 20, qPrintable(QString::number(raised.cols())));
        const double height = meanOf(raised).z();
        QVERIFY2(std::abs(height - space(shown).plane.offset()) < 0.3 * radius, qPrintable(QString::number(height)));
        shown.action("planeXZ").trigger();
        QVERIFY((space(shown).plane.normal() + Eigen::Vector3d::UnitY()).norm() < 1e-9);
        QVERIFY(shown.type("planeTilt", "60"));
        QVERIFY(std::abs(space(shown).plane.tilt() - M_PI / 3) < 1e-6);
        QVERIFY(shown.keepPicture("space-plane"));

        // On the points: where the tube is, not where the plane is.
        shown.action("paintOnPoints").trigger();
        QVERIFY(space(shown).onSurface);
        const engine::Index atTube = points(shown).cols();
        dragThrough(shown, {{-0.3, 0.1, 0}});
        const engine::Points onTube = points(shown).rightCols(points(shown).cols() - atTube);
        QVERIFY(onTube.cols() > 0 && (meanOf(onTube) - Eigen::Vector3d(-0.3, 0.1, 0)).norm() < 2.5 * radius);
        shown.action("paintOnPoints").trigger();

        // A torus in the second snapshot.
        shown.action("planeXY").trigger();
        shown.program().studio().selection().setCurrentSnapshot(1);
        shown.action("stampTool").trigger();
        shown.window().drawingOptions().edit([](ui::DrawingSettings& s) {
            s.stamp.spaceKind = ui::SpaceStampKind::Torus;
            s.stamp.noise = 0;
            s.stamp.count = 500;
        });
        QCoreApplication::processEvents();
        const double size = shown.window().drawingOptions().settings().stamp.radius * shown.stage().camera().halfHeight;
        dragThrough(shown, {space(shown).plane.origin});
        QCOMPARE(points(shown, 1).cols(), 500);
        const engine::Points torus = points(shown, 1).colwise() - Eigen::VectorXd(space(shown).plane.origin);
        for (engine::Index i = 0; i < torus.cols(); ++i) {
            const Eigen::Vector3d p = torus.col(i) / size;
            const double away = std::hypot(std::hypot(p.x(), p.y()) - 0.7, p.z()) - 0.3;
            QVERIFY2(std::abs(away) < 0.08, qPrintable(QStringLiteral("%1 (%2, %3, %4)").arg(away).arg(p.x()).arg(p.y()).arg(p.z())));
        }
        QVERIFY(shown.keepPicture("space-stamp"));
        AWAIT(shown.isTraining()); // two shapes: they train by themselves

        // Lasso through the depth, then the gizmo.
        shown.action("selectTool").trigger();
        const QPointF middle = shown.stage().toPixel(space(shown).plane.origin);
        std::vector<QPointF> lasso;
        for (const Eigen::Vector2d& p : tests::circle({middle.x(), middle.y()}, 220))
            lasso.emplace_back(p.x(), p.y());
        shown.drag(shown.stage(), lasso);
        QCOMPARE(shown.program().studio().selection().count(), 500);
        const engine::Points still = points(shown, 1);
        QVERIFY(dragArrow(shown, Eigen::Vector3d::UnitX(), 0.5));
        const Eigen::Vector3d moved = meanOf(points(shown, 1)) - meanOf(still);
        QVERIFY(std::abs(moved.x() - 0.5) < 0.03 && std::abs(moved.y()) < 1e-9 && std::abs(moved.z()) < 1e-9);
        QVERIFY(shown.keepPicture("space-gizmo"));
        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(points(shown, 1) == still);
        shown.press(Qt::Key_Escape);

        // The eraser goes through the depth.
        shown.action("eraserTool").trigger();
        const Eigen::Vector3d rim = still.col(0);
        dragThrough(shown, {rim});
        QVERIFY(points(shown, 1).cols() < 500);
        for (engine::Index i = 0; i < points(shown, 1).cols(); ++i) {
            const QPointF apart = shown.stage().toPixel(points(shown, 1).col(i)) - shown.stage().toPixel(rim);
            QVERIFY(std::hypot(apart.x(), apart.y()) > 0.9 * radius / shown.stage().camera().halfHeight *
                                                            shown.stage().height() / 2);
        }
        QVERIFY(shown.keepPicture("space-eraser"));

        // Everything can be taken back, and it stays a space.
        while (shown.action("undo").isEnabled())
            shown.action("undo").trigger();
        QCOMPARE(shown.dataset().pointCount(), 0);
        AWAIT(shown.stage().state().dimension == 3);
    }
};

KINETOSCOPE_TEST(DrawInSpaceJourney)

#include "draw_in_space_test.moc"
