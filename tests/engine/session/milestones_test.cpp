#include "engine/session/session.h"
#include "engine/training/training.h"
#include "tests/engine/session/session_support.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;
using namespace tests;

/// The models a person can go back to.
class MilestonesTest : public QObject {
    Q_OBJECT

    static std::vector<std::int64_t> steps(const RunUpdate& update) {
        std::vector<std::int64_t> steps;
        if (update.milestones)
            for (const Milestone& milestone : *update.milestones)
                steps.push_back(milestone.step);
        return steps;
    }

private slots:
    void areKeptAtRoundSteps() {
        const auto data = exampleData("split");
        TrainingSettings settings = quickSettings();
        settings.steps = 620;
        Session session({2, {}});
        session.post(SetDataset{data});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto end = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; });
        QVERIFY(end);
        QCOMPARE(steps(*end), (std::vector<std::int64_t>{100, 200, 500}));

        // Each is the model of that very step.
        WorkerPool pool(1);
        JobThread jobs;
        Training plain(data, settings, pool, jobs);
        std::size_t checked = 0;
        const Points places = Points::Random(2, 5);
        for (int step = 1; step <= 500; ++step) {
            plain.waitUntilReady();
            plain.step();
            for (const Milestone& milestone : *end->milestones)
                if (milestone.step == step) {
                    ModelEvaluator kept(milestone.model, pool), wanted(plain.model(), pool);
                    const Times times = Times::Constant(5, 0.4);
                    QVERIFY((kept.evaluate(times, places).s.array() == wanted.evaluate(times, places).s.array()).all());
                    ++checked;
                }
        }
        QCOMPARE(checked, 3U);
    }

    /// A project that is opened has those of its training, and goes on from there.
    void travelInTheCheckpoint() {
        TrainingSettings settings = quickSettings();
        settings.steps = 620;
        std::shared_ptr<const Checkpoint> stored;
        {
            Session session({2, {}});
            session.post(SetDataset{exampleData("split")});
            session.post(Configure{0, settings, {}});
            session.post(Step{0, 210});
            const auto held =
                waitFor(session, [](const RunUpdate& u) { return u.step == 210 && u.state == RunState::Paused; });
            QVERIFY(held && held->checkpoint->step == 210);
            stored = held->checkpoint;
            QVERIFY(stored->milestones && stored->milestones->size() == 2);
        }
        Session session({2, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Restore{0, stored});
        session.post(Configure{0, settings, {}});
        const auto opened = waitFor(session, [](const RunUpdate& u) { return steps(u).size() == 2; });
        QVERIFY(opened);
        QCOMPARE(opened->milestones->front().model, stored->milestones->front().model);
        session.post(Train{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; }));
        QCOMPARE(steps(*latestOf(session)), (std::vector<std::int64_t>{100, 200, 500}));
        QCOMPARE(latestOf(session)->checkpoint->milestones->size(), 3U);
        // Other settings are another training.
        settings.batch = 32;
        session.post(Configure{0, settings, {}});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.generation > 1 && steps(u).empty(); }));
    }

    void modelsComeFromTheirWeights() {
        Session session({2, {}});
        TrainingSettings settings = quickSettings();
        settings.method = Method::Entropic; // a pair
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, settings, {}});
        session.post(Step{0, 100});
        const auto held = waitFor(session, [](const RunUpdate& u) {
            return u.step == 100 && u.checkpoint && u.checkpoint->step == 100 && u.state == RunState::Paused;
        });
        QVERIFY(held);
        const Milestone& kept = held->checkpoint->milestones->front();
        QVERIFY(kept.model->companion);
        const auto made = held->checkpoint->modelOf(weightsOf(*kept.model), kept.model->costSmoothing,
                                                    &weightsOf(*kept.model->companion));
        WorkerPool pool(1);
        const Points places = Points::Random(2, 5);
        const Times times = Times::Constant(5, 0.4);
        for (const auto& [a, b] : {std::pair(made, kept.model), std::pair(made->companion, kept.model->companion),
                                   std::pair(made, held->checkpoint->model())}) {
            ModelEvaluator one(a, pool), other(b, pool);
            QVERIFY((one.evaluate(times, places).velocity.array() == other.evaluate(times, places).velocity.array()).all());
        }
        QVERIFY(made->dynamics == kept.model->dynamics);
    }

    void belongToTheirTraining() {
        TrainingSettings settings = quickSettings();
        settings.steps = 100'000;
        Session session({2, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, settings, {}});
        session.post(Step{0, 120});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return steps(u).size() == 1 && u.step == 120; }));
        session.post(Reset{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return steps(u).empty() && u.step == 0; }));
    }
};

KINETOSCOPE_TEST(MilestonesTest)

#include "milestones_test.moc"
