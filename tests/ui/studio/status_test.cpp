#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/status_strip.h"
#include "ui/studio/stage_controller.h"
#include "ui/tools/tool_box.h"
#include "ui/widgets/readout.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QStatusTipEvent>

/// What the window says about where things stand.
class StatusTest : public QObject {
    Q_OBJECT

private slots:
    void fromTheStartScreenToATrainedModel() {
        tests::WholeStudio studio;
        const ui::StatusStrip& status = studio.window().status();
        ui::TrainingController& training = studio.program.studio().training();
        QAction& toggle = *studio.window().actions()["toggleTraining"];
        QVERIFY(status.left()->text().contains("examples"));
        QVERIFY(status.right()->text().contains("Kinetoscope"));
        QVERIFY(!toggle.isEnabled());

        studio.program.studio().documents().openExample("split");
        studio.program.document().edit("short", [](ui::Project& p) {
            p.run().settings.steps = 40;
            p.run().settings.hidden = {8};
        });
        QTRY_VERIFY(training.run() && training.run()->state == engine::RunState::Finished);
        QVERIFY2(status.left()->text().contains("Trained") && status.left()->text().contains("40"),
                 qPrintable(status.left()->text()));
        QVERIFY(!toggle.isChecked() && toggle.text().contains("Train"));
        const QString data = status.right()->text();
        for (const char* words : {"2-D", "3 snapshots", "seed 0"})
            QVERIFY2(data.contains(words), qPrintable(data));

        // Training on after the end makes it longer, as an edit.
        toggle.trigger();
        QCOMPARE(studio.project().run().settings.steps, std::int64_t(80));
        QTRY_COMPARE(training.run()->step, std::int64_t(40 + 80));
        QTRY_VERIFY(training.run()->state == engine::RunState::Finished && !toggle.isChecked());
        studio.window().actions()["trainMore"]->trigger();
        QTRY_VERIFY(training.run()->step == 40 + 80 + 100 && training.run()->state == engine::RunState::Paused);
    }

    void whatIsUnderThePointerIsSaidInTheWholeWidth() {
        tests::WholeStudio studio;
        studio.program.studio().documents().openExample("split");
        ui::StatusStrip& status = studio.window().status();
        QTRY_VERIFY(status.right()->isVisibleTo(&status) && status.left()->isVisibleTo(&status));
        QStatusTipEvent tip(QStringLiteral("Rub out points of the current snapshot."));
        QCoreApplication::sendEvent(&studio.window(), &tip);
        QVERIFY(!status.right()->isVisibleTo(&status) && !status.left()->isVisibleTo(&status));
        QCOMPARE(status.currentMessage(), QStringLiteral("Rub out points of the current snapshot."));
        QStatusTipEvent none((QString()));
        QCoreApplication::sendEvent(&studio.window(), &none);
        QVERIFY(status.right()->isVisibleTo(&status) && status.left()->isVisibleTo(&status));
    }

    void refinementIsSaid() {
        tests::WholeStudio studio;
        const ui::StatusStrip& status = studio.window().status();
        studio.program.studio().documents().openExample("split");
        studio.program.document().edit("refined", [](ui::Project& p) {
            p.run().settings.steps = 20;
            p.run().settings.refineSteps = 100'000;
            p.run().settings.hidden = {8};
        });
        QTRY_VERIFY_WITH_TIMEOUT(status.left()->text().contains("Refining") &&
                                     status.left()->text().contains("distance"),
                                 30'000);
        QVERIFY2(status.left()->text().contains("%"), qPrintable(status.left()->text()));
    }

    void holdingAndGoingOn() {
        tests::WholeStudio studio;
        const ui::StatusStrip& status = studio.window().status();
        ui::TrainingController& training = studio.program.studio().training();
        QAction& toggle = *studio.window().actions()["toggleTraining"];
        studio.program.studio().documents().openExample("split");
        QTRY_VERIFY(training.run() && training.run()->step > 0 && status.left()->text().contains("steps/s"));
        QVERIFY(toggle.isChecked() && toggle.text().contains("Pause"));
        toggle.trigger();
        QTRY_VERIFY(status.left()->text().contains("Training paused"));
        QVERIFY(!status.left()->text().contains("steps/s"));
        const auto step = training.run()->step;
        toggle.trigger();
        QTRY_VERIFY(training.run()->step > step);
    }

    void whatCannotBeTrainedOnIsSaid() {
        tests::WholeStudio studio;
        QAction& toggle = *studio.window().actions()["toggleTraining"];
        studio.program.studio().documents().newDrawing(2);
        QVERIFY(!toggle.isEnabled());
        QVERIFY2(toggle.toolTip().contains("no points"), qPrintable(toggle.toolTip()));
        studio.program.studio().documents().openExample("split");
        QVERIFY(toggle.isEnabled());
        studio.program.document().edit(
            "hold out", [](ui::Project& p) { p.dataset.snapshots[0].heldOut = p.dataset.snapshots[1].heldOut = true; });
        QVERIFY(!toggle.isEnabled() && toggle.toolTip().contains("held out"));
        studio.program.document().undo();
        QVERIFY(toggle.isEnabled());
    }

    void aHandIsToldWhatItCanDo() {
        tests::WholeStudio studio;
        studio.program.studio().documents().openExample("split");
        const ui::Readout* right = studio.window().status().right();
        QAction& select = *studio.window().actions()["selectTool"];
        QTRY_VERIFY(select.isEnabled());
        select.trigger();
        QVERIFY(studio.program.studio().stage().tools().kind() == ui::ToolKind::Select);
        QVERIFY2(right->text().contains("Shift adds"), qPrintable(right->text()));
        studio.window().actions()["moveTool"]->trigger();
        QVERIFY(!right->text().contains("Shift adds"));
    }

    void whatTheStageLeavesOutIsSaid() {
        tests::WholeStudio studio;
        ui::Project project;
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            snapshot.points = engine::PointSet(engine::Points::Random(2, 80'000));
            project.dataset.snapshots.push_back(snapshot);
        }
        studio.program.studio().training().setStartsAtOnce(false);
        studio.program.document().setProject(project);
        studio.window().setMode(ui::MainWindow::Mode::Studio);
        const ui::Readout* right = studio.window().status().right();
        QTRY_VERIFY2(right->text().contains("of 160"), qPrintable(right->text()));
    }
};

KINETOSCOPE_TEST(StatusTest)

#include "status_test.moc"
