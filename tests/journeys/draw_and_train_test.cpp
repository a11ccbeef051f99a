#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/tool_options.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QSignalSpy>

using tests::circle;

namespace {

Eigen::Vector2d meanOf(const engine::Snapshot& snapshot) { return snapshot.points.points().rowwise().mean(); }

Eigen::Vector2d meanOf(const Eigen::MatrixXf& positions) { return positions.cast<double>().rowwise().mean(); }

} // namespace

/// Two clouds painted into an empty window become a motion, and what is painted later changes it.
class DrawAndTrainJourney : public QObject {
    Q_OBJECT

private slots:
    void drawsTwoCloudsAndWatchesTheFlowLearned() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QCOMPARE(shown.window().mode(), ui::MainWindow::Mode::Gallery);

        // An empty plane with the brush in the hand, and nothing to train on yet.
        QVERIFY(shown.click("drawYourOwn"));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        QCOMPARE(shown.dataset().snapshots.size(), 2U);
        QCOMPARE(shown.dataset().pointCount(), 0);
        QVERIFY(shown.action("brushTool").isChecked() && shown.window().toolOptions().isVisible());
        QVERIFY(!shown.action("toggleTraining").isEnabled());
        AWAIT(shown.stage().statistics().milliseconds > 0);

        // The first cloud; then the program says where the second goes.
        shown.dragOnStage(circle({-0.7, -0.2}, 0.2));
        const auto& snapshots = shown.dataset().snapshots;
        QVERIFY(snapshots[0].points.size() > 100);
        QCOMPARE(snapshots[1].points.size(), 0);
        QVERIFY((meanOf(snapshots[0]) - Eigen::Vector2d(-0.7, -0.2)).norm() < 0.05);
        QVERIFY(shown.message("paint where these points go"));
        QVERIFY(shown.click("messageAction"));
        QCOMPARE(shown.program().studio().selection().currentSnapshot(), 1);

        // The second: training begins by itself, and particles move from the one to the other.
        shown.dragOnStage(circle({0.7, 0.3}, 0.2));
        QVERIFY(snapshots[1].points.size() > 100);
        QVERIFY(!shown.message("paint where these points go"));
        QVERIFY(shown.training().isWanted());
        AWAIT(shown.training().run() && shown.training().run()->trajectories);
        AWAIT(shown.step() > 0);
        QVERIFY(shown.isTraining() && shown.action("toggleTraining").isChecked());
        const Eigen::Vector2d from = meanOf(snapshots[0]), to = meanOf(snapshots[1]);
        AWAIT(shown.learnedMotion() && (meanOf(shown.learnedMotion()->positions.back()) - to).norm() < 0.1);
        QVERIFY((meanOf(shown.learnedMotion()->positions.front()) - from).norm() < 0.1);

        // Time runs by itself, and with it the picture.
        QVERIFY(shown.clock().isPlaying());
        QImage first;
        AWAIT(tests::warmPixels(first = shown.stage().grabImage()) > 200);
        const double time = shown.clock().time();
        AWAIT(std::abs(shown.clock().time() - time) > 0.2);
        QVERIFY(shown.stage().grabImage() != first);

        // The bound rises to the least energy that moves the one mean to the other: half of the distance squared, as
        // the mean of squares is at least the square of the mean.
        const double least = 0.5 * (to - from).squaredNorm();
        AWAIT(shown.training().run()->energyBound > 0.95 * least);

        rubsOutAndTakesBack(shown);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(shown.keepPicture("draw-and-train"));
    }

private:
    static void rubsOutAndTakesBack(tests::ShownProgram& shown) {
        const auto& snapshots = shown.dataset().snapshots;
        const engine::Dataset drawn = shown.dataset();
        const std::uint64_t generation = shown.training().run()->generation;
        shown.press(Qt::Key_E);
        QVERIFY(shown.action("eraserTool").isChecked());
        shown.dragOnStage({{0.9, 0.1}, {0.9, 0.3}, {0.9, 0.5}});
        const engine::Index left = snapshots[1].points.size();
        QVERIFY(left < drawn.snapshots[1].points.size() && left > 0);
        QVERIFY(snapshots[0] == drawn.snapshots[0]);
        const engine::Dataset rubbed = shown.dataset();
        // The training goes on from its weights with what is left.
        AWAIT(shown.training().run()->generation > generation && shown.isTraining());
        QVERIFY(shown.step() > 0);

        shown.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(shown.dataset() == drawn);
        shown.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(shown.dataset() == rubbed);
        for (int step = 0; step < 3; ++step)
            shown.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.dataset().pointCount(), 0);
        QVERIFY(!shown.action("undo").isEnabled() && !shown.action("toggleTraining").isEnabled());
        for (int step = 0; step < 2; ++step)
            shown.press(Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(shown.dataset() == drawn);
        AWAIT(shown.isTraining() && shown.learnedMotion());
    }
};

KINETOSCOPE_TEST(DrawAndTrainJourney)

#include "draw_and_train_test.moc"
