// The pictures a person sees, against pictures that were looked at.
#include "tests/support/picture_comparison.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

#include <QTest>

class PicturesTest : public QObject {
    Q_OBJECT

    void check(const ui::SceneState& state, const char* name, int width = 560, int height = 360) {
        ui::SceneCapture capture;
        const ui::Image image = capture.draw(state, width, height);
        const QString problem = tests::compareWithBaseline(tests::toQImage(image), name);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

private slots:
    void flatDark() {
        ui::SceneState state = tests::splittingState(true, 200, 200);
        state.showLegend = false;
        check(state, "flat-dark");
    }
    void flatLightWithLegend() { check(tests::splittingState(false, 200, 200), "flat-light-legend", 800, 440); }
    void flatInHighContrast() {
        ui::SceneState state = tests::splittingState(true, 200, 200);
        state.theme = ui::contrastTheme();
        check(state, "flat-contrast-legend", 800, 440);
    }
    void spaceDark() { check(tests::spaceState(true, 1500), "space-dark"); }
    void spaceLight() {
        ui::SceneState state = tests::spaceState(false, 1500);
        ui::CameraRig rig;
        rig.setViewport(560, 360);
        rig.setContents(3, state.bounds);
        rig.setPerspective(false);
        rig.orbit({-260, 40});
        state.camera = rig.pose();
        check(state, "space-light-parallel");
    }
    void tools() {
        ui::SceneState state = tests::splittingState(true, 0, 150);
        state.motion.trajectories.reset();
        state.velocity.field.reset();
        state.showLegend = false;
        for (std::size_t i = 0; i < 5; ++i)
            state.snapshots[i].opacity = i == 1 ? 0.95F : i == 0 || i == 2 ? 0.4F : 0.0F;
        state.overlay.color = state.snapshots[1].color;
        state.overlay.brush = {{0.2, 0.7}, 0.2, 0.5};
        state.overlay.stroke = {{-1.2, -0.9}, {-0.8, -0.2}, {-0.3, 0.1}, {0.2, 0.7}};
        state.overlay.box = {Eigen::Vector2d(0.9, -0.9), Eigen::Vector2d(1.6, -0.2)};
        state.overlay.boxHandles = true;
        state.overlay.ghosts = (0.3 * engine::Points::Random(2, 40)).colwise() + Eigen::Vector2d(1.25, -0.55);
        check(state, "tools-dark");
    }
};

KINETOSCOPE_TEST(PicturesTest)

#include "pictures_test.moc"
