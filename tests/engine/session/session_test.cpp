#include "engine/session/session.h"

#include "engine/data/synthetic.h"
#include "engine/metrics/wasserstein.h"
#include "engine/training/training.h"
#include "tests/engine/session/session_support.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <atomic>

using namespace engine;
using namespace tests;

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void trainsAnExampleToTheEnd() {
        std::atomic<int> publications = 0;
        Session session({2, [&] { ++publications; }});
        QVERIFY(session.latest()->runs.empty());
        session.post(SetDataset{exampleData("two-clouds")});
        session.post(Configure{0, quickSettings(), {}});
        session.post(Train{0});
        const auto preview = waitFor(session, [](const RunUpdate& u) { return u.trajectories != nullptr; });
        QVERIFY(preview);
        const auto end = waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Finished && u.trajectories && u.distances; });
        QVERIFY(end);
        QCOMPARE(end->step, 300);
        QVERIFY(!end->isPreview && end->model && end->checkpoint && end->history && end->energyBound);
        QCOMPARE(end->trajectories->particles(), Index(ParticleSettings().count));
        QCOMPARE(end->history->buckets.back().step, 300);
        QVERIFY(!end->problem);
        QVERIFY(publications >= 2); // the preview, and the end
    }

    void equalsTheCommandLineToTheBit() {
        const auto data = exampleData("split");
        const auto settings = quickSettings();
        WorkerPool pool(1);
        JobThread jobs;
        Training plain(data, settings, pool, jobs);
        plain.waitUntilReady();
        while (!plain.trainer()->isFinished()) {
            plain.waitUntilReady();
            plain.step();
        }
        Session session({2, {}});
        session.post(SetDataset{data});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        QTest::qWait(30);
        session.post(Pause{0});
        session.post(Step{0, 3});
        session.post(Train{0});
        const auto end = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; });
        QVERIFY(end);
        QVERIFY((end->checkpoint->averaged == plain.checkpoint(0)->averaged).all());
        QVERIFY((end->checkpoint->parameters == plain.checkpoint(0)->parameters).all());
    }

    /// Three runs in turn: each learns what it would have learned alone, and none waits for the others to end.
    void runsBesideEachOtherLearnAsIfAlone() {
        const auto data = exampleData("three-ways");
        std::vector<TrainingSettings> all(3, quickSettings());
        all[1].method = Method::Entropic;
        all[2].method = Method::Unbalanced;
        Session session({2, {}});
        session.post(SetDataset{data});
        for (RunId run = 0; run < 3; ++run) {
            session.post(Configure{run, all[std::size_t(run)], {}});
            session.post(Train{run});
        }
        bool together = false;
        const auto allEnded = [&] {
            int learning = 0, ended = 0;
            for (RunId run = 0; run < 3; ++run)
                if (const auto update = latestOf(session, run)) {
                    learning += update->state == RunState::Training && update->step > 0;
                    ended += update->state == RunState::Finished && update->trajectories;
                }
            together |= learning == 3;
            return ended == 3;
        };
        QVERIFY(QTest::qWaitFor(allEnded, 60'000));
        QVERIFY(together);
        for (RunId run = 0; run < 3; ++run) {
            const auto update = latestOf(session, run);
            QCOMPARE(update->trajectories->smooth, run != 1);
            QCOMPARE(update->trajectories->isWeighted(), run == 2);
            WorkerPool pool(1);
            JobThread jobs;
            Training alone(data, all[std::size_t(run)], pool, jobs);
            alone.waitUntilReady();
            while (!alone.trainer()->isFinished()) {
                alone.waitUntilReady();
                alone.step();
            }
            QVERIFY((update->checkpoint->averaged == alone.checkpoint(0)->averaged).all());
        }
    }

    void pausesStepsResumesResetsAndStops() {
        auto settings = quickSettings();
        settings.steps = 1000000;
        Session session({1, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, settings, {}});
        auto update = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Paused; });
        QVERIFY(update && update->step == 0);
        session.post(Step{0, 7});
        update = waitFor(session, [](const RunUpdate& u) { return u.step == 7 && u.state == RunState::Paused; });
        QVERIFY(update);
        session.post(Train{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.step > 50 && u.state == RunState::Training; }));
        session.post(Pause{0});
        update = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Paused; });
        QVERIFY(update);
        const auto paused = update->step;
        QTest::qWait(50);
        QCOMPARE(latestOf(session)->step, paused);
        session.post(Stop{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; }));
        session.post(Reset{0});
        update = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Paused && u.step == 0; });
        QVERIFY(update && update->generation > 1);
    }

    void refinementIsToldApart() {
        Session session({1, {}});
        session.post(SetDataset{exampleData("two-clouds")});
        TrainingSettings settings = quickSettings();
        settings.steps = 20;
        settings.refineSteps = 8;
        session.post(Configure{0, settings, {}});
        session.post(Step{0, 19});
        const auto matching = waitFor(session, [](const RunUpdate& u) { return u.step == 19; });
        QVERIFY(matching && !matching->refinement);
        QCOMPARE(matching->totalSteps, 28);
        session.post(Step{0, 4});
        const auto refining =
            waitFor(session, [](const RunUpdate& u) { return u.step == 23 && u.state == RunState::Paused; });
        QVERIFY(refining && refining->refinement && refining->refinement->distance);
        QCOMPARE(refining->refinement->step, 3);
        QCOMPARE(refining->refinement->steps, 8);
        QVERIFY(*refining->refinement->distance > 0);
        // The same clouds ten times as large are ten times as far away.
        Dataset large = makeDataset(syntheticExample("two-clouds"));
        for (Snapshot& snapshot : large.snapshots)
            snapshot.points = PointSet(10 * snapshot.points.points());
        Session other({1, {}});
        large.exampleName.clear();
        Dataset plain = makeDataset(syntheticExample("two-clouds"));
        plain.exampleName.clear();
        Session same({1, {}});
        const auto distanceOf = [&](Session& of, const Dataset& data) {
            of.post(SetDataset{std::make_shared<const Dataset>(data)});
            of.post(Configure{0, settings, {}});
            of.post(Step{0, 21});
            const auto update = waitFor(of, [](const RunUpdate& u) { return u.step == 21; });
            return update && update->refinement ? update->refinement->distance.value_or(0) : 0;
        };
        const double near = distanceOf(same, plain), far = distanceOf(other, large);
        QVERIFY2(near > 0 && std::abs(far / near - 10) < 0.3, qPrintable(QString("%1 %2").arg(near).arg(far)));
    }

    void distancesCountTheWeights() {
        // Mass moves from one mode to the other by weights alone; without them the particles would stay far away.
        Session session({2, {}});
        session.post(SetDataset{exampleData("growing-mixture")});
        TrainingSettings settings = quickSettings();
        settings.method = Method::Unbalanced;
        settings.lambda = 30;
        settings.path = PathKind::Mixture;
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto end = waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Finished && u.trajectories && u.distances; },
            60'000);
        QVERIFY(end && end->trajectories->isWeighted());
        const auto data = exampleData("growing-mixture");
        const Points particles = end->trajectories->positions.back().leftCols(300).cast<Real>();
        const double unweighted = wasserstein(1, particles, data->snapshots.back().points.points());
        const SnapshotDistance& last = end->distances->back();
        const QString numbers = QString("%1 without weights %2, floor %3").arg(last.w1).arg(unweighted).arg(last.floor);
        QVERIFY2(unweighted > 0.4 && last.w1 < 0.5 * unweighted, qPrintable(numbers));
    }

    void editedDataKeepTheWeights() {
        auto settings = quickSettings();
        settings.steps = 100000;
        Session session({2, {}});
        auto data = makeDataset(syntheticExample("two-clouds"));
        data.exampleName.clear();
        session.post(SetDataset{std::make_shared<const Dataset>(data)});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto before = waitFor(session, [](const RunUpdate& u) { return u.step > 200; });
        QVERIFY(before);
        data.snapshots.back().points = data.snapshots.back().points.changed([](Index, Eigen::Ref<Vector> x) {
            x[0] += 0.3;
            return true;
        });
        session.post(SetDataset{std::make_shared<const Dataset>(data)});
        const auto after = waitFor(session, [&](const RunUpdate& u) {
            return u.generation > before->generation && u.state == RunState::Training && u.trajectories;
        });
        QVERIFY(after);
        QVERIFY2(after->step >= 200, "the training began again");
        QVERIFY(!after->isPreview);
    }

    void anotherGrowthWeightAnswersAtOnceAndTheTrainedOneComesBack() {
        auto settings = quickSettings();
        settings.method = Method::Unbalanced;
        settings.steps = 100;
        Session session({1, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto trained = waitFor(session, [](const RunUpdate& u) {
            return u.state == RunState::Finished && u.model && !u.isPreview && u.trajectories;
        });
        QVERIFY(trained);
        const double usual = trained->model->dynamics.lambda;
        // A hand that drags: many in a row. The last is answered without a step, and not every one costs a start.
        for (int i = 1; i <= 200; ++i) {
            settings.lambda = usual * (1 + i / 10.0);
            session.post(Configure{0, settings, {}});
        }
        const auto dragged = waitFor(session, [&](const RunUpdate& u) {
            return u.isPreview && u.trajectories && std::abs(u.model->dynamics.lambda / usual - 21) < 1e-6;
        });
        QVERIFY(dragged);
        QVERIFY2(dragged->generation < trained->generation + 100, qPrintable(QString::number(dragged->generation)));
        QVERIFY(dragged->checkpoint == trained->checkpoint);
        settings.lambda.reset();
        session.post(Configure{0, settings, {}});
        const auto back = waitFor(session, [&](const RunUpdate& u) {
            return u.generation > dragged->generation && u.trajectories && !u.isPreview;
        });
        QVERIFY(back);
        QCOMPARE(back->model->dynamics.lambda, usual);
        const auto velocities = [pool = std::make_shared<WorkerPool>(1)](const RunUpdate& update) {
            Points velocity(2, 5);
            ModelEvaluator(update.model, *pool).velocity(0.5F, Points::Constant(2, 5, 0.3F), velocity);
            return velocity;
        };
        QVERIFY((velocities(*trained) - velocities(*back)).cwiseAbs().maxCoeff() < 1e-6);
        QVERIFY((velocities(*trained) - velocities(*dragged)).cwiseAbs().maxCoeff() > 1e-3);
        session.post(Train{0}); // from the trained weights on, at the weight of the moment
        settings.lambda = usual * 5;
        settings.steps = 300;
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        QVERIFY(waitFor(session, [&](const RunUpdate& u) {
            return u.step > 100 && !u.isPreview && u.model && std::abs(u.model->dynamics.lambda / usual - 5) < 1e-6;
        }));
    }

    void settingsInARowKeepWhatWasAskedBetween() {
        auto settings = quickSettings();
        settings.method = Method::Unbalanced;
        Session session({1, {}});
        session.post(SetDataset{exampleData("split")});
        for (int i = 1; i <= 20; ++i) {
            settings.lambda = i;
            session.post(Configure{0, settings, {}});
            if (i == 10)
                session.post(Train{0});
        }
        const auto end = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; });
        QVERIFY(end && end->model);
        QCOMPARE(end->model->dynamics.lambda, 20.0);
        QCOMPARE(end->step, settings.steps);
    }

    void unusableDataSayWhyAndRecover() {
        Session session({1, {}});
        Dataset data = makeDataset(syntheticExample("split"));
        const Dataset good = data;
        data.snapshots.resize(1);
        session.post(SetDataset{std::make_shared<const Dataset>(data)});
        session.post(Configure{0, quickSettings(), {}});
        session.post(Train{0});
        const auto refused = waitFor(session, [](const RunUpdate& u) { return u.problem.has_value(); });
        QVERIFY(refused);
        QCOMPARE(refused->state, RunState::Empty);
        QVERIFY(refused->problem->code() == ErrorCode::UnusableInput && !refused->problem->remedy().empty());
        session.post(SetDataset{std::make_shared<const Dataset>(good)});
        session.post(Train{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished && !u.problem; }));
    }

    void divergenceStopsWithTheLastGoodModel() {
        auto settings = quickSettings();
        settings.learningRate = 1e30;
        settings.clipNorm = 0;
        settings.warmUp = 0;
        Session session({1, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto failed = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Failed; });
        QVERIFY(failed && failed->problem);
        QVERIFY(failed->trajectories); // the preview stays on the stage
        settings.learningRate = 1e-3;
        session.post(Configure{0, settings, {}});
        session.post(Reset{0});
        session.post(Train{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished && !u.problem; }));
    }

    void storedCheckpointGoesOn() {
        auto settings = quickSettings();
        const auto data = exampleData("split");
        WorkerPool pool(1);
        JobThread jobs;
        Training half(data, settings, pool, jobs), whole(data, settings, pool, jobs);
        half.waitUntilReady();
        whole.waitUntilReady();
        for (int i = 0; i < 100; ++i)
            half.step();
        while (!whole.trainer()->isFinished())
            whole.step();
        Session session({1, {}});
        session.post(SetDataset{data});
        session.post(Restore{0, half.checkpoint(1.5)});
        const auto restored = waitFor(session, [](const RunUpdate& u) { return u.step == 100 && u.trajectories; });
        QVERIFY(restored);
        QVERIFY(!restored->isPreview && restored->seconds >= 1.5);
        session.post(Train{0});
        const auto end = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; });
        QVERIFY(end);
        QVERIFY((end->checkpoint->parameters == whole.checkpoint(0)->parameters).all());
    }

    // A person waits: what moves roughly comes before what moves finely.
    void whatIsOpenedMovesSoon() {
        const auto data = exampleData("split");
        WorkerPool pool(1);
        JobThread jobs;
        Training made(data, quickSettings(), pool, jobs);
        made.waitUntilReady();
        while (!made.trainer()->isFinished())
            made.step();
        Session session({1, {}});
        session.post(SetDataset{data});
        session.post(Restore{0, made.checkpoint(1.5)});
        const auto levels = [&](int least) {
            const auto update = waitFor(session, [least](const RunUpdate& u) {
                return u.trajectories && u.trajectories->levels() >= least;
            });
            return update ? update->trajectories->levels() : 0;
        };
        const int first = levels(1), later = levels(first + 1);
        QVERIFY2(first > 0 && later > first, qPrintable(QStringLiteral("%1, then %2").arg(first).arg(later)));
        session.post(Configure{0, made.checkpoint(0)->settings, {5000, 0}});
        const auto many = waitFor(
            session, [](const RunUpdate& u) { return u.trajectories && u.trajectories->particles() == 5000; });
        QVERIFY(many);
        QCOMPARE(many->trajectories->levels(), first);
        QCOMPARE(levels(later), later);
    }

    void aCheckpointStaysTheSameWhileNothingIsLearned() {
        const auto data = exampleData("split");
        WorkerPool pool(1);
        JobThread jobs;
        Training made(data, quickSettings(), pool, jobs);
        made.waitUntilReady();
        made.step();
        const auto stored = made.checkpoint(1.5);
        Session session({1, {}});
        session.post(SetDataset{data});
        session.post(Restore{0, stored});
        const auto restored = waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Paused && u.trajectories && u.distances; });
        QVERIFY(restored);
        QVERIFY(restored->checkpoint == stored);
        session.post(Step{0, 2});
        const auto paused =
            waitFor(session, [](const RunUpdate& u) { return u.step == 3 && u.state == RunState::Paused; });
        QVERIFY(paused && paused->checkpoint != stored);
        session.post(Configure{0, stored->settings, {77, 0}});
        const auto later =
            waitFor(session, [](const RunUpdate& u) { return u.trajectories && u.trajectories->particles() == 77; });
        QVERIFY(later);
        QVERIFY(later->checkpoint == paused->checkpoint);
    }
};

KINETOSCOPE_TEST(SessionTest)

#include "session_test.moc"
