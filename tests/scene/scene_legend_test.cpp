#include "ui/scene/scene.h"

#include "tests/support/picture_comparison.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

#include <QTest>
#include <algorithm>
#include <optional>

namespace {
constexpr int kWidth = 640, kHeight = 420;
}

/// Where the legend lies: beside the data and the names of the axes.
class SceneLegendTest : public QObject {
    Q_OBJECT

    std::optional<ui::SceneCapture> m_capture;

    ui::Image draw(const ui::SceneState& state) { return m_capture->draw(state, kWidth, kHeight); }

private slots:
    void init() { m_capture.emplace(); }

    void theLegendAvoidsTheData() {
        ui::SceneState state = tests::splittingState(true, 50, 50);
        state.motion.trajectories.reset();
        state.velocity.field.reset();
        engine::Points topRight(2, 400);
        topRight.row(0) = Eigen::RowVectorXd::LinSpaced(400, 0.3, 2);
        for (int i = 0; i < 400; ++i)
            topRight(1, i) = 0.1 + 1.35 * ((i * 7919) % 400) / 400.0;
        state.snapshots = {{engine::PointSet(topRight), ui::snapshotColor(0, 2, true), false, 1}};
        const ui::Image with = draw(state);
        state.showLegend = false;
        const ui::Image without = draw(state);
        QCOMPARE(tests::changedPixels(with, without, {kWidth / 2, 0, kWidth / 2, kHeight / 2}), 0);
        QVERIFY(tests::changedPixels(with, without, {0, 0, kWidth, kHeight}) > 300);
    }

    void theLegendLeavesTheNamesOfTheAxesFree() {
        ui::SceneState state = tests::spaceState(true, 50);
        state.orientationCube = false;
        state.bounds = {{-13, -13, 0}, {13, 13, 2}};
        state.motion.trajectories.reset();
        state.caption = {};
        ui::CameraRig rig;
        rig.setViewport(kWidth, kHeight);
        rig.setContents(3, state.bounds);
        for (int turn = 0; turn < 12; ++turn, rig.orbit({45, 0})) {
            state.camera = rig.pose();
            m_capture.emplace();
            state.showLegend = true;
            state.axes.visible = false;
            const ui::Image legend = draw(state);
            state.showLegend = false;
            const ui::Image nothing = draw(state);
            state.axes.visible = true;
            const ui::Image axes = draw(state);
            state.axes.names = {" ", " ", " "};
            const ui::Image nameless = draw(state);
            state.axes.names = {"x", "y", "z"};
            state.showLegend = true;
            m_capture.emplace();
            const ui::Image both = draw(state);
            int named = 0, covered = 0;
            for (std::size_t i = 0; i < both.rgba.size(); i += 4) {
                const bool isName = !std::equal(&axes.rgba[i], &axes.rgba[i] + 3, &nameless.rgba[i]);
                named += isName;
                covered += isName && !std::equal(&both.rgba[i], &both.rgba[i] + 3, &axes.rgba[i]);
            }
            QVERIFY(legend.rgba != nothing.rgba && named > 30);
            QVERIFY2(covered == 0, qPrintable(QString("%1 of %2 in turn %3").arg(covered).arg(named).arg(turn)));
        }
    }
};

KINETOSCOPE_TEST(SceneLegendTest)

#include "scene_legend_test.moc"
