#include "engine/data/synthetic.h"
#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/window/gallery.h"
#include "ui/window/gallery_card.h"

#include <QAction>
#include <QElapsedTimer>

using Eigen::Vector2d;

namespace {

/// Part of the particles that end within `radius` of a place.
double partAt(const engine::Trajectories& motion, const Vector2d& place, double radius) {
    const Eigen::MatrixXf& end = motion.positions.back();
    return double(((end.topRows(2).colwise() - place.cast<float>()).colwise().norm().array() < float(radius)).count()) /
           double(end.cols());
}

} // namespace

/// While one draws, training carries on from its weights, and the flow answers soon. And a drawing begins by drawing.
class FlowAnswersJourney : public QObject {
    Q_OBJECT

private slots:
    void aStrokeIsAnsweredOnTheGallerysSizes_data() {
        QTest::addColumn<QString>("example");
        for (const char* example : {"two-clouds", "split", "ring", "noise-to-moons"})
            QTest::newRow(example) << example;
    }
    void aStrokeIsAnsweredOnTheGallerysSizes() {
        QFETCH(QString, example);
        const tests::Home home;
        tests::ShownProgram shown(home);
        auto* card = shown.window().gallery().card(example);
        QVERIFY(card);
        emit shown.window().gallery().exampleChosen(example); // the card may be scrolled out of sight
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        AWAIT(shown.learnedMotion() && shown.step() > 200);

        // A stroke into the last snapshot, where no particle ends yet: a corner of what is seen.
        const int last = int(shown.dataset().snapshots.size()) - 1;
        QVERIFY(shown.click(shown.window().snapshots().row(last)));
        shown.press(Qt::Key_B);
        const engine::Bounds bounds = engine::boundsOf(shown.dataset());
        const Vector2d size = (bounds.upper - bounds.lower).head(2);
        const Vector2d place = bounds.lower.head(2) + Vector2d(0.12 * size.x(), 0.9 * size.y());
        const double radius = 0.1 * size.minCoeff();
        const engine::Index before = shown.dataset().snapshots[std::size_t(last)].points.size();
        const double partBefore = partAt(*shown.learnedMotion(), place, 2 * radius);
        const std::uint64_t generation = shown.training().run()->generation;
        const std::int64_t step = shown.step();
        shown.dragOnStage(tests::circle(place, radius));
        QElapsedTimer sinceRelease;
        sinceRelease.start();
        QVERIFY(shown.dataset().snapshots[std::size_t(last)].points.size() > before + 200);

        // The network's own motion, trained on the new points: from the weights it had, not from the start.
        const auto answered = [&] {
            const auto& run = shown.training().run();
            return run && run->generation > generation && run->trajectories && !run->isPreview &&
                   partAt(*run->trajectories, place, 2 * radius) > partBefore + 0.05;
        };
        QTRY_VERIFY_WITH_TIMEOUT(answered(), 60'000); // how long it takes is told below; a busy machine may take long
        qInfo("%s: the flow reaches the stroke %.2f s after its end, at step %lld (%lld before)", qPrintable(example),
              double(sinceRelease.elapsed()) / 1000, static_cast<long long>(shown.step()),
              static_cast<long long>(step));
        QVERIFY(shown.isTraining() || shown.training().run()->state == engine::RunState::Finished);
        QVERIFY(shown.keepPicture("flow-answers-" + example));
    }

    void theFirstStrokeNeedsNoChoice() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.press(Qt::Key_N, Qt::ControlModifier); // an empty window
        AWAIT(shown.stage().statistics().milliseconds > 0);
        shown.dragOnStage(tests::circle({-0.6, 0}, 0.2));
        QVERIFY(shown.dataset().snapshots[0].points.size() > 100);
        QVERIFY(!shown.training().isWanted() || !shown.action("toggleTraining").isEnabled());
        // The second snapshot starts the training by itself.
        QVERIFY(shown.click(shown.window().snapshots().row(1)));
        shown.dragOnStage(tests::circle({0.6, 0.2}, 0.2));
        AWAIT(shown.isTraining() && shown.learnedMotion());
        AWAIT(shown.clock().isPlaying());
        QVERIFY(shown.keepPictures("first-strokes"));
    }

    void evenWithoutASnapshot() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.press(Qt::Key_N, Qt::ControlModifier);
        AWAIT(shown.stage().statistics().milliseconds > 0);
        for (int i = 0; i < 2; ++i)
            shown.action("deleteSnapshot").trigger();
        QVERIFY(shown.dataset().isEmpty());
        shown.dragOnStage(tests::circle({-0.6, 0}, 0.2));
        QCOMPARE(shown.dataset().snapshots.size(), 1U);
        QVERIFY(shown.dataset().snapshots[0].points.size() > 100);
        shown.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier); // one more snapshot
        shown.dragOnStage(tests::circle({0.6, 0.2}, 0.2));
        QVERIFY(shown.dataset().snapshots[1].points.size() > 100);
        AWAIT(shown.isTraining() && shown.learnedMotion());
    }
};

KINETOSCOPE_TEST(FlowAnswersJourney)

#include "flow_answers_test.moc"
