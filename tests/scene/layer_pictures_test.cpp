// One picture a layer, in the plane and in space, in every theme, against pictures that were looked at.
#include "tests/scene/layer_rows.h"
#include "tests/support/picture_comparison.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/scene_capture.h"

#include <QDir>
#include <QTest>
#include <set>

using Quantity = engine::PlaneQuantity;

class LayerPicturesTest : public QObject {
    Q_OBJECT

    static constexpr int kWidth = 560, kHeight = 350;
    static constexpr double kTime = 0.62;

    struct Theme {
        const char* name;
        ui::SceneTheme theme;
    };
    const std::vector<Theme> m_themes = {
        {"dark", ui::darkTheme()}, {"light", ui::lightTheme()}, {"contrast", ui::contrastTheme()}};
    const std::vector<tests::LayerRow> m_rows = tests::layerRows();
    ui::SceneCapture m_capture;

    static QString pictureName(const tests::LayerRow& row, const Theme& theme) {
        return QStringLiteral("layer-%1%2-%3").arg(row.inSpace ? "space-" : "", row.name, theme.name);
    }
    static ui::SceneState composed(const tests::LayerScene& scene, const Theme& theme) {
        ui::SceneState state = ui::SceneComposer().compose(scene.project, scene.results, theme.theme, kTime);
        state.probes = scene.probes;
        state.now = scene.now;
        return state;
    }
    ui::Image drawn(const ui::SceneState& state) { return m_capture.draw(state, kWidth, kHeight); }
    static ui::SceneState bare(bool dark, bool inSpace) {
        ui::SceneState state = inSpace ? tests::spaceState(dark, 900) : tests::splittingState(dark, 120, 60);
        state.motion.trails = false;
        state.velocity = {};
        state.showLegend = false;
        state.caption = {};
        return state;
    }

private slots:
    void layer_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            QTest::addRow("%s%s", m_rows[i].inSpace ? "space-" : "", m_rows[i].name) << int(i);
    }
    /// It looks as it did; and without the layer it would not, so that the comparison can fail.
    void layer() {
        QFETCH(int, row);
        const tests::LayerRow& layer = m_rows[std::size_t(row)];
        tests::LayerScene shown = tests::plainLayerScene(layer.inSpace);
        layer.show(shown);
        tests::LayerScene hidden = shown;
        layer.hide(hidden);
        QStringList problems;
        for (const Theme& theme : m_themes) {
            const QString name = pictureName(layer, theme);
            const ui::SceneState whole = composed(shown, theme);
            ui::SceneState without = composed(hidden, theme);
            without.legend = whole.legend; // which alone would tell them apart
            const ui::Image picture = drawn(whole), other = drawn(without);
            const QString problem = tests::compareWithReducedBaseline(tests::toQImage(picture), name);
            if (!problem.isEmpty())
                problems += problem;
            else if (tests::agreesWithReducedBaseline(tests::toQImage(other), name))
                problems += name + ": nobody would notice if the layer were missing";
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join("\n")));
    }

    /// Each layer has its pictures in space too, or a reason why not; and no picture is left over from another layer.
    void everyLayerIsThere() {
        std::set<std::string> flat, deep, named;
        for (const tests::LayerRow& row : m_rows)
            (row.inSpace ? deep : flat).insert(row.name);
        for (const auto& [name, reason] : tests::layersOfThePlaneOnly())
            named.insert(name);
        std::set<std::string> both = deep;
        both.insert(named.begin(), named.end());
        QCOMPARE(both, flat);
        QCOMPARE(both.size(), deep.size() + named.size());

        QStringList wanted;
        for (const tests::LayerRow& row : m_rows)
            for (const Theme& theme : m_themes)
                wanted += pictureName(row, theme) + ".png";
        wanted.sort();
        QStringList there = QDir(QStringLiteral(KINETOSCOPE_SOURCE_DIR "/tests/baselines")).entryList({"layer-*.png"});
        there.sort();
        QCOMPARE(there, wanted);
    }

    /// The same state draws the same picture whatever was drawn before: nothing is left behind when a layer goes.
    void layersLeaveNothingBehind() {
        const ui::SceneState state = bare(true, false);
        ui::SceneCapture fresh, used;
        const ui::Image wanted = fresh.draw(state, 320, 240);
        ui::SceneState full = state;
        full.field = {tests::splittingPlane(), Quantity::Action, ui::Palette::Viridis, -9, 4};
        full.density = {.heat = true, .contours = true, .hatched = true, .top = 1.2};
        full.streams = {tests::splittingField(), false, 4.5};
        full.velocity = {.field = tests::splittingField(), .atParticles = true, .truth = tests::splittingPlane()};
        full.motion.trails = true;
        full.motion.trajectories = tests::weighted(*state.motion.trajectories);
        full.sparks = {.shown = true, .weight = 1, .lifetime = 0.15};
        QVERIFY(used.draw(full, 320, 240).rgba != wanted.rgba);
        QVERIFY(used.draw(state, 320, 240).rgba == wanted.rgba);
    }

    void surfacesNeedAPlane() {
        ui::SceneState state = bare(true, true);
        ui::SceneCapture capture;
        const ui::Image wanted = capture.draw(state, 320, 240);
        state.field = {tests::splittingPlane(), Quantity::Action, ui::Palette::Viridis, -9, 4};
        state.density = {.heat = true, .contours = true, .hatched = true, .top = 1.2};
        state.streams = {tests::splittingField(), false, 4.5};
        QVERIFY(capture.draw(state, 320, 240).rgba == wanted.rgba);
    }
};

KINETOSCOPE_TEST(LayerPicturesTest)

#include "layer_pictures_test.moc"
