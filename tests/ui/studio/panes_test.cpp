#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/studio/stage_controller.h"
#include "ui/view/legend_strip.h"
#include "ui/view/pane.h"
#include "ui/view/pane_grid.h"
#include "ui/view/pane_plate.h"
#include "ui/view/scene_view.h"
#include "ui/widgets/readout.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QSignalSpy>
#include <QToolButton>

/// Several runs of one document beside each other: one camera, one clock, one active run.
class PanesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    ui::Document& document() { return m_studio->program.document(); }
    ui::PaneGrid& panes() { return m_studio->program.studio().stage().panes(); }
    ui::TrainingController& training() { return m_studio->program.studio().training(); }
    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    QString method() { return m_studio->window().inspector().findChild<ui::SegmentedControl*>("method")->current(); }
    std::int64_t step(int run) { return training().run(run) ? training().run(run)->step : 0; }
    bool isLearned(int run) { return step(run) > 0 && training().run(run)->trajectories; }

    void open(const char* example) {
        m_studio->program.studio().documents().openExample(example);
        QTRY_COMPARE(panes().count(), int(m_studio->project().runs.size()));
    }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() { m_studio.reset(); }

    void aSingleRunIsTheBareStage() {
        open("split");
        QCOMPARE(panes().count(), 1);
        QVERIFY(!panes().pane(0).plate().isVisible() && !panes().legend().isVisible());
        QCOMPARE(panes().view(0).size(), panes().size());
        QVERIFY(!action("closePane").isEnabled() && !action("nextPane").isEnabled());
        QVERIFY(action("compareCopy").isEnabled());
    }

    void threeRunsLearnInThreePanes() {
        open("three-ways");
        QCOMPARE(panes().count(), 3);
        QStringList titles;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(panes().pane(i).plate().isVisible());
            titles += panes().pane(i).plate().words().title;
        }
        QCOMPARE(titles, (QStringList{"AM", "eAM", "uAM"}));
        QVERIFY(panes().pane(0).isActive() && !panes().pane(1).isActive());
        for (int run = 0; run < 3; ++run)
            QTRY_VERIFY_WITH_TIMEOUT(isLearned(run), 60'000);
        QVERIFY(training().trainingCount() == 3 && training().isTraining());
        // Each shows its own motion: smooth, rough, weighted.
        const auto motion = [&](int i) { return panes().view(i).state().motion.trajectories; };
        QTRY_VERIFY_WITH_TIMEOUT(motion(0) && motion(0)->smooth && !motion(0)->isWeighted(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(motion(1) && !motion(1)->smooth, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(motion(2) && motion(2)->isWeighted(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(panes().pane(2).plate().words().count.contains("steps"), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(panes().pane(2).plate().words().progress > 0, 60'000);
        QVERIFY(!panes().legend().entries().empty() && panes().legend().isVisible());
        QVERIFY(!panes().view(0).state().showLegend);

        // They hold and go on as one.
        action("toggleTraining").trigger();
        QTRY_COMPARE_WITH_TIMEOUT(training().trainingCount(), 0, 60'000);
        const std::int64_t before = step(0);
        action("trainMore").trigger();
        QTRY_COMPARE_WITH_TIMEOUT(step(0), before + 100, 60'000);
        for (int run = 0; run < 3; ++run)
            QVERIFY(document().project().find(run)->checkpoint);
    }

    void pressingAPaneMakesItsRunTheActiveOne() {
        open("three-ways");
        training().setWanted(false);
        QCOMPARE(method(), QStringLiteral("am"));
        QTest::mouseClick(&panes().view(1), Qt::LeftButton);
        QCOMPARE(document().project().run().id, 1);
        QCOMPARE(method(), QStringLiteral("eam"));
        QTRY_VERIFY(panes().pane(1).isActive() && !panes().pane(0).isActive());
        QTRY_VERIFY(m_studio->window().status().left()->text().contains("eAM"));
        QTest::mouseClick(&panes().pane(2).plate(), Qt::LeftButton);
        QCOMPARE(method(), QStringLiteral("uam"));
        QTRY_VERIFY(action("nextPane").isEnabled());
        QTRY_COMPARE(panes().active(), 2);
        action("nextPane").trigger();
        QCOMPARE(method(), QStringLiteral("am"));
        QCOMPARE(document().history().count(), 0);
    }

    void whatTheInspectorChangesIsTheActiveRun() {
        open("three-ways");
        training().setWanted(false);
        document().setActiveRun(2);
        auto* control = m_studio->window().inspector().findChild<ui::SegmentedControl*>("method");
        QTest::mouseClick(control->findChild<QToolButton*>("cam"), Qt::LeftButton);
        QCOMPARE(document().project().runs[2].settings.method, engine::Method::ConvexCost);
        QCOMPARE(document().project().runs[0].settings.method, engine::Method::ActionMatching);
        QTRY_COMPARE(panes().pane(2).plate().words().title, QStringLiteral("cAM"));
        document().undo();
        QTRY_COMPARE(panes().pane(2).plate().words().title, QStringLiteral("uAM"));
    }

    void cameraAndClockAreShared() {
        open("three-ways");
        training().setWanted(false);
        ui::CameraPose pose = panes().view(0).camera();
        pose.halfHeight *= 0.5;
        pose.focus.x() += 0.25;
        panes().view(2).setCamera(pose);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(panes().view(i).camera().halfHeight, pose.halfHeight);
            QCOMPARE(panes().view(i).camera().focus.x(), pose.focus.x());
        }
        QVERIFY(document().project().view.camera);
        panes().view(1).fit();
        QTRY_VERIFY(!document().project().view.camera && panes().view(2).cameraFollows());
        m_studio->program.studio().playback().setPlaying(false);
        m_studio->program.studio().playback().setTime(0.375);
        for (int i = 0; i < 3; ++i)
            QTRY_COMPARE(panes().view(i).state().time, 0.375);
    }

    void aCopyStandsBesideItsOriginal() {
        open("split");
        QTRY_VERIFY_WITH_TIMEOUT(isLearned(0), 60'000);
        training().setWanted(false);
        action("compareCopy").trigger();
        QCOMPARE(document().project().runs.size(), 2U);
        QCOMPARE(document().project().run().id, 1);
        QTRY_COMPARE(panes().count(), 2);
        QTRY_COMPARE(panes().active(), 1);
        // It goes on from what was learned.
        QTRY_VERIFY_WITH_TIMEOUT(training().run(1) && training().run(1)->trajectories, 60'000);
        QVERIFY(step(1) > 0 && !training().run(1)->isPreview);

        auto* close = panes().pane(1).plate().findChild<QToolButton*>("closePane");
        QTest::mouseClick(close, Qt::LeftButton);
        QCOMPARE(document().project().runs.size(), 1U);
        QCOMPARE(document().project().run().id, 0);
        QTRY_COMPARE(panes().count(), 1);
        QTRY_COMPARE(panes().view(0).size(), panes().size());
        document().undo();
        QTRY_COMPARE(panes().count(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(training().run(1) && training().run(1)->trajectories, 60'000);
        document().undo();
        QTRY_COMPARE(panes().count(), 1);
        QVERIFY(training().run(0) && !training().run(1));
    }

    void thereAreNoMorePanesThanFour() {
        open("three-ways");
        training().setWanted(false);
        action("compareCopy").trigger();
        QTRY_COMPARE(panes().count(), 4);
        QVERIFY(!action("compareCopy").isEnabled());
        // Two by two, each as large as the next.
        const QRect first = panes().pane(0).geometry(), last = panes().pane(3).geometry();
        QVERIFY(last.top() > first.bottom() && last.left() > first.right());
        QVERIFY(std::abs(first.width() - last.width()) <= 1 && std::abs(first.height() - last.height()) <= 1);
    }

    void savedRunsComeBack() {
        QTemporaryDir folder;
        const QString file = folder.filePath("three.kino");
        open("three-ways");
        for (int run = 0; run < 3; ++run)
            QTRY_VERIFY_WITH_TIMEOUT(isLearned(run), 60'000);
        training().setWanted(false);
        QTRY_COMPARE_WITH_TIMEOUT(training().trainingCount(), 0, 60'000);
        document().setActiveRun(1);
        document().saveAs(file);
        document().finishFileWork();
        const std::int64_t learned = document().project().runs[2].checkpoint->step;
        open("split");
        QTRY_VERIFY(!document().isBusy());
        m_studio->program.studio().documents().openPaths({file});
        QTRY_COMPARE(panes().count(), 3);
        QCOMPARE(document().project().run().id, 1);
        QVERIFY(!training().isWanted());
        for (int run = 0; run < 3; ++run)
            QTRY_VERIFY_WITH_TIMEOUT(training().run(run) && training().run(run)->trajectories, 60'000);
        QCOMPARE(step(2), learned);
        QVERIFY(panes().view(2).isVisible());
    }
};

KINETOSCOPE_TEST(PanesTest)

#include "panes_test.moc"
