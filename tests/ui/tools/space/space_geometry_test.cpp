// Work plane, gizmo, surface under the pointer and the brush's points: the geometry of drawing in space.
#include "tests/support/test_registry.h"
#include "ui/tools/space/gizmo.h"
#include "ui/tools/space/space_stroke_sampler.h"
#include "ui/tools/space/surface_pick.h"
#include "ui/tools/space/work_plane.h"

#include <QTest>
#include <cmath>
#include <numbers>

using Eigen::Vector2d;
using Eigen::Vector3d;
using ui::Gizmo;
using ui::WorkPlane;

namespace {

ui::ViewTransform look(double azimuth, double elevation, bool perspective = false) {
    ui::CameraPose pose;
    pose.azimuth = azimuth;
    pose.elevation = elevation;
    pose.halfHeight = 1.5;
    pose.focus = {0.1, -0.2, 0.3};
    pose.perspective = perspective;
    return {pose, 800, 600, {{-1, -1, -1}, {1, 1, 1}}};
}

Vector2d pixelOf(const ui::ViewTransform& view, const Vector3d& x) { return view.toPixel(x).head<2>(); }

/// From the front-left, as one looks at first, and from straight above; parallel and with vanishing points.
std::vector<ui::ViewTransform> looks() {
    return {look(0.72, 0.36), look(0.72, 0.36, true), look(2.5, -0.6), look(2.2, 1.0, true)};
}

Gizmo gizmoAt(const ui::ViewTransform& view) {
    Gizmo gizmo;
    gizmo.center = {0.2, 0.1, 0.4};
    gizmo.setLengthFor(view);
    return gizmo;
}

} // namespace

class SpaceGeometryTest : public QObject {
    Q_OBJECT

private slots:
    void theRayGoesThroughWhatIsUnderThePixel() {
        for (const ui::ViewTransform& view : looks())
            for (const Vector3d& x : {Vector3d(0, 0, 0), Vector3d(0.5, -0.4, 0.7), Vector3d(-0.9, 0.3, -0.2)}) {
                const ui::Ray ray = view.ray(pixelOf(view, x));
                QVERIFY(std::abs(ray.direction.norm() - 1) < 1e-12);
                const double distance = (x - ray.origin).dot(ray.direction);
                QVERIFY(distance > 0);
                QVERIFY((ray.at(distance) - x).norm() < 1e-9);
            }
    }

    void thePlaneIsMetWhereThePointerIs() {
        const WorkPlane plane = WorkPlane::along(WorkPlane::Side::XY, {0.3, 0.2, 0.25}).turned(0.1, 0.8);
        for (const ui::ViewTransform& view : looks()) {
            const Vector3d x = plane.at(0.4, -0.3);
            const auto met = plane.meets(view.ray(pixelOf(view, x)));
            QVERIFY2(met && (*met - x).norm() < 1e-9, qPrintable(met ? QString::number((*met - x).norm()) : QStringLiteral("not met")));
        }
        // From its edge it is never met.
        QVERIFY(!WorkPlane().meets(look(0.3, 0.01).ray({400, 300})));
    }

    void planesAreWhatTheirNamesSay() {
        using Side = WorkPlane::Side;
        QVERIFY(WorkPlane::along(Side::XY, {1, 2, 3}).normal() == Vector3d::UnitZ());
        QVERIFY(WorkPlane::along(Side::XZ, {1, 2, 3}).normal() == -Vector3d::UnitY());
        QVERIFY(WorkPlane::along(Side::YZ, {1, 2, 3}).normal() == Vector3d::UnitX());
        QCOMPARE(WorkPlane::along(Side::XY, {1, 2, 3}).offset(), 3.0);
        const ui::ViewTransform view = look(0.9, 0.5);
        QVERIFY((WorkPlane::facing(view.pose(), {}).normal() - view.pose().toEye()).norm() < 1e-12);
        WorkPlane plane = WorkPlane::along(Side::YZ, {1, 2, 3});
        plane.setOffset(-0.5);
        QVERIFY((plane.origin - Vector3d(-0.5, 2, 3)).norm() < 1e-12);
        for (const double tilt : {0.2, 1.0, 2.5})
            for (const double heading : {-2.0, 0.4, 3.0}) {
                const WorkPlane turned = plane.turned(tilt, heading);
                QVERIFY(std::abs(turned.tilt() - tilt) < 1e-9 && std::abs(turned.heading() - heading) < 1e-9);
                QVERIFY(std::abs(turned.u.dot(turned.v)) < 1e-12 && turned.origin == plane.origin);
            }
    }

    void everyHandleIsFoundWhereItIsDrawn() {
        const ui::ViewTransform view = look(0.72, 0.36);
        const Gizmo gizmo = gizmoAt(view);
        ui::OverlayView overlay;
        gizmo.show(overlay, {});
        int tips = 0, boxes = 0;
        for (const ui::OverlayKnob& knob : overlay.knobs) {
            const auto handle = gizmo.handleAt(view, pixelOf(view, knob.at));
            QVERIFY(handle);
            const bool isTip = knob.shape == ui::OverlayKnob::Shape::Tip;
            QCOMPARE(handle->kind == Gizmo::Kind::Move, isTip);
            ++(isTip ? tips : boxes);
        }
        QCOMPARE(tips, 3);
        QCOMPARE(boxes, 4);
        QVERIFY(!gizmo.handleAt(view, {10, 10}));
    }

    void anArrowMovesAsFarAsThePointerGoes() {
        for (const ui::ViewTransform& view : looks()) {
            const Gizmo gizmo = gizmoAt(view);
            for (int axis = 0; axis < 3; ++axis) {
                const Vector3d start = gizmo.center + 0.9 * gizmo.length * Vector3d::Unit(axis);
                const Vector3d goal = start + 0.35 * Vector3d::Unit(axis);
                const Eigen::Affine3d map = gizmo.dragged({Gizmo::Kind::Move, axis}, view, pixelOf(view, start),
                                                          pixelOf(view, goal));
                QVERIFY((map.translation() - 0.35 * Vector3d::Unit(axis)).norm() < 1e-9);
                QVERIFY(map.linear().isIdentity(1e-12));
            }
        }
    }

    void anArcTurnsByTheAngleThePointerGoes() {
        for (const ui::ViewTransform& view : looks()) {
            const Gizmo gizmo = gizmoAt(view);
            for (int axis = 0; axis < 3; ++axis) {
                const auto on = [&](double angle) {
                    return Vector3d(gizmo.center +
                                    0.8 * gizmo.length *
                                        (std::cos(angle) * Vector3d::Unit((axis + 1) % 3) +
                                         std::sin(angle) * Vector3d::Unit((axis + 2) % 3)));
                };
                const Gizmo::Handle handle{Gizmo::Kind::Turn, axis};
                const Eigen::Affine3d map =
                    gizmo.dragged(handle, view, pixelOf(view, on(0.4)), pixelOf(view, on(1.3)));
                QVERIFY((map * gizmo.center - gizmo.center).norm() < 1e-9);
                const Eigen::Matrix3d turn = Eigen::AngleAxisd(0.9, Vector3d::Unit(axis)).toRotationMatrix();
                QVERIFY((map.linear() - turn).norm() < 1e-6);
                const Eigen::Affine3d stepped =
                    gizmo.dragged(handle, view, pixelOf(view, on(0.4)), pixelOf(view, on(1.3)), true);
                const Eigen::Matrix3d coarse =
                    Eigen::AngleAxisd(std::numbers::pi / 4, Vector3d::Unit(axis)).toRotationMatrix();
                QVERIFY((stepped.linear() - coarse).norm() < 1e-6);
            }
        }
    }

    void boxesScaleAboutTheMiddle() {
        for (const ui::ViewTransform& view : looks()) {
            const Gizmo gizmo = gizmoAt(view);
            for (int axis = 0; axis < 3; ++axis) {
                const Vector3d start = gizmo.center + 0.58 * gizmo.length * Vector3d::Unit(axis);
                const Vector3d goal = gizmo.center + 1.16 * gizmo.length * Vector3d::Unit(axis);
                const Eigen::Affine3d map = gizmo.dragged({Gizmo::Kind::Scale, axis}, view, pixelOf(view, start),
                                                          pixelOf(view, goal));
                const Vector3d x = gizmo.center + Vector3d(0.1, 0.2, 0.3);
                Vector3d expected = Vector3d(0.1, 0.2, 0.3);
                expected[axis] *= 2;
                QVERIFY((map * x - gizmo.center - expected).norm() < 1e-9);
            }
            const Eigen::Affine3d all = gizmo.dragged({Gizmo::Kind::Size}, view, {300, 300}, {360, 240});
            QVERIFY((all.linear() - std::exp(1.0) * Eigen::Matrix3d::Identity()).norm() < 1e-9);
            QVERIFY((all * gizmo.center - gizmo.center).norm() < 1e-9);
            // Never through nothing into a mirror image.
            const Eigen::Affine3d shut = gizmo.dragged(
                {Gizmo::Kind::Scale, 0}, view, pixelOf(view, gizmo.center + 0.5 * gizmo.length * Vector3d::UnitX()),
                pixelOf(view, gizmo.center - gizmo.length * Vector3d::UnitX()));
            QVERIFY(shut.linear().determinant() > 0);
        }
    }

    void theSurfaceIsTheNearestPointUnderThePointer() {
        const ui::ViewTransform view = look(0, 0); // from the front: towards +y
        engine::Points points(3, 3);
        points << 0, 0, 0.5, -0.5, 0.5, -0.9, 0, 0, 0;
        engine::Dataset dataset;
        for (int t = 0; t < 3; ++t) {
            engine::Snapshot snapshot;
            snapshot.time = t;
            if (t == 1)
                snapshot.points = engine::PointSet(points);
            dataset.snapshots.push_back(snapshot);
        }
        const auto at = [&](int current, int neighbours) {
            return ui::surfaceAt(dataset, ui::Projection::standard(3), current, neighbours, view,
                                 pixelOf(view, {0.01, 0, 0.01}), 10);
        };
        QVERIFY(at(1, 0) && *at(1, 0) == points.col(0)); // the one in front, not the one behind
        QVERIFY(at(0, 1) && !at(0, 0));
        dataset.snapshots[1].hidden = true;
        QVERIFY(at(1, 0) && !at(0, 1));
        QVERIFY(!ui::surfaceAt(dataset, ui::Projection::standard(3), 1, 1, view, {5, 5}, 10));
    }

    void theBrushIsABallOfEvenDensity() {
        ui::SpaceStrokeSampler::Brush brush{.radius = 0.5, .density = 20'000};
        ui::SpaceStrokeSampler ball(brush, 3);
        const Vector3d center(1, 2, 3);
        const engine::Points dab = ball.dab(center).colwise() - center;
        QVERIFY(dab.colwise().norm().maxCoeff() <= 0.5);
        // E x² = r²/5 in every direction.
        const Vector3d square = dab.array().square().rowwise().mean();
        QVERIFY((square - Vector3d::Constant(0.05)).cwiseAbs().maxCoeff() < 0.002);

        // A stroke of one diameter lays 3/2 of a dab, half of it on each side of its middle.
        ui::SpaceStrokeSampler stroke(brush, 4);
        const engine::Points laid = stroke.segment({0, 0, 0}, {1, 0, 0});
        QVERIFY(std::abs(double(laid.cols()) - 30'000) < 2);
        QVERIFY(std::abs(laid.row(0).mean() - 0.5) < 0.01);

        brush.thickness = 0;
        brush.axes = WorkPlane::along(WorkPlane::Side::YZ, {}).axes();
        ui::SpaceStrokeSampler flat(brush, 5);
        const engine::Points thin = flat.dab({0, 0, 0});
        QVERIFY(thin.row(0).cwiseAbs().maxCoeff() < 1e-12 && thin.row(2).cwiseAbs().maxCoeff() > 0.3);

        // What is less than a point is kept for the next piece.
        ui::SpaceStrokeSampler slow({.radius = 0.5, .density = 10}, 6);
        engine::Index count = 0;
        for (int i = 0; i < 100; ++i)
            count += slow.segment({0.01 * i, 0, 0}, {0.01 * (i + 1), 0, 0}).cols();
        QVERIFY(std::abs(double(count) - 15) <= 1);
    }
};

KINETOSCOPE_TEST(SpaceGeometryTest)

#include "space_geometry_test.moc"
