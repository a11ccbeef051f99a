#include "engine/action/action_model.h"
#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/dialogs/results_dialog.h"
#include "ui/document/project_file.h"
#include "ui/panels/message_bar.h"
#include "ui/studio/results_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/stored_run_controller.h"
#include "ui/studio/training_time_controller.h"
#include "ui/view/pane.h"
#include "ui/view/pane_grid.h"
#include "ui/view/pane_plate.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>

/// Runs of other projects and runs that were kept, beside those that train; and the past of a training after opening.
class StoredRunsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;
    QTemporaryDir m_folder;

    ui::Document& document() { return m_studio->program.document(); }
    ui::StageController& stage() { return m_studio->program.studio().stage(); }
    ui::TrainingController& training() { return m_studio->program.studio().training(); }
    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    const ui::Project& project() { return m_studio->project(); }
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString newestMessage() {
        const auto& messages = m_studio->window().stage().messages()->messages();
        return messages.isEmpty() ? QString() : messages.first().text;
    }

    void open(const char* example) {
        m_studio->program.studio().documents().openExample(example);
        training().setWanted(false);
        QTRY_VERIFY_WITH_TIMEOUT(training().run() && training().trainingCount() == 0 &&
                                     training().run()->state == engine::RunState::Paused,
                                 60'000);
    }
    std::int64_t step(int run) { return training().run(run)->step; }
    void learn(int steps) {
        const int id = project().run().id;
        const std::int64_t before = training().run(id) ? training().run(id)->step : 0;
        training().trainSteps(steps);
        QTRY_VERIFY_WITH_TIMEOUT(training().run(id)->step == before + steps && training().run(id)->checkpoint &&
                                     training().run(id)->checkpoint->step == before + steps && training().trainingCount() == 0,
                                 120'000);
    }
    void save(const QString& file) {
        document().saveAs(file);
        document().finishFileWork();
    }
    void add(const QString& file) {
        stage().storedRuns().add(file);
        QTRY_VERIFY_WITH_TIMEOUT(!stage().storedRuns().isBusy(), 30'000);
    }
    /// A project with a trained run, as a file.
    void writeTrained(const char* example, const QString& file, int steps) {
        open(example);
        learn(steps);
        save(file);
    }
    static engine::Points velocities(const std::shared_ptr<const engine::ActionModel>& model) {
        engine::WorkerPool pool(1);
        engine::ModelEvaluator evaluator(model, pool);
        std::srand(1);
        return evaluator.evaluate(engine::Times::Constant(20, 0.4), engine::Points::Random(2, 20)).velocity;
    }
    bool isShown(int run) { return training().run(run) && training().run(run)->trajectories; }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() { m_studio.reset(); }

    void theRunOfAnotherProjectStandsBeside() {
        writeTrained("split", path("other.kino"), 110);
        const engine::Points wanted = velocities(project().run().checkpoint->model());
        const std::int64_t steps = step(0);
        open("two-clouds");
        learn(20);
        add(path("other.kino"));
        QCOMPARE(project().runs.size(), 2U);
        QVERIFY(QFile::remove(path("other.kino"))); // nothing depends on it
        QVERIFY2(newestMessage().contains("other"), qPrintable(newestMessage()));
        QTRY_COMPARE(stage().panes().count(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(1), 60'000);
        const ui::PaneWords words = stage().panes().pane(1).plate().words();
        QCOMPARE(words.title, QStringLiteral("other"));
        QVERIFY2(words.detail.startsWith("stored AM") && words.count.contains(QString::number(steps)), qPrintable(words.detail + words.count));
        QCOMPARE(words.progress, 0.0);
        QVERIFY(velocities(training().run(1)->model) == wanted);
        QTRY_COMPARE(stage().panes().view(1).state().motion.trajectories, training().run(1)->trajectories);

        // The others train; it does not.
        const std::int64_t before = step(0);
        learn(15);
        QCOMPARE(step(0), before + 15);
        QCOMPARE(step(1), steps);
        action("toggleTraining").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(step(0) > before + 40, 60'000);
        QCOMPARE(training().trainingCount(), 1);
        training().setWanted(false);
        document().setActiveRun(1);
        QVERIFY(!action("resetTraining").isEnabled() && !action("newSeed").isEnabled() && !action("keepRun").isEnabled());
        training().startOver();
        training().startOverWithNewSeed();
        QVERIFY(velocities(training().run(1)->model) == wanted);
        document().setActiveRun(0);
        QVERIFY(action("resetTraining").isEnabled() && !action("closePane").isEnabled());

        // In the project, in undo and redo.
        save(path("mine.kino"));
        document().undo();
        QTRY_COMPARE(stage().panes().count(), 1);
        document().redo();
        QTRY_COMPARE(stage().panes().count(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(1), 60'000);
        QVERIFY(velocities(training().run(1)->model) == wanted);
        open("split");
        m_studio->program.studio().documents().openPaths({path("mine.kino")});
        QTRY_COMPARE(stage().panes().count(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(1), 60'000);
        QVERIFY(project().runs[1].stored && step(1) == steps);
        QVERIFY(velocities(training().run(1)->model) == wanted);
        // Its milestones came along.
        QCOMPARE(stage().trainingTime().steps(), (std::vector<std::int64_t>{100}));
    }

    void tableAndDifferenceKnowIt() {
        writeTrained("split", path("other.kino"), 60);
        const std::int64_t steps = step(0);
        open("split");
        learn(20);
        add(path("other.kino"));
        QTRY_VERIFY_WITH_TIMEOUT(isShown(1), 60'000);
        action("showResults").trigger();
        ui::ResultsDialog* dialog = stage().resultsTable().dialog();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->rows().size() == 2 && !dialog->rows()[1].snapshots.empty() &&
                                     !dialog->rows()[0].snapshots.empty(),
                                 60'000);
        QCOMPARE(dialog->rows()[1].pane, std::string("other"));
        QCOMPARE(dialog->rows()[1].steps, steps);
        QVERIFY(dialog->rows()[1].snapshots.back().distances.w1 != dialog->rows()[0].snapshots.back().distances.w1);
        dialog->accept();
        action("layerField").trigger();
        document().edit("Quantity", [](ui::Project& p) { p.view.styles.field = engine::PlaneQuantity::VelocityApart; });
        QTRY_VERIFY_WITH_TIMEOUT(stage().panes().view(1).state().field.samples, 60'000);
        QVERIFY(stage().panes().view(1).state().field.samples->has(engine::PlaneQuantity::VelocityApart));
    }

    void theRunIsKeptAsItIs() {
        open("split");
        QVERIFY(!action("keepRun").isEnabled());
        learn(30);
        QTRY_VERIFY(action("keepRun").isEnabled());
        const std::int64_t kept = step(0);
        const engine::Points then = velocities(project().run().checkpoint->model());
        action("keepRun").trigger();
        QCOMPARE(project().runs.size(), 2U);
        QCOMPARE(project().run().id, 0);
        learn(80);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(1), 60'000);
        QVERIFY(velocities(training().run(1)->model) == then);
        QVERIFY(velocities(project().run().checkpoint->model()) != then);
        QCOMPARE(project().find(1)->checkpoint->step, kept);
        document().undo();
        QCOMPARE(project().runs.size(), 1U);
        QCOMPARE(project().run().checkpoint->step, kept + 80); // what was learned since stays
    }

    void whatCannotBeComparedIsRefused() {
        open("split");
        save(path("untrained.kino"));
        learn(10);
        add(path("untrained.kino"));
        QVERIFY2(newestMessage().contains("untrained has no trained run"), qPrintable(newestMessage()));
        ui::Project deep;
        deep.dataset = project().dataset;
        for (engine::Snapshot& snapshot : deep.dataset.snapshots)
            snapshot.points = engine::PointSet(engine::Points::Random(3, 40));
        deep.dataset.axisNames = {"x", "y", "z"};
        auto checkpoint = std::make_shared<engine::Checkpoint>(*project().run().checkpoint);
        checkpoint->shape.dimension = 3;
        checkpoint->normalization.center = engine::Vector::Zero(3);
        checkpoint->milestones.reset();
        for (Eigen::ArrayXf* block : {&checkpoint->parameters, &checkpoint->firstMoment, &checkpoint->secondMoment,
                                      &checkpoint->averaged})
            *block = Eigen::ArrayXf::Zero(checkpoint->shape.parameterCount());
        deep.runs[0].checkpoint = checkpoint;
        ui::writeProject(deep, path("deep.kino"));
        add(path("deep.kino"));
        QVERIFY2(newestMessage().contains("trained in 3 dimensions"), qPrintable(newestMessage()));
        QFile no(path("no.kino"));
        QVERIFY(no.open(QIODevice::WriteOnly) && no.write("t,x,y") > 0);
        no.close();
        add(path("no.kino"));
        QVERIFY2(newestMessage().contains("no.kino"), qPrintable(newestMessage()));
        QCOMPARE(project().runs.size(), 1U);
        QCOMPARE(document().history().count(), 0);
    }

    void thePastOfATrainingIsInTheProject() {
        open("split");
        document().edit("Small", [](ui::Project& p) {
            p.run().settings.hidden = {16, 16};
            p.run().settings.batch = 32;
        });
        QTRY_VERIFY(training().run()->state == engine::RunState::Paused && step(0) == 0);
        learn(205);
        const auto early = project().run().checkpoint->milestones->front().model;
        save(path("past.kino"));
        open("two-clouds");
        QTRY_VERIFY(stage().trainingTime().steps().empty());
        m_studio->program.studio().documents().openPaths({path("past.kino")});
        QTRY_COMPARE_WITH_TIMEOUT(stage().trainingTime().steps(), (std::vector<std::int64_t>{100, 200}), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(isShown(0), 60'000);
        QTRY_COMPARE(stage().view().state().motion.trajectories, training().run()->trajectories);
        const auto newest = training().run()->trajectories;
        action("earlierInTraining").trigger();
        action("earlierInTraining").trigger();
        QCOMPARE(stage().trainingTime().step(), 100);
        QTRY_VERIFY_WITH_TIMEOUT(stage().trainingTime().results(0), 60'000);
        QTRY_COMPARE(stage().view().state().motion.trajectories, stage().trainingTime().results(0)->trajectories);
        QVERIFY(stage().view().state().motion.trajectories != newest);
        QVERIFY(velocities(training().run()->milestones->front().model) == velocities(early));
        // It goes on: the next milestone joins them.
        learn(300);
        QTRY_COMPARE(stage().trainingTime().steps(), (std::vector<std::int64_t>{100, 200, 500}));
    }
};

KINETOSCOPE_TEST(StoredRunsTest)

#include "stored_runs_test.moc"
