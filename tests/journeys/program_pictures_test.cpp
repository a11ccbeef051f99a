// The pictures of README and help, drawn by the program itself: see tests/pictures.
#include "engine/trajectory/plane_samples.h"
#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/dialogs/results_dialog.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/studio/document_controller.h"
#include "ui/studio/probe_controller.h"
#include "ui/studio/results_controller.h"
#include "ui/studio/reveal_controller.h"
#include "ui/studio/training_time_controller.h"
#include "ui/tools/drawing_options.h"
#include "ui/view/pane_grid.h"
#include "ui/view/scene_view.h"
#include "ui/window/gallery.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

using Quantity = engine::PlaneQuantity;

/// Twelve pictures of the window. Each test brings the program to a state worth showing, checks that what is to be seen
/// is there, and keeps the picture: small enough for a page, and of more than one colour.
class ProgramPictures : public QObject {
    Q_OBJECT

    static constexpr qint64 kMostBytes = 500'000;

    static void keep(tests::ShownProgram& shown, const char* name) {
        QImage before;
        const auto isStill = [&] { // the last fade is over, and what is drawn in the background as well
            QTest::qWait(700);
            return std::exchange(before, shown.picture()) == before;
        };
        QVERIFY(QTest::qWaitFor(isStill, 30'000));
        const QString chosen = qEnvironmentVariable("KINETOSCOPE_PICTURES");
        const QString folder =
            chosen.isEmpty() ? QStringLiteral(KINETOSCOPE_PICTURE_FOLDER "/program") : chosen;
        QVERIFY(QDir().mkpath(folder));
        const QString file = QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name));
        QVERIFY(shown.picture().convertToFormat(QImage::Format_RGB888).save(file, "PNG", 0)); // as small as PNG goes
        QVERIFY2(QFileInfo(file).size() <= kMostBytes, qPrintable(QString::number(QFileInfo(file).size())));
    }
    /// An example that has learned so many steps and holds, its time at a part of the whole.
    static void learn(tests::ShownProgram& shown, const char* example, int steps, double part,
                      engine::Method method = engine::Method::ActionMatching) {
        shown.program().studio().documents().openExample(example);
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        shown.training().setWanted(false);
        if (method != engine::Method::ActionMatching)
            shown.program().document().edit(QStringLiteral("Method"),
                                            [&](ui::Project& p) { p.run().settings.method = method; });
        shown.training().trainSteps(steps);
        for (const ui::Run& run : shown.project().runs)
            QTRY_VERIFY_WITH_TIMEOUT(shown.training().run(run.id) && shown.training().run(run.id)->step >= steps &&
                                         shown.training().trainingCount() == 0 &&
                                         shown.training().run(run.id)->trajectories,
                                     600'000);
        goTo(shown, part);
    }
    static void goTo(tests::ShownProgram& shown, double part) {
        ui::Playback& playback = shown.program().studio().playback();
        playback.setPlaying(false);
        playback.setTime(playback.clock().first() + part * playback.clock().duration());
    }
    static void edit(tests::ShownProgram& shown, const std::function<void(ui::ViewChoices&)>& change) {
        shown.program().document().edit(QStringLiteral("View"), [&](ui::Project& p) { change(p.view); });
    }

private slots:
    void gallery() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QVERIFY(shown.window().gallery().isVisible());
        keep(shown, "gallery");
    }

    void window() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "three-fates", 400, 0.62);
        keep(shown, "window");
    }

    void threeWays() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "three-ways", 250, 0.6);
        keep(shown, "three-ways");
    }

    void action() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "ring", 400, 0.55);
        edit(shown, [](ui::ViewChoices& v) { v.layers.field = true; });
        AWAIT(shown.stage().state().field.samples);
        keep(shown, "action");
    }

    void relief() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "split", 400, 0.7);
        edit(shown, [](ui::ViewChoices& v) {
            v.layers.field = true;
            v.styles.relief = true;
        });
        AWAIT(shown.stage().state().field.height > 0);
        keep(shown, "relief");
    }

    void space() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "sphere-to-torus", 1500, 0.88);
        edit(shown, [](ui::ViewChoices& v) {
            v.particleCount = 600; // as many as the first snapshot has points
            v.layers.snapshots = false;
        });
        AWAIT(shown.stage().state().motion.trajectories->particles() == 600);
        ui::CameraPose pose = shown.stage().camera(); // so that one looks into the hole
        pose.azimuth = 0.35;
        pose.elevation = 0.5;
        shown.stage().setCamera(pose);
        keep(shown, "space");
    }

    void growth() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "growing-mixture", 400, 0.45, engine::Method::Unbalanced);
        edit(shown, [](ui::ViewChoices& v) {
            v.layers.field = true;
            v.styles.field = Quantity::Growth;
        });
        AWAIT(shown.stage().state().field.samples && shown.stage().state().sparks.shown);
        keep(shown, "growth");
    }

    void difference() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "three-ways", 250, 0.5);
        edit(shown, [](ui::ViewChoices& v) {
            v.layers.field = true;
            v.styles.field = Quantity::VelocityApart;
            v.layers.snapshots = v.layers.trails = false;
        });
        ui::PaneGrid& panes = shown.program().studio().stage().panes();
        AWAIT(panes.view(1).state().field.samples && panes.view(2).state().field.samples);
        keep(shown, "difference");
    }

    void reveal() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.program().studio().documents().openExample("three-fates");
        shown.training().setWanted(false);
        QVERIFY(shown.click(shown.window().snapshots().row(2)));
        AWAIT(shown.action("holdOut").isEnabled());
        shown.action("holdOut").trigger();
        shown.training().trainSteps(400);
        QTRY_VERIFY_WITH_TIMEOUT(shown.training().run() && shown.training().run()->step >= 400 && shown.training().trainingCount() == 0, 600'000);
        AWAIT(shown.action("reveal").isEnabled());
        shown.action("reveal").trigger();
        ui::RevealController& revealed = shown.program().studio().stage().reveal();
        AWAIT(revealed.revelation() && revealed.revealed()->part == 1);
        keep(shown, "reveal");
    }

    void probe() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        learn(shown, "ornstein-uhlenbeck", 250, 0.25, engine::Method::Entropic);
        auto& probes = shown.program().studio().stage().probes();
        const double time = shown.clock().time();
        for (const Eigen::Vector3d& place : {Eigen::Vector3d(-0.4, 0.35, 0), Eigen::Vector3d(0.1, -0.25, 0)})
            probes.ask(place, time);
        AWAIT(!probes.isBusy() && probes.rows().back().values);
        keep(shown, "probe");
    }

    void drawing() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.press(Qt::Key_N, Qt::ControlModifier);
        AWAIT(shown.stage().statistics().milliseconds > 0);
        shown.dragOnStage(tests::circle({-0.75, 0}, 0.28, 40));
        QVERIFY(shown.dataset().snapshots[0].points.size() > 100);
        QVERIFY(shown.click(shown.window().snapshots().row(1)));
        for (const double y : {-0.5, 0.5}) {
            std::vector<Eigen::Vector2d> wave;
            for (int i = 0; i <= 30; ++i)
                wave.emplace_back(0.5 + 0.6 * i / 30.0, y + 0.12 * std::sin(0.4 * i));
            shown.dragOnStage(wave);
        }
        QTRY_VERIFY_WITH_TIMEOUT(shown.training().run() && shown.training().run()->step > 400, 600'000);
        shown.training().setWanted(false);
        AWAIT(shown.training().trainingCount() == 0);
        goTo(shown, 0.55);
        shown.pointOnStage({0.2, 0.75});
        keep(shown, "drawing");
    }

    void results() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.action("themeLight").trigger();
        learn(shown, "three-ways", 250, 0.4);
        shown.action("showResults").trigger();
        ui::ResultsDialog* dialog = shown.program().studio().stage().resultsTable().dialog();
        QVERIFY(dialog);
        AWAIT(std::all_of(dialog->rows().begin(), dialog->rows().end(),
                          [](const ui::ResultRow& row) { return !row.snapshots.empty(); }));
        keep(shown, "results");
        dialog->accept();
    }
};

KINETOSCOPE_SLOW_TEST(ProgramPictures)

#include "program_pictures_test.moc"
