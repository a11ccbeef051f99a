#include "ui/export/pane_composer.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"

#include <QTest>

namespace {

ui::Project project(int runs) {
    ui::Project p;
    for (const double time : {0.0, 1.0}) {
        engine::Snapshot s;
        s.time = time;
        s.points = engine::PointSet(engine::Points::Random(2, 10));
        p.dataset.snapshots.push_back(s);
    }
    p.runs.resize(std::size_t(runs));
    for (int i = 0; i < runs; ++i)
        p.runs[std::size_t(i)].id = i;
    return p;
}

/// The motion at so many times its speed, with weights where it grows.
std::shared_ptr<const engine::Trajectories> motion(float speed, float growth = 0) {
    auto made = std::make_shared<engine::Trajectories>(*tests::splittingMotion(20));
    for (std::size_t l = 0; l < made->velocities.size(); ++l) {
        made->velocities[l] *= speed;
        if (growth > 0) {
            made->logWeights.push_back(Eigen::RowVectorXf::Constant(20, growth * float(made->times[engine::Index(l)])));
            made->growth.push_back(Eigen::RowVectorXf::Constant(20, growth));
        }
    }
    return made;
}

int countOf(const std::vector<ui::LegendEntry>& legend, const char* text) {
    return int(std::count_if(legend.begin(), legend.end(), [&](const auto& e) { return e.text.rfind(text, 0) == 0; }));
}

} // namespace

class PaneComposerTest : public QObject {
    Q_OBJECT

private slots:
    void oneRunIsShownAsEver() {
        const auto moved = motion(1);
        const ui::PaneScenes scenes = ui::PaneComposer().compose(project(1), {{moved, nullptr}}, ui::darkTheme(), 0.5);
        const ui::SceneState alone = ui::SceneComposer().compose(project(1), {moved, nullptr}, ui::darkTheme(), 0.5);
        QCOMPARE(scenes.panes.size(), 1U);
        QVERIFY(scenes.panes[0].showLegend && scenes.panes[0].legend == alone.legend && scenes.legend.empty());
        QCOMPARE(scenes.panes[0].motion.topSpeed, alone.motion.topSpeed);
    }

    void coloursMeanTheSameInEveryPane() {
        const std::vector<ui::SceneResults> results = {
            {motion(1), nullptr}, {motion(3), nullptr}, {motion(2, 1.5F), nullptr}, {}};
        ui::PaneComposer composer;
        const ui::PaneScenes scenes = composer.compose(project(4), results, ui::darkTheme(), 0.5);
        QCOMPARE(scenes.panes.size(), 4U);
        const float fastest = ui::SceneComposer().scaleFor({}, results[1]).topSpeed;
        QVERIFY(fastest > ui::SceneComposer().scaleFor({}, results[0]).topSpeed);
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(scenes.panes[i].motion.topSpeed, fastest);
        // What does not grow has no colours of growth.
        QCOMPARE(scenes.panes[0].motion.topGrowth, 0.0F);
        QCOMPARE(scenes.panes[2].motion.topGrowth, ui::SceneComposer().scaleFor({}, results[2]).topGrowth);
        QVERIFY(scenes.panes[2].motion.topGrowth >= 1.5F && scenes.panes[2].motion.topGrowth < 1.8F);
        QVERIFY(!scenes.panes[3].motion.trajectories);
    }

    void oneLegendNamesEachThingOnce() {
        const ui::PaneScenes scenes = ui::PaneComposer().compose(
            project(3), {{motion(1), nullptr}, {motion(3), nullptr}, {motion(2, 1.5F), nullptr}}, ui::darkTheme(), 0);
        for (const ui::SceneState& state : scenes.panes)
            QVERIFY(!state.showLegend);
        for (const char* text : {"t 0", "t 1", "Particles", "Trails: speed", "Trails: growth", "Weight"})
            QVERIFY2(countOf(scenes.legend, text) == 1, text);
    }

    void whatNotAllPanesHaveSaysWhoseItIs() {
        ui::Project three = project(3);
        three.runs[2].settings.method = engine::Method::Unbalanced;
        const ui::PaneScenes scenes = ui::PaneComposer().compose(
            three, {{motion(1), nullptr}, {motion(3), nullptr}, {motion(2, 1.5F), nullptr}}, ui::darkTheme(), 0);
        const auto textOf = [&](const char* begin) {
            for (const ui::LegendEntry& entry : scenes.legend)
                if (entry.text.rfind(begin, 0) == 0)
                    return QString::fromStdString(entry.text);
            return QString();
        };
        QVERIFY2(textOf("Trails: growth").endsWith(" · uAM"), qPrintable(textOf("Trails: growth")));
        QVERIFY2(textOf("Trails: speed").endsWith(" · AM"), qPrintable(textOf("Trails: speed"))); // once for both
        QCOMPARE(textOf("Particles"), QString("Particles"));
    }

    void aLegendSwitchedOffIsOff() {
        ui::Project without = project(2);
        without.view.layers.legend = false;
        const auto scenes =
            ui::PaneComposer().compose(without, {{motion(1), nullptr}, {motion(3), nullptr}}, ui::darkTheme(), 0);
        QVERIFY(scenes.legend.empty());
    }
};

KINETOSCOPE_TEST(PaneComposerTest)

#include "pane_composer_test.moc"
