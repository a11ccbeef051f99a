#include "ui/export/scene_composer.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/export/layer_composer.h"
#include "ui/scene/scene.h"

#include <QTest>
#include <numbers>
#include <vtkCamera.h>
#include <vtkRenderer.h>

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

    void layersOfTheModelBringTheirLegends() {
        ui::Project p = project(3);
        p.view.layers = {.velocity = true, .field = true, .density = true, .streams = true, .unreached = true, .truth = true};
        p.view.styles.field = engine::PlaneQuantity::Growth;
        p.view.styles.trails = ui::TrailSide::Future;
        p.view.styles.opacity.field = 0.5;
        ui::SceneResults all = results();
        all.plane = tests::splittingPlane();
        const ui::SceneState state = m_composer.compose(p, all, ui::darkTheme(), 1);
        QVERIFY(state.field.samples && state.field.quantity == engine::PlaneQuantity::Growth);
        QCOMPARE(state.field.low, -state.field.high);
        QCOMPARE(state.field.opacity, 0.5F);
        QVERIFY(state.density.heat && state.density.contours && state.density.hatched && state.density.top > 0);
        QVERIFY(state.streams.field && state.streams.moving && state.velocity.truth && state.velocity.learned);
        QVERIFY(state.motion.trailDuration == 0 && state.motion.trailAhead > 0);
        QStringList texts = legendTexts(state);
        for (const char* text : {"No particles: not constrained", "Streamlines, by speed", "Growth g, 1 / day",
                                 "Density, share / length\302\262", "Speed, length / day"})
            QVERIFY2(texts.contains(text), text);
        QVERIFY(texts.filter("True velocity").size() == 1);
        p.view.styles.relief = true; // the plane lies in space: what needs a map is left out, arrows stand at particles
        const ui::SceneState relief = m_composer.compose(p, all, ui::darkTheme(), 1);
        QVERIFY(relief.dimension == 3 && relief.field.height > 0 && !relief.density.heat && !relief.streams.field);
        QVERIFY(relief.velocity.atParticles && !relief.velocity.field);
        all.plane = nullptr; // not sampled yet
        QVERIFY(!m_composer.compose(p, all, ui::darkTheme(), 1).field.samples);
    }

    void overlaysLieOnLongitudeAndLatitude() {
        ui::Project p = project(2);
        p.overlays = {std::make_shared<const engine::Outlines>(engine::Outlines{"coast", {{-7, 1}, {9, 2}}, {2}})};
        p.view.styles.opacity.overlay = 0.5;
        ui::SceneState state = m_composer.compose(p, {}, ui::darkTheme(), 0);
        QCOMPARE(state.outlines.size(), std::size_t(1));
        QVERIFY(state.outlines.front().lines == p.overlays.front() && state.outlines.front().opacity == 0.5F);
        QVERIFY(state.outlines.front().toPicture.isIdentity());
        QVERIFY(legendTexts(state).contains("coast"));
        QVERIFY(state.bounds.upper.x() < 9); // the data decide what is seen
        p.dataset.axisNames = {"lat", "lon"};
        state = m_composer.compose(p, {}, ui::darkTheme(), 0);
        QVERIFY(state.outlines.front().toPicture * Eigen::Vector2d(-7, 1) == Eigen::Vector2d(1, -7));
        p.view.layers.overlay = false;
        state = m_composer.compose(p, {}, ui::darkTheme(), 0);
        QVERIFY(state.outlines.empty() && !legendTexts(state).contains("coast"));
    }

    void overlaysNeedAMap() {
        ui::Project p;
        p.overlays = {std::make_shared<const engine::Outlines>(engine::Outlines{"coast", {{-7, 1}, {9, 2}}, {2}})};
        ui::SceneState state = m_composer.compose(p, {}, ui::darkTheme(), 0); // nothing else to see
        QVERIFY(state.bounds.lower == Eigen::Vector3d(-7, 1, 0) && state.bounds.upper == Eigen::Vector3d(9, 2, 0));
        engine::Snapshot cloud;
        cloud.points = engine::PointSet(engine::Points::Random(3, 10));
        p.dataset.snapshots = {cloud};
        p.dataset.axisNames = {"depth", "lon", "lat"};
        const auto shown = [&](const std::vector<int>& axes) {
            p.view.projection = ui::Projection::ofAxes(axes, 3);
            return m_composer.compose(p, {}, ui::darkTheme(), 0).outlines;
        };
        QCOMPARE(shown({1, 2}).size(), std::size_t(1)); // as a map
        QVERIFY(shown({2, 1}).front().toPicture * Eigen::Vector2d(3, 4) == Eigen::Vector2d(4, 3));
        QCOMPARE(shown({1, 2, 0}).size(), std::size_t(1)); // on the floor
        QVERIFY(shown({0, 1}).empty() && shown({0, 1, 2}).empty());
        p.dataset.axisNames = {"a", "b", "c"};
        QVERIFY(shown({1, 2}).empty());
    }

    void particlesAreColouredByLikelihood() {
        ui::Project p = project(2);
        p.view.styles.colors = ui::ParticleColors::Likelihood;
        ui::SceneResults moved = results();
        QCOMPARE(m_composer.compose(p, moved, ui::darkTheme(), 0).motion.coloring, ui::ParticleColoring::Plain);
        auto motion = std::make_shared<engine::Trajectories>(*moved.trajectories);
        for (int l = 0; l < motion->levels(); ++l)
            motion->logDensities.push_back(Eigen::RowVectorXf::LinSpaced(motion->particles(), -7.1F, 1.2F));
        moved.trajectories = motion;
        const ui::SceneState state = m_composer.compose(p, moved, ui::darkTheme(), 0);
        QCOMPARE(state.motion.coloring, ui::ParticleColoring::ByLikelihood);
        QVERIFY(state.motion.lowLikelihood >= -7.5F && state.motion.lowLikelihood < -6);
        QVERIFY(state.motion.highLikelihood <= 1.5F && state.motion.highLikelihood > 0.5F);
        QVERIFY2(legendTexts(state).contains("Log likelihood log q, q in 1 / length\302\262"),
                 qPrintable(legendTexts(state).join('|')));
    }

    void particlesAreColouredByAColumn() {
        ui::Project p = project(2);
        p.dataset.attributes = {{"type", {"stem", "blood"}}, {"size", {}}};
        engine::Matrix attributes(2, 10);
        for (engine::Index i = 0; i < 10; ++i)
            attributes.col(i) << (i == 9 ? -1.0 : double(i % 2)), 3 + double(i);
        auto& first = p.dataset.snapshots.front();
        first.points = engine::PointSet(first.points.points(), {}, attributes);
        ui::SceneResults moved = results();
        auto motion = std::make_shared<engine::Trajectories>(*moved.trajectories);
        for (engine::Index i = 0; i < motion->particles(); ++i)
            motion->origins.push_back(i % 10);
        moved.trajectories = motion;
        p.view.styles.colors = ui::ParticleColors::Column;
        p.view.styles.colorColumn = "type";
        const ui::SceneState types = m_composer.compose(p, moved, ui::darkTheme(), 0);
        QCOMPARE(types.motion.coloring, ui::ParticleColoring::ByValue);
        QVERIFY(types.motion.palette == ui::Palette::Labels);
        QCOMPARE((*types.motion.values)[0], float(ui::labelTone(0)));
        QCOMPARE((*types.motion.values)[11], float(ui::labelTone(1)));
        QVERIFY((*types.motion.values)[9] < 0); // missing
        QVERIFY(legendTexts(types).contains("stem") && legendTexts(types).contains("blood"));
        p.view.styles.colorColumn = "size";
        const ui::SceneState sizes = m_composer.compose(p, moved, ui::darkTheme(), 0);
        QVERIFY(sizes.motion.palette == ui::Palette::Viridis);
        QCOMPARE((*sizes.motion.values)[0], 0.0F);
        QCOMPARE((*sizes.motion.values)[19], 1.0F);
        p.view.styles.colorColumn = "gone";
        QCOMPARE(m_composer.compose(p, moved, ui::darkTheme(), 0).motion.coloring, ui::ParticleColoring::Plain);
    }

    void trailsLastAsLongAsTheirPartOfAPass() {
        ui::Project p = project(3); // times 0, 2, 4
        p.view.trailSeconds = 0.5;
        p.view.secondsPerPass = 8;
        QCOMPARE(m_composer.compose(p, results(), ui::darkTheme(), 0).motion.trailDuration, 0.25);
    }

    void trailsAreQuietBesideWhatOneLooksAt() {
        const ui::Project p = project(3);
        const float full = m_composer.compose(p, results(), ui::darkTheme(), 1).motion.trailOpacity;
        ui::SceneExtras extras;
        extras.revealed = {2, 1};
        QCOMPARE(m_composer.compose(p, results(), ui::darkTheme(), 1, extras).motion.trailOpacity,
                 full * ui::kQuietTrails);

        ui::SceneState state = m_composer.compose(p, results(), ui::darkTheme(), 1);
        const std::size_t before = state.legend.size();
        ui::composeProbes(state, state.legend, {});
        QCOMPARE(state.motion.trailOpacity, full);
        QCOMPARE(state.legend.size(), before);
        ui::ProbeView probe, population;
        probe.name = "1";
        probe.future = population.past = results().trajectories;
        ui::composeProbes(state, state.legend, {probe, population});
        QCOMPARE(state.motion.trailOpacity, full * ui::kQuietTrails);
        QCOMPARE(legendTexts(state).mid(qsizetype(before)),
                 (QStringList{"Probe: where it goes", "Selection: where it came from"}));
    }

    void barsFadeAsTheFieldDoes() {
        QCOMPARE(ui::signedOpacity(0), 1.0F);
        QVERIFY(ui::signedOpacity(0.5F) < 0.3F);
        ui::LegendEntry bar;
        bar.opacity = 0.5F;
        QCOMPARE(bar.opacityAt(0.5F), 0.5F);
        bar.fadesAtZero = true; // as the field is drawn
        QCOMPARE(bar.opacityAt(0.5F), 0.5F * ui::signedOpacity(0.5F));
    }

    void theLegendNamesQuantityAndUnit() {
        ui::Project p = project(3);
        p.view.layers.velocity = true;
        const ui::SceneState state = m_composer.compose(p, results(), ui::darkTheme(), 1);
        const QStringList texts = legendTexts(state);
        QCOMPARE(texts.mid(0, 4), (QStringList{"t 0 day", "t 2 day", "Held out, t 4 day", "Particles"}));
        QVERIFY2(texts[4].startsWith("Velocity, ") && texts[4].contains("length / day"), qPrintable(texts[4]));
        QCOMPARE(texts[5], QString("Trails: speed, length / day"));
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

    void orthographicHoldsForFittedAndPlacedCameras() {
        ui::Project p;
        p.dataset.snapshots.resize(1);
        p.dataset.snapshots[0].points = engine::PointSet(engine::Points::Random(3, 20));
        const auto isParallel = [&](const ui::SceneState& state) {
            ui::Scene scene;
            scene.update(state, 400, 300);
            return !scene.view().pose().perspective && scene.renderer()->GetActiveCamera()->GetParallelProjection();
        };
        for (const bool orthographic : {false, true}) {
            p.view.orthographic = orthographic;
            p.view.camera.reset();
            QCOMPARE(isParallel(m_composer.compose(p, {}, ui::darkTheme(), 0)), orthographic);
            p.view.camera = ui::ViewChoices::Camera{{0, -9, 3}, {0, 0, 0}, {0, 0, 1}, 1.5, !orthographic};
            QCOMPARE(isParallel(m_composer.compose(p, {}, ui::darkTheme(), 0)), orthographic);
            p.view.camera->perspective = orthographic; // from before the choice was made
            QCOMPARE(isParallel(m_composer.compose(p, {}, ui::darkTheme(), 0)), orthographic);
        }
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
