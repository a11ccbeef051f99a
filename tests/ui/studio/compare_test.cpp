#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/dialogs/results_dialog.h"
#include "ui/panels/chart.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/optimizer_settings.h"
#include "ui/panels/reveal_panel.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/studio/results_controller.h"
#include "ui/studio/reveal_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/training_time_controller.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/view/pane_grid.h"
#include "ui/view/scene_view.h"
#include "ui/widgets/readout.h"
#include "ui/widgets/step_slider.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QToolButton>
#include <cmath>

/// The panes in numbers, a held-out snapshot revealed, and back in the time of training.
class CompareTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::StageController& stage() { return m_studio->program.studio().stage(); }
    ui::TrainingController& training() { return m_studio->program.studio().training(); }
    ui::Playback& playback() { return m_studio->program.studio().playback(); }
    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    ui::RevealPanel& panel() { return *m_studio->window().findChild<ui::RevealPanel*>(); }
    ui::Chart& chartOfDistances() { return *m_studio->window().findChild<ui::Chart*>("distance"); }
    const ui::SceneState& scene() { return stage().view().state(); }

    void open(const char* example) {
        m_studio->program.studio().documents().openExample(example);
        training().setWanted(false);
    }
    /// Exactly so many steps of every run.
    void learn(int steps) {
        training().trainSteps(steps);
        for (const ui::Run& run : m_studio->project().runs)
            QTRY_VERIFY_WITH_TIMEOUT(training().run(run.id) && training().run(run.id)->step >= steps &&
                                         training().run(run.id)->trajectories && !training().run(run.id)->isPreview,
                                     120'000);
        QTRY_COMPARE_WITH_TIMEOUT(training().trainingCount(), 0, 60'000);
    }
    void holdOut(int snapshot) {
        QTest::mouseClick(m_studio->window().snapshots().row(snapshot), Qt::LeftButton);
        QTRY_VERIFY(action("holdOut").isEnabled());
        action("holdOut").trigger();
        QVERIFY(m_studio->project().dataset.snapshots[std::size_t(snapshot)].heldOut);
    }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() {
        m_studio.reset();
        ui::theme().setReducedMotion(false);
    }

    void theTableTellsThePanes() {
        open("three-ways");
        learn(30);
        action("showResults").trigger();
        ui::ResultsDialog* dialog = stage().resultsTable().dialog();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(std::all_of(dialog->rows().begin(), dialog->rows().end(),
                                             [](const ui::ResultRow& row) { return !row.snapshots.empty(); }),
                                 60'000);
        QCOMPARE(dialog->rows().size(), 3U);
        QVERIFY(!dialog->rows()[0].sigma && dialog->rows()[1].sigma && dialog->rows()[2].lambda);
        const auto* table = dialog->findChild<QTableWidget*>("resultsTable");
        QCOMPARE(table->rowCount(), 3);
        const int last = table->columnCount() - 1;
        const QString w1 = table->item(0, last)->text();
        QTRY_COMPARE(chartOfDistances().readout()->text(), QStringLiteral("mean ") + w1); // one quantity, one value
        QTest::mouseClick(dialog->findChild<QToolButton*>("w2"), Qt::LeftButton);
        QVERIFY(table->item(0, last)->text() != w1); // another measure, other numbers
        QCOMPARE(table->item(0, 4)->text(), QStringLiteral("30"));

        dialog->findChild<QPushButton*>("copyButton")->click();
        const QStringList copied = QApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(copied.size(), 4);
        const auto fields = copied[1].split('\t');
        QCOMPARE(copied[0].split('\t').size(), fields.size());
        QCOMPARE(fields[1], QStringLiteral("am"));
        const qsizetype snapshots = qsizetype(m_studio->project().dataset.snapshots.size());
        QCOMPARE(fields.size(), 11 + 3 * snapshots);
        QCOMPARE(fields[11 + snapshots - 1].toDouble(), dialog->rows()[0].snapshots.back().distances.w1); // exactly

        QTemporaryDir folder;
        const QString file = folder.filePath("results.csv");
        stage().resultsTable().write(file);
        QTRY_VERIFY(QFile::exists(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(written.readAll()), QApplication::clipboard()->text().replace('\t', ','));
        dialog->accept();
    }

    void theTableFollowsTheTraining() {
        open("split");
        learn(20);
        action("showResults").trigger();
        ui::ResultsDialog* dialog = stage().resultsTable().dialog();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->rows()[0].snapshots.empty(), 60'000);
        const double before = dialog->rows()[0].snapshots.back().distances.w1;
        learn(200);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->rows()[0].snapshots.back().distances.w1 != before, 60'000);
        QVERIFY(dialog->rows()[0].steps >= 200);
        dialog->accept();
    }

    void aHeldOutSnapshotIsRevealed() {
        open("split");
        QVERIFY(!action("reveal").isEnabled()); // nothing is held out
        holdOut(2);
        learn(80);
        QTRY_VERIFY(action("reveal").isEnabled());
        playback().setPlaying(true);
        action("reveal").trigger();
        const double time = m_studio->project().dataset.snapshots[2].time;
        QVERIFY(!playback().clock().isPlaying() && playback().clock().time() == time);
        QVERIFY(panel().isVisible());

        // It comes in over the others, which step back.
        const auto opacity = [&](std::size_t k) { return scene().snapshots[k].opacity; };
        float first = 1;
        QTRY_VERIFY_WITH_TIMEOUT(opacity(2) > 0 && opacity(2) < 0.9F, 5'000);
        first = opacity(2);
        QTRY_VERIFY_WITH_TIMEOUT(opacity(2) > 0.94F, 5'000);
        QVERIFY(opacity(2) > first && opacity(0) < 0.2F && opacity(2) > 4 * opacity(0));

        QTRY_VERIFY_WITH_TIMEOUT(stage().reveal().revelation(), 60'000);
        const engine::Revelation& found = *stage().reveal().revelation();
        QVERIFY(found.interval && found.transport && found.model.w1 > 0 && found.nearest.w1 > found.floor);
        QTRY_VERIFY(panel().text().contains("Straight optimal transport") && panel().text().contains("(95 %)"));
        QVERIFY(!panel().text().contains(QStringLiteral(" – "))); // every number is there
        QTRY_VERIFY(training().run()->distances &&
                    training().run()->distances->at(2).w1 == stage().reveal().revelation()->model.w1);
        QCOMPARE(training().run()->distances->at(2).floor, stage().reveal().revelation()->floor);
        QTRY_COMPARE(chartOfDistances().readout()->text(),
                     QStringLiteral("held out ") + ui::significantText(stage().reveal().revelation()->model.w1, 3));

        // The model learns on; the numbers follow.
        const double before = found.model.w1;
        learn(160);
        QTRY_VERIFY_WITH_TIMEOUT(stage().reveal().revelation() && stage().reveal().revelation()->model.w1 != before,
                                 60'000);
        action("reveal").trigger();
        QVERIFY(!panel().isVisible());
        QTRY_VERIFY(opacity(2) == opacity(0));
    }

    void lessMotionRevealsAtOnce() {
        ui::theme().setReducedMotion(true);
        open("split");
        holdOut(1);
        learn(30);
        QTRY_VERIFY(action("reveal").isEnabled());
        action("reveal").trigger();
        QCOMPARE(stage().reveal().revealed()->part, 1.0);
        // What is no longer held out is no longer revealed.
        action("holdOut").trigger();
        QTRY_VERIFY(!stage().reveal().revealed() && !action("reveal").isChecked());
    }

    void backInTheTimeOfTraining() {
        open("split");
        learn(205);
        QTRY_COMPARE_WITH_TIMEOUT(stage().trainingTime().steps(), (std::vector<std::int64_t>{100, 200}), 10'000);
        const auto newest = training().run()->trajectories;
        action("earlierInTraining").trigger();
        QCOMPARE(stage().trainingTime().step(), 200);
        action("earlierInTraining").trigger();
        QCOMPARE(stage().trainingTime().step(), 100);
        QVERIFY(!action("earlierInTraining").isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(scene().motion.trajectories && scene().motion.trajectories != newest, 60'000);
        const auto early = scene().motion.trajectories;
        // The same particles from the same places, by another flow.
        QCOMPARE(early->positions.front(), newest->positions.front());
        QVERIFY((early->positions.back() - newest->positions.back()).norm() > 0.1F);
        auto* slider = m_studio->window().inspector().findChild<ui::StepSlider*>("shownStep");
        QCOMPARE(slider->step(), 100);
        QVERIFY(std::any_of(m_studio->window().stage().messages()->messages().begin(),
                            m_studio->window().stage().messages()->messages().end(),
                            [](const ui::Message& m) { return m.text.contains("step 100"); }));

        // Training goes on; the stage stays where it was put.
        learn(20);
        QCOMPARE(scene().motion.trajectories, early);
        slider->slider()->setValue(1);
        QCOMPARE(stage().trainingTime().step(), 200);
        QTRY_VERIFY_WITH_TIMEOUT(scene().motion.trajectories != early, 60'000);
        action("newestModel").trigger();
        QTRY_COMPARE(scene().motion.trajectories, training().run()->trajectories);
        QVERIFY(!slider->step() && !action("newestModel").isEnabled());

        // A training that begins anew has no past yet.
        action("earlierInTraining").trigger();
        QVERIFY(stage().trainingTime().step());
        training().startOver();
        QTRY_VERIFY_WITH_TIMEOUT(!stage().trainingTime().step(), 60'000);
        training().setWanted(false);
    }

    void panesDifferFromTheFirst() {
        open("three-ways");
        learn(25);
        action("layerField").trigger();
        document().edit("Quantity", [](ui::Project& p) { p.view.styles.field = engine::PlaneQuantity::DensityApart; });
        const auto field = [&](int i) { return stage().panes().view(i).state().field.samples; };
        QTRY_VERIFY_WITH_TIMEOUT(field(1) && field(2), 60'000);
        QVERIFY(!field(0));
        QVERIFY(field(1)->has(engine::PlaneQuantity::DensityApart) && field(1) != field(2));
        // The third grows and fades: its sparks have a line in the legend, and no others do.
        QTRY_VERIFY_WITH_TIMEOUT(stage().panes().view(2).state().sparks.shown, 60'000);
        QVERIFY(!stage().panes().view(0).state().sparks.shown);
        action("layerSparks").trigger();
        QTRY_VERIFY(!stage().panes().view(2).state().sparks.shown);
    }
};

KINETOSCOPE_TEST(CompareTest)

#include "compare_test.moc"
