#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/document/selection.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/layer_list.h"
#include "ui/panels/layer_row.h"
#include "ui/panels/share_diagram.h"
#include "ui/panels/tool_options.h"
#include "ui/studio/population_controller.h"
#include "ui/studio/probe_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/widgets/slider_field.h"
#include "ui/window/actions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QToolButton>

/// The layers in the inspector and on the stage, and the probes.
class LayersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    const ui::ViewChoices& view() { return m_studio->project().view; }
    const ui::SceneState& scene() { return m_studio->program.studio().stage().view().state(); }
    ui::LayerList& list() { return *m_studio->window().inspector().findChild<ui::LayerList*>(); }
    ui::LayerRow& row(const char* id) { return *list().findChild<ui::LayerRow*>(id); }
    QComboBox& combo(const char* name) { return *list().findChild<QComboBox*>(name); }
    static void choose(QComboBox& combo, int index) {
        combo.setCurrentIndex(index);
        emit combo.activated(index);
    }
    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }

private slots:
    void initTestCase() {
        m_studio = std::make_unique<tests::WholeStudio>();
        m_studio->program.studio().documents().openExample("split");
        auto& training = m_studio->program.studio().training();
        training.setWanted(false);
        training.trainSteps(60);
        QTRY_VERIFY_WITH_TIMEOUT(training.run() && training.run()->model && training.run()->step == 60, 60'000);
    }
    void cleanupTestCase() { m_studio.reset(); }

    void theEyeTogglesAndTheNameOpens() {
        ui::LayerRow& field = row("layerFieldRow");
        QWidget& quantity = combo("fieldQuantity");
        QVERIFY(!view().layers.field && !quantity.isVisibleTo(&list()));
        QTest::mouseClick(&field, Qt::LeftButton, {}, {8, 14});
        QVERIFY(view().layers.field && action("layerField").isChecked());
        QVERIFY(!quantity.isVisibleTo(&list()));
        QTest::mouseClick(&field, Qt::LeftButton, {}, {80, 14});
        QVERIFY(quantity.isVisibleTo(&list()));
        QTest::keyClick(&field, Qt::Key_Left);
        QVERIFY(!quantity.isVisibleTo(&list()));
        QTest::keyClick(&field, Qt::Key_Space);
        QVERIFY(!view().layers.field);
        document().undo();
        QVERIFY(view().layers.field);
    }

    void theFieldComesWithItsLegend() {
        QVERIFY(view().layers.field);
        QTRY_VERIFY_WITH_TIMEOUT(scene().field.samples, 60'000);
        QVERIFY(scene().field.samples->has(engine::PlaneQuantity::Difference)); // the truth of this example is known
        QVERIFY(scene().legend.back().text.starts_with("Action s, length"));
        choose(combo("fieldQuantity"), int(engine::PlaneQuantity::Divergence));
        QTRY_COMPARE(scene().field.quantity, engine::PlaneQuantity::Divergence);
        QVERIFY(scene().legend.back().text.starts_with("Divergence of v, 1 / "));
        QCOMPARE(scene().field.low, -scene().field.high);
        document().undo();
        QCOMPARE(view().styles.field, engine::PlaneQuantity::Action);
        QCOMPARE(combo("fieldQuantity").currentIndex(), 0);
    }

    void aReliefIsSeenInSpaceAndHeldByNoBrush() {
        action("brushTool").trigger();
        auto* relief = list().findChild<QCheckBox*>("fieldRelief");
        relief->click();
        QTRY_COMPARE(scene().dimension, 3);
        QVERIFY(scene().field.height > 0 && scene().bounds.upper.z() > 0);
        QVERIFY(!action("brushTool").isEnabled() && action("moveTool").isChecked());
        document().undo();
        QTRY_COMPARE(scene().dimension, 2);
        QVERIFY(action("brushTool").isEnabled());
    }

    void stylesReachTheScene() {
        action("layerDensity").trigger();
        action("layerStreams").trigger();
        action("layerUnreached").trigger();
        action("layerTruth").trigger();
        action("layerVelocity").setChecked(false);
        choose(combo("densityStyle"), int(ui::DensityStyle::Contours));
        choose(combo("trailSide"), int(ui::TrailSide::Both));
        choose(combo("streamStyle"), int(ui::StreamStyle::Lines));
        QTRY_VERIFY(scene().density.contours && !scene().density.heat && scene().density.hatched);
        QTRY_VERIFY(scene().streams.field && !scene().streams.moving && scene().velocity.truth);
        QVERIFY(scene().motion.trailAhead > 0 && scene().motion.trailAhead == scene().motion.trailDuration);
        QVERIFY(scene().density.top > 0);
        for (const char* id : {"layerDensity", "layerStreams", "layerUnreached", "layerTruth"})
            action(id).trigger();
        QTRY_VERIFY(!scene().density.contours && !scene().density.hatched && !scene().streams.field &&
                    !scene().velocity.truth);
    }

    void opacityIsOneStepOfTheHistory() {
        const int before = document().history().index();
        QSlider& slider = *list().findChild<ui::SliderField*>("layerTrailsRowOpacity")->slider();
        slider.setSliderDown(true);
        slider.setSliderPosition(slider.maximum() / 2);
        slider.setSliderPosition(slider.maximum() / 3);
        slider.setSliderDown(false);
        QVERIFY(view().styles.opacity.trails < 0.5);
        QTRY_VERIFY(scene().motion.trailOpacity < 0.5F);
        QCOMPARE(document().history().index(), before + 1);
        document().undo();
        QCOMPARE(view().styles.opacity.trails, 1.0);
    }

    void particlesAreColouredByWhereTheyStarted() {
        QComboBox& colors = combo("particleColors");
        choose(colors, colors.findText("Start"));
        QTRY_COMPARE(scene().motion.coloring, ui::ParticleColoring::ByValue);
        QVERIFY(scene().motion.values);
        QCOMPARE(scene().motion.values->size(), scene().motion.trajectories->particles());
        QCOMPARE(scene().motion.values->minCoeff(), 0.0F);
        QCOMPARE(scene().motion.values->maxCoeff(), 1.0F);
        choose(colors, colors.findText("Density"));
        QTRY_COMPARE(scene().motion.coloring, ui::ParticleColoring::ByDensity);
        choose(colors, 0);
        QTRY_COMPARE(scene().motion.coloring, ui::ParticleColoring::Plain);
    }

    void particlesAreColouredByLikelihood() {
        QComboBox& colors = combo("particleColors");
        QVERIFY(scene().motion.trajectories->logDensities.empty()); // nobody asked
        choose(colors, colors.findText("Likelihood"));
        QTRY_COMPARE_WITH_TIMEOUT(scene().motion.coloring, ui::ParticleColoring::ByLikelihood, 60'000);
        const engine::Trajectories& motion = *scene().motion.trajectories;
        QCOMPARE(int(motion.logDensities.size()), motion.levels());
        QCOMPARE(motion.logDensities.front().size(), motion.particles());
        QVERIFY(scene().legend.back().text.starts_with("Log likelihood log q"));
        document().undo();
        QTRY_COMPARE(scene().motion.coloring, ui::ParticleColoring::Plain);
    }

    void anOverlayHasARowWhileThereIsOne() {
        ui::LayerRow& overlay = row("layerOverlayRow");
        QVERIFY(!overlay.isVisibleTo(&list()));
        const int count = list().count();
        document().edit("Overlay", [](ui::Project& p) {
            p.overlays = {std::make_shared<const engine::Outlines>(engine::Outlines{"coast", {{0, 0}, {1, 1}}, {2}})};
        });
        QVERIFY(overlay.isVisibleTo(&list()));
        QCOMPARE(list().count(), count + 1);
        QTRY_COMPARE(scene().outlines.size(), std::size_t(1));
        QTest::mouseClick(&overlay, Qt::LeftButton, {}, {8, 14});
        QTRY_VERIFY(scene().outlines.empty());
        QTest::mouseClick(&overlay, Qt::LeftButton, {}, {8, 14});
        QTest::mouseClick(&overlay, Qt::LeftButton, {}, {80, 14}); // opens what belongs to it
        list().findChild<QPushButton*>("removeOverlayButton")->click();
        QVERIFY(m_studio->project().overlays.empty() && !overlay.isVisibleTo(&list()));
        QVERIFY(!list().findChild<QPushButton*>("removeOverlayButton")->isVisibleTo(&list()));
        document().undo();
        QVERIFY(overlay.isVisibleTo(&list()));
        document().redo();
    }

    void probesAreTabledDrawnAndWritten() {
        ui::StageController& stage = m_studio->program.studio().stage();
        ui::ProbeController& probes = stage.probes();
        action("probeTool").trigger();
        QCOMPARE(stage.tools().kind(), ui::ToolKind::Probe);
        QVERIFY(m_studio->window().inspector().isVisible()); // asking is not drawing: nothing gives way
        QVERIFY(!m_studio->window().toolOptions().isVisible());
        QCOMPARE(scene().snapshots.size(), m_studio->program.document().project().dataset.snapshots.size());
        m_studio->program.studio().playback().setTime(0.25);
        QTest::mouseClick(&stage.view(), Qt::LeftButton, {}, stage.view().toPixel({0.2, 0.1, 0}).toPoint());
        QTest::mouseClick(&stage.view(), Qt::LeftButton, {}, stage.view().toPixel({-0.3, 0.4, 0}).toPoint());
        QCOMPARE(probes.rows().size(), std::size_t(2));
        QTRY_VERIFY_WITH_TIMEOUT(probes.rows()[0].values && probes.rows()[1].values, 60'000);
        QTRY_VERIFY(scene().probes.size() == 2 && scene().probes[0].future && scene().probes[0].past);
        QCOMPARE(scene().probes[1].name, std::string("2"));
        auto* table = m_studio->window().findChild<QTableWidget*>("probeTable");
        QVERIFY(table->isVisible());
        for (int c = 0; c < table->columnCount(); ++c) // every number whole
            QVERIFY2(table->columnWidth(c) >= table->fontMetrics().horizontalAdvance(table->item(0, c)->text()),
                     qPrintable(table->horizontalHeaderItem(c)->text()));
        QCOMPARE(table->rowCount(), 2);
        QVERIFY(table->item(0, 4)->text() != QStringLiteral("–")); // s
        for (int c = 0; c < table->columnCount(); ++c) // this method has no growth
            QVERIFY(!table->horizontalHeaderItem(c)->text().startsWith(QStringLiteral("g\n")));

        QTemporaryDir folder;
        const QString file = folder.filePath("probes.csv");
        probes.write(file);
        QTRY_VERIFY(QFile::exists(file));
        QFile written(file);
        QVERIFY(written.open(QFile::ReadOnly));
        const QList<QByteArray> lines = written.readAll().split('\n');
        QCOMPARE(lines[0], QByteArray("probe,t,x,y,s,ds_dt,v_x,v_y,divergence,growth,density"));
        QCOMPARE(lines.size(), qsizetype(4));
        QCOMPARE(lines[1].split(',')[4].toDouble(), probes.rows()[0].values->action);

        m_studio->window().findChild<QToolButton*>("removeProbe")->click();
        QCOMPARE(probes.rows().size(), std::size_t(1));
        m_studio->window().findChild<QToolButton*>("removeProbes")->click();
        QVERIFY(probes.rows().empty() && !table->isVisible());
        action("moveTool").trigger();
    }

    void selectedPointsAreFollowedBothWays() {
        ui::PopulationController& populations = m_studio->program.studio().stage().populations();
        ui::Selection& selection = m_studio->program.studio().selection();
        QVERIFY(!action("followSelection").isEnabled());
        // The upper half of the last snapshot, in data that know which half a point is of.
        document().edit("Groups", [](ui::Project& p) {
            p.dataset.attributes = {{"half", {"lower", "upper"}}};
            for (engine::Snapshot& s : p.dataset.snapshots) {
                const engine::Points points = s.points.points();
                engine::Matrix half(1, points.cols());
                for (engine::Index i = 0; i < points.cols(); ++i)
                    half(0, i) = points(1, i) > 0;
                s.points = engine::PointSet(points, {}, half);
            }
        });
        const int last = int(m_studio->project().dataset.snapshots.size()) - 1;
        selection.setCurrentSnapshot(last);
        selection.select(last, [](const auto& x) { return x[1] > 0; });
        QTRY_VERIFY_WITH_TIMEOUT(action("followSelection").isEnabled(), 60'000);
        action("followSelection").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(populations.view(), 60'000);
        QVERIFY(populations.view()->past && !populations.view()->future); // nothing comes after the last
        const auto& shares = populations.shares();
        QCOMPARE(shares.size(), m_studio->project().dataset.snapshots.size());
        QVERIFY(shares.back().shares[1] > 0.95); // where they were chosen
        QTRY_VERIFY(!scene().probes.empty() && scene().probes.back().past && scene().probes.back().name.empty());
        auto* diagram = m_studio->window().findChild<ui::ShareDiagram*>();
        QVERIFY(diagram->isVisible() && diagram->accessibleDescription().contains("upper"));
        populations.clear();
        QVERIFY(!diagram->isVisible());
        QTRY_VERIFY(scene().probes.empty());
    }
};

KINETOSCOPE_TEST(LayersTest)

#include "layers_test.moc"
