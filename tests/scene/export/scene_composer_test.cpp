#include "ui/export/scene_composer.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <numbers>

namespace {

engine::Snapshot snapshot(double time, double place, bool heldOut = false) {
    engine::Snapshot s;
    s.time = time;
    s.heldOut = heldOut;
    s.points = engine::PointSet(engine::Points::Constant(2, 10, place) + engine::Points::Random(2, 10));
    return s;
}

ui::Project project(int count) {
    ui::Project p;
    for (int i = 0; i < count; ++i)
        p.dataset.snapshots.push_back(snapshot(2 * i, 3 * i, i == 2));
    p.dataset.title = "Cells";
    p.dataset.timeUnit = "day";
    return p;
}

ui::SceneResults results() { return {tests::splittingMotion(20), tests::splittingField()}; }

QStringList legendTexts(const ui::SceneState& state) {
    QStringList texts;
    for (const ui::LegendEntry& entry : state.legend)
        texts += QString::fromStdString(entry.text);
    return texts;
}

} // namespace

class SceneComposerTest : public QObject {
    Q_OBJECT

    ui::SceneComposer m_composer;

private slots:
    void anEmptyProjectIsAnEmptyStage() {
        const ui::SceneState state = m_composer.compose({}, {}, ui::darkTheme(), 0);
        QVERIFY(state.snapshots.empty() && state.legend.empty());
        QVERIFY(state.bounds.radius() > 0);
        QCOMPARE(state.dimension, 2);
    }

    void boundsAreThoseOfTheData() {
        const ui::Project p = project(3);
        const ui::SceneState state = m_composer.compose(p, {}, ui::darkTheme(), 0);
        double least = 1e9, most = -1e9;
        for (const engine::Snapshot& s : p.dataset.snapshots) {
            least = std::min(least, s.points.points().row(0).minCoeff());
            most = std::max(most, s.points.points().row(0).maxCoeff());
        }
        QCOMPARE(state.bounds.lower.x(), least);
        QCOMPARE(state.bounds.upper.x(), most);
        QCOMPARE(state.bounds.upper.z(), 0.0);
        ui::Project other = p; // and they follow an edit
        other.dataset.snapshots[0].points = engine::PointSet(engine::Points::Constant(2, 1, 50));
        QCOMPARE(m_composer.compose(other, {}, ui::darkTheme(), 0).bounds.upper.x(), 50.0);
    }

    void coloursAreOrderedInTimeAndHeldOutIsHollow() {
        ui::Project p = project(3);
        p.dataset.snapshots[1].color = 0x123456;
        const ui::SceneState state = m_composer.compose(p, {}, ui::lightTheme(), 0);
        QCOMPARE(state.snapshots.size(), std::size_t(3));
        QVERIFY(state.snapshots[0].color == ui::snapshotColor(0, 3, false));
        QCOMPARE(state.snapshots[1].color.rgb(), 0x123456U);
        QVERIFY(state.snapshots[2].hollow && !state.snapshots[0].hollow);
        p.dataset.snapshots[1].hidden = true; // the others keep their colours
        const ui::SceneState fewer = m_composer.compose(p, {}, ui::lightTheme(), 0);
        QCOMPARE(fewer.snapshots.size(), std::size_t(2));
        QVERIFY(fewer.snapshots[1].color == ui::snapshotColor(2, 3, false));
    }

    void layersAreSwitched() {
        ui::Project p = project(3);
        p.view.layers.velocity = true;
        ui::SceneState state = m_composer.compose(p, results(), ui::darkTheme(), 1);
        QVERIFY(state.motion.particles && state.motion.trails && state.velocity.field && state.axes.visible &&
                state.showLegend);
        p.view.layers = {
            .snapshots = false, .particles = false, .trails = false, .velocity = false, .axes = false, .legend = false};
        state = m_composer.compose(p, results(), ui::darkTheme(), 1);
        QVERIFY(state.snapshots.empty() && !state.motion.particles && !state.motion.trails && !state.velocity.field);
        QVERIFY(!state.axes.visible && !state.showLegend && state.legend.empty());
    }

    void trailsLastAsLongAsTheirPartOfAPass() {
        ui::Project p = project(3); // times 0, 2, 4
        p.view.trailSeconds = 0.5;
        p.view.secondsPerPass = 8;
        QCOMPARE(m_composer.compose(p, results(), ui::darkTheme(), 0).motion.trailDuration, 0.25);
    }

    void theLegendNamesQuantityAndUnit() {
        ui::Project p = project(3);
        p.view.layers.velocity = true;
        const ui::SceneState state = m_composer.compose(p, results(), ui::darkTheme(), 1);
        const QStringList texts = legendTexts(state);
        QCOMPARE(texts.mid(0, 4), (QStringList{"t 0 day", "t 2 day", "Held out, t 4 day", "Particles"}));
        QVERIFY2(texts[4].startsWith("Velocity, ") && texts[4].contains("length / day"), qPrintable(texts[4]));
        QCOMPARE(texts[5], QString("Speed, length / day"));
        QVERIFY(!state.legend[5].low.empty() && !state.legend[5].middle.empty() && !state.legend[5].high.empty());
        const QStringList many = legendTexts(m_composer.compose(project(6), {}, ui::darkTheme(), 0));
        QCOMPARE(many, (QStringList{"Snapshots, early to late", "Held out, t 4 day"}));
    }

    void drawingShowsNeighboursFaintlyAndOthersNotAtAll() {
        const ui::Project p = project(5);
        const ui::SceneState state =
            m_composer.compose(p, results(), ui::darkTheme(), 0, {.edited = 1, .onionSkin = 1});
        QCOMPARE(state.snapshots.size(), std::size_t(3));
        QVERIFY(state.snapshots[1].opacity > 0.9F && state.snapshots[0].opacity < 0.5F &&
                state.snapshots[2].opacity < 0.5F);
        QVERIFY(state.motion.trajectories && state.motion.particles && state.motion.trails);
        QCOMPARE(legendTexts(state).mid(0, 4),
                 (QStringList{"Before, t 0 day", "Painting, t 2 day", "After, t 4 day", "Particles"}));
    }

    void theLegendNamesOnlyWhatThereIsToSee() {
        ui::Project p = project(2);
        p.dataset.snapshots[1].points = {};
        QCOMPARE(legendTexts(m_composer.compose(p, {}, ui::darkTheme(), 0, {.edited = 0})),
                 QStringList{"Painting, t 0 day"});
        ui::SceneResults random = results(); // trails of random motion have one colour, not that of a speed
        auto motion = std::make_shared<engine::Trajectories>(*random.trajectories);
        motion->smooth = false;
        random.trajectories = motion;
        QCOMPARE(legendTexts(m_composer.compose(project(2), random, ui::darkTheme(), 0)),
                 (QStringList{"t 0 day", "t 2 day", "Particles", "Trails"}));
    }

    void titleAndClock() {
        const ui::SceneState state =
            m_composer.compose(project(2), {}, ui::darkTheme(), 0.625, {.edited = {}, .title = true, .clock = true});
        QCOMPARE(QString::fromStdString(state.caption.title), "Cells");
        QCOMPARE(QString::fromStdString(state.caption.clock), "t 0.62 day");
    }

    void camerasSurviveBeingStored() {
        for (const double elevation : {-1.2, 0.0, 0.36, std::numbers::pi / 2, -std::numbers::pi / 2})
            for (const bool perspective : {true, false}) {
                ui::CameraPose pose;
                pose.focus = {1, -2, 3};
                pose.azimuth = 0.7;
                pose.elevation = elevation;
                pose.halfHeight = 4.5;
                pose.perspective = perspective;
                const ui::CameraPose back = ui::cameraPose(ui::storedCamera(pose));
                QVERIFY((back.toEye() - pose.toEye()).norm() < 1e-6);
                QVERIFY((back.up() - pose.up()).norm() < 1e-6);
                QCOMPARE(back.halfHeight, pose.halfHeight);
                QCOMPARE(back.perspective, perspective);
            }
        QVERIFY(std::isfinite(ui::cameraPose({}).elevation)); // a project by hand may hold zeros
    }
};

KINETOSCOPE_TEST(SceneComposerTest)

#include "scene_composer_test.moc"
