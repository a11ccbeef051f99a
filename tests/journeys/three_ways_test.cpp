#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/view/legend_strip.h"
#include "ui/view/pane.h"
#include "ui/view/pane_grid.h"
#include "ui/view/pane_plate.h"
#include "ui/view/scene_view.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/gallery.h"
#include "ui/window/gallery_card.h"

#include <QSignalSpy>

/// Figure 1: one path, traced by plain, entropic and unbalanced action matching side by side.
class ThreeWaysJourney : public QObject {
    Q_OBJECT

    static std::shared_ptr<const engine::Trajectories> learned(tests::ShownProgram& shown, int run) {
        const auto& update = shown.training().run(run);
        return update && !update->isPreview && update->step > 0 ? update->trajectories : nullptr;
    }

private slots:
    void tracesOnePathThreeWays() {
        const tests::Home home;
        tests::ShownProgram shown(home, {}, {1920, 1080});
        ui::PaneGrid& panes = shown.program().studio().stage().panes();
        QVERIFY(shown.click(shown.window().gallery().card("three-ways")));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio && panes.count() == 3);
        QVERIFY(shown.training().isWanted());

        // All three learn at the same time, in one session.
        for (int run = 0; run < 3; ++run)
            AWAIT(learned(shown, run));
        AWAIT(shown.training().trainingCount() == 3);
        AWAIT(shown.clock().isPlaying());

        // Three kinds of motion, and each is seen: warm particles and trails in every pane that change with time.
        const auto motion = [&](int i) { return panes.view(i).state().motion.trajectories; };
        AWAIT(motion(0) && motion(0)->smooth && motion(1) && !motion(1)->smooth && motion(2));
        for (int i = 0; i < 3; ++i) {
            QImage first;
            AWAIT(tests::warmPixels(first = panes.view(i).grabImage()) > 100);
            const double time = shown.clock().time();
            AWAIT(std::abs(shown.clock().time() - time) > 0.1);
            QVERIFY(panes.view(i).grabImage() != first);
        }

        // Particles of the third gain and lose weight: births on the one side, deaths on the other.
        Eigen::RowVectorXf weights;
        AWAIT(motion(2)->isWeighted() &&
              (motion(2)->weightsAt(motion(2)->lastTime(), weights), weights.minCoeff() < 0.7F) &&
              weights.maxCoeff() > 1.5F);
        QVERIFY(!motion(0)->isWeighted() && !motion(1)->isWeighted());

        scrubsAllAtOnce(shown, panes);
        if (QTest::currentTestFailed())
            return;
        worksOnEach(shown, panes);
        if (QTest::currentTestFailed())
            return;
        for (int run = 0; run < 3; ++run) // a picture of what was learned, not of the first guess
            AWAIT(shown.training().run(run)->step > 100);
        QSignalSpy drawn(&panes.view(0), &ui::SceneView::frameDrawn);
        AWAIT(drawn.count() > 1);
        QVERIFY(shown.keepPicture("three-ways"));
    }

private:
    static void scrubsAllAtOnce(tests::ShownProgram& shown, ui::PaneGrid& panes) {
        ui::TimelineTrack& track = *shown.window().timeline().track();
        shown.drag(track, {{track.positionOf(0.2), 30}, {track.positionOf(0.6), 30}});
        QVERIFY(!shown.clock().isPlaying() && std::abs(shown.clock().time() - 0.6) < 0.02);
        for (int i = 0; i < 3; ++i)
            AWAIT(panes.view(i).state().time == shown.clock().time());
    }

    static void worksOnEach(tests::ShownProgram& shown, ui::PaneGrid& panes) {
        auto* method = shown.find<ui::SegmentedControl>("method");
        QVERIFY(method);
        const QStringList ids = {"am", "eam", "uam"};
        for (const int i : {1, 2, 0, 2}) {
            QVERIFY(shown.click(&panes.view(i)));
            QCOMPARE(method->current(), ids[i]);
            AWAIT(panes.pane(i).isActive());
            QCOMPARE(shown.step(), shown.training().run(i)->step);
        }
        AWAIT(panes.pane(0).plate().words().progress > 0 && !panes.legend().entries().empty());
    }
};

KINETOSCOPE_TEST(ThreeWaysJourney)

#include "three_ways_test.moc"
