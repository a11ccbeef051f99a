#include "ui/scene/camera_rig.h"

#include "tests/support/test_registry.h"
#include "ui/scene/floor_geometry.h"
#include "ui/scene/scene.h"

#include <Eigen/Geometry>
#include <QTest>
#include <numbers>
#include <vtkCamera.h>
#include <vtkMatrix4x4.h>

using Eigen::Vector2d;
using Eigen::Vector3d;

namespace {

const ui::SceneBounds kFlat = {{-2, 1, 0}, {3, 4, 0}};
const ui::SceneBounds kSolid = {{-2, 1, -1}, {3, 4, 5}};

bool near(const Vector3d& a, const Vector3d& b, double tolerance = 1e-9) { return (a - b).norm() < tolerance; }

ui::CameraRig rig(int dimension) {
    ui::CameraRig rig;
    rig.setViewport(800, 500);
    rig.setContents(dimension, dimension > 2 ? kSolid : kFlat);
    return rig;
}

} // namespace

class CameraRigTest : public QObject {
    Q_OBJECT
private slots:
    void everythingFitsBetweenTheMargins() {
        for (const int dimension : {2, 3}) {
            const ui::CameraRig r = rig(dimension);
            const ui::SceneBounds box = dimension > 2 ? ui::FloorGeometry::of(kSolid).withFloor(kSolid) : kFlat;
            double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
            for (int corner = 0; corner < 8; ++corner) {
                const Vector3d p = r.view().toPixel({corner & 1 ? box.lower.x() : box.upper.x(),
                                                     corner & 2 ? box.lower.y() : box.upper.y(),
                                                     corner & 4 ? box.lower.z() : box.upper.z()});
                left = std::min(left, p.x()), right = std::max(right, p.x());
                top = std::min(top, p.y()), bottom = std::max(bottom, p.y());
            }
            const ui::CameraRig::Margins m;
            const double tolerance = dimension > 2 ? 12 : 1e-6; // a shift changes a perspective view a little
            QVERIFY(left >= m.left - tolerance && right <= 800 - m.right + tolerance);
            QVERIFY(top >= m.top - tolerance && bottom <= 500 - m.bottom + tolerance);
            // One direction is used fully.
            QVERIFY(right - left > 0.9 * (800 - m.left - m.right) || bottom - top > 0.9 * (500 - m.top - m.bottom));
        }
    }

    void aSinglePointAndATinyViewFitToo() {
        ui::CameraRig r;
        r.setViewport(10, 6);
        r.setContents(2, {{5, 5, 0}, {5, 5, 0}});
        QVERIFY(std::isfinite(r.pose().halfHeight) && r.pose().halfHeight > 0);
        const Vector3d p = r.view().toPixel({5, 5, 0});
        QVERIFY(p.x() > 0 && p.x() < 10 && p.y() > 0 && p.y() < 6);
    }

    void pixelsAndDataAgree() {
        for (const int dimension : {2, 3}) {
            const ui::CameraRig r = rig(dimension);
            for (const Vector2d& pixel : {Vector2d(0, 0), Vector2d(799, 10), Vector2d(321, 444)}) {
                const Vector3d back = r.view().toPixel(r.view().toData(pixel));
                QVERIFY((back.head<2>() - pixel).norm() < 1e-6);
            }
        }
        const ui::CameraRig flat = rig(2);
        const Vector3d a = flat.view().toData({100, 100}), b = flat.view().toData({101, 100});
        QVERIFY(std::abs((b - a).x() * flat.view().pixelsPerUnit() - 1) < 1e-9);
        QCOMPARE(a.z(), 0.0);
    }

    void vtkSeesTheSame() {
        ui::Scene scene;
        for (const bool perspective : {true, false}) {
            ui::SceneState state;
            state.dimension = 3;
            state.bounds = kSolid;
            ui::CameraRig r = rig(3);
            r.setPerspective(perspective);
            r.orbit({70, 30});
            state.camera = r.pose();
            scene.update(state, 800, 500);
            vtkMatrix4x4* theirs =
                scene.renderer()->GetActiveCamera()->GetCompositeProjectionTransformMatrix(800.0 / 500.0, -1, 1);
            const Vector3d x(1, 2.5, 3), world = x - scene.origin();
            double in[4] = {world.x(), world.y(), world.z(), 1}, out[4];
            theirs->MultiplyPoint(in, out);
            const Vector3d ours = scene.view().toPixel(x);
            QVERIFY(std::abs((out[0] / out[3] + 1) / 2 * 800 - ours.x()) < 1e-3);
            QVERIFY(std::abs((1 - out[1] / out[3]) / 2 * 500 - ours.y()) < 1e-3);
            QVERIFY(std::abs(out[2] / out[3] - ours.z()) < 1e-6);
        }
    }

    void depthRunsFromNearToFar() {
        const ui::CameraRig r = rig(3);
        const auto depth = [&](const Vector3d& x) {
            return r.view().depthPlane().dot(Eigen::Vector4d(x.x(), x.y(), x.z(), 1));
        };
        const Vector3d middle = kSolid.center(), way = r.pose().toEye() * kSolid.radius();
        QVERIFY(std::abs(depth(middle) - 0.5) < 1e-12);
        QVERIFY(std::abs(depth(middle + way)) < 1e-12);
        QVERIFY(std::abs(depth(middle - way) - 1) < 1e-12);
    }

    void zoomKeepsThePointUnderThePixel() {
        for (const int dimension : {2, 3}) {
            ui::CameraRig r = rig(dimension);
            const Vector2d pixel(620, 90);
            const Vector3d before = r.view().toData(pixel);
            r.zoom(1.7, pixel);
            QVERIFY(near(r.view().toData(pixel), before));
            QVERIFY(!r.follows());
        }
        ui::CameraRig r = rig(2);
        for (int i = 0; i < 500; ++i)
            r.zoom(2, {400, 250});
        QVERIFY(r.pose().halfHeight > 0);
    }

    void panningHoldsThePoint() {
        ui::CameraRig r = rig(3);
        const Vector3d held = r.view().toData({300, 200});
        r.pan({300, 200}, {350, 120});
        QVERIFY(near(r.view().toData({350, 120}), held));
    }

    void orbitTurnsAboutTheFocusAndStopsAtThePoles() {
        ui::CameraRig r = rig(3);
        const Vector3d focus = r.pose().focus;
        r.orbit({100, 0});
        QVERIFY(near(r.pose().focus, focus));
        r.orbit({0, 10'000});
        QVERIFY(std::abs(r.pose().elevation - std::numbers::pi / 2) < 1e-12);
        ui::CameraRig flat = rig(2);
        const ui::CameraPose before = flat.pose();
        flat.orbit({100, 100});
        QVERIFY(flat.pose() == before);
    }

    void sidesLookAlongTheAxes() {
        ui::CameraRig r = rig(3);
        using Side = ui::CameraRig::Side;
        const std::pair<Side, Vector3d> sides[] = {{Side::Front, {0, -1, 0}}, {Side::Back, {0, 1, 0}},
                                                   {Side::Left, {-1, 0, 0}},  {Side::Right, {1, 0, 0}},
                                                   {Side::Top, {0, 0, 1}},    {Side::Bottom, {0, 0, -1}}};
        for (const auto& [side, direction] : sides) {
            r.show(side);
            QVERIFY(near(r.pose().toEye(), direction));
            QVERIFY(near(r.pose().right().cross(r.pose().up()), r.pose().toEye()));
        }
    }

    void jumpsEndWhereTheyShould() {
        ui::CameraRig r = rig(3);
        r.setPerspective(true);
        r.show(ui::CameraRig::Side::Front);
        const ui::CameraPose goal = r.pose();
        r.show(ui::CameraRig::Side::Iso);
        const ui::CameraPose start = r.pose();
        r.show(ui::CameraRig::Side::Front, 10, 0.35);
        QVERIFY(r.pose() == start);
        QVERIFY(r.advance(10.1));
        QVERIFY(!(r.pose() == start) && !(r.pose() == goal));
        QVERIFY(r.advance(10.36));
        QVERIFY(near(r.pose().toEye(), goal.toEye()) && std::abs(r.pose().halfHeight / goal.halfHeight - 1) < 1e-9);
        QVERIFY(!r.advance(10.4));
        r.show(ui::CameraRig::Side::Iso, 11, 0.35);
        r.pan({0, 0}, {5, 5}); // the person takes over
        QVERIFY(!r.advance(11.1));
    }

    /// Pixels that a tenth of a unit along the picture takes, so far behind the plane of the focus.
    static double sizeAt(const ui::CameraRig& r, double depth) {
        const Vector3d from = r.pose().focus - depth * r.pose().toEye();
        return (r.view().toPixel(from + 0.1 * r.pose().right()) - r.view().toPixel(from)).head<2>().norm();
    }

    void equalLengthsAreEqualWithoutVanishingPoint() {
        ui::CameraRig r = rig(3);
        QVERIFY(r.isPerspective() && sizeAt(r, -2) > 1.2 * sizeAt(r, 2));
        r.setPerspective(false);
        QVERIFY(!r.isPerspective());
        for (const ui::CameraRig::Side side : {ui::CameraRig::Side::Iso, ui::CameraRig::Side::Top,
                                               ui::CameraRig::Side::Left}) {
            r.show(side);
            QVERIFY(!r.pose().perspective && std::abs(sizeAt(r, -2) / sizeAt(r, 2) - 1) < 1e-9);
        }
        r.zoom(1.7, {200, 100});
        r.orbit({50, 20});
        QVERIFY(std::abs(sizeAt(r, -2) / sizeAt(r, 2) - 1) < 1e-9);
        ui::CameraRig flat = rig(2); // a plane has no other projection
        flat.setPerspective(true);
        QVERIFY(!flat.pose().perspective && !flat.isPerspective());
    }

    void theWayToParallelIsSmooth() {
        for (const bool perspective : {false, true}) {
            ui::CameraRig r = rig(3);
            r.setPerspective(!perspective);
            r.setPose(r.pose()); // no fit on the way
            const double size = sizeAt(r, 0);
            double before = sizeAt(r, 2), largest = 0;
            const double start = before;
            r.setPerspective(perspective, 10, 0.35);
            for (int frame = 0; frame <= 21; ++frame) {
                QVERIFY(r.advance(10 + frame / 60.0));
                QVERIFY2(std::abs(sizeAt(r, 0) / size - 1) < 1e-6, "the plane of the focus keeps its size");
                const double now = sizeAt(r, 2);
                QVERIFY(perspective ? now <= before + 1e-9 : now >= before - 1e-9);
                largest = std::max(largest, std::abs(now - before));
                before = now;
            }
            QVERIFY2(largest < 0.2 * std::abs(before - start), "no jump");
            r.advance(11);
            QVERIFY(r.pose().perspective == perspective && r.pose().viewAngle == ui::kViewAngle);
        }
    }

    void whoeverTakesTheCameraOnItsWayGetsWhatItWasGoingTo() {
        ui::CameraRig r = rig(3);
        r.setPerspective(false, 10, 0.35);
        r.advance(10.1);
        QVERIFY(r.pose().perspective && r.pose().viewAngle < ui::kViewAngle);
        ui::CameraRig other = rig(3);
        other.lookAs(r); // another pane, the same picture
        QVERIFY(other.pose() == r.pose() && !other.isPerspective());
        r.pan({0, 0}, {5, 5});
        QVERIFY(!r.pose().perspective && !r.advance(10.2));
        r.setPerspective(true, 20, 0.35);
        r.advance(20.1);
        r.show(ui::CameraRig::Side::Front, 20.1, 0.35); // and one way may follow upon the other
        r.advance(21);
        QVERIFY(r.pose().perspective && r.pose().viewAngle == ui::kViewAngle && near(r.pose().toEye(), {0, -1, 0}));
    }

    void itMovesToAPose() {
        ui::CameraRig r = rig(3);
        ui::CameraPose goal = r.pose();
        goal.azimuth += 1;
        goal.focus += Vector3d(0.5, 0, 1);
        goal.halfHeight *= 0.3;
        goal.perspective = false;
        const ui::CameraPose start = r.pose();
        r.moveTo(goal, 5, 0.35);
        QVERIFY(r.pose() == start && !r.follows());
        r.advance(5.2);
        QVERIFY(!(r.pose() == start) && !(r.pose() == goal));
        r.advance(6);
        QVERIFY(r.pose() == goal);
        r.moveTo(start);
        QVERIFY(r.pose() == start);
    }

    void itFollowsUntilMovedAndAgainAfterFit() {
        ui::CameraRig r = rig(2);
        ui::CameraRig wide = rig(2);
        wide.setContents(2, {{-20, 1, 0}, {30, 4, 0}});
        r.pan({0, 0}, {10, 0});
        const double kept = r.pose().halfHeight;
        r.setContents(2, {{-20, 1, 0}, {30, 4, 0}});
        QCOMPARE(r.pose().halfHeight, kept);
        r.fit();
        QVERIFY(std::abs(r.pose().halfHeight / wide.pose().halfHeight - 1) < 1e-9);
        r.setContents(3, kSolid); // other data begin afresh
        QVERIFY(r.follows() && r.pose().perspective);
    }
};

KINETOSCOPE_TEST(CameraRigTest)

#include "camera_rig_test.moc"
