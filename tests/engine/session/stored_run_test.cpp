#include "engine/session/session.h"
#include "tests/engine/session/session_support.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;
using namespace tests;

/// A model that was trained elsewhere, moving the particles of these data.
class StoredRunTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<const Checkpoint> trained(const char* example, int steps) {
        TrainingSettings settings = quickSettings();
        settings.steps = steps;
        Session session({2, {}});
        session.post(SetDataset{exampleData(example)});
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        const auto end = waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Finished; });
        return end ? end->checkpoint : nullptr;
    }
    static bool shows(const RunUpdate& u) { return u.trajectories && u.distances && u.field; }

private slots:
    void isShownAndNeverTrained() {
        const auto stored = trained("split", 120);
        QVERIFY(stored);
        Session session({2, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(ShowStored{4, stored});
        ParticleSettings particles;
        particles.count = 70;
        session.post(Configure{4, stored->settings, particles});
        std::shared_ptr<const RunUpdate> shown;
        QTRY_VERIFY_WITH_TIMEOUT((shown = latestOf(session, 4)) && shows(*shown) && shown->trajectories->particles() == 70,
                                 20'000);
        QCOMPARE(shown->state, RunState::Finished);
        QVERIFY(shown->step == 120 && shown->totalSteps == 120 && !shown->isPreview && !shown->kineticEnergy);
        QCOMPARE(shown->checkpoint, stored);
        QCOMPARE(shown->history->buckets.size(), stored->history.buckets.size());
        QCOMPARE(shown->milestones, stored->milestones);

        WorkerPool pool(1);
        ModelEvaluator wanted(stored->model(), pool), moves(shown->model, pool);
        const Points places = Points::Random(2, 9);
        const Times times = Times::Constant(9, 0.3);
        QVERIFY((wanted.evaluate(times, places).velocity.array() == moves.evaluate(times, places).velocity.array()).all());

        // Whatever is asked of trainings leaves it as it is.
        TrainingSettings other = stored->settings;
        other.seed += 1;
        for (const SessionRequest& request : std::vector<SessionRequest>{Train{4}, Step{4, 3}, Reset{4}, Stop{4},
                                                                         Configure{4, other, particles}, Train{4}})
            session.post(request);
        session.post(Configure{5, quickSettings(), {}}); // when this one is there, those were taken
        QTRY_VERIFY(latestOf(session, 5));
        QTest::qWait(50);
        const auto after = latestOf(session, 4);
        QVERIFY(after->step == 120 && after->state == RunState::Finished && after->model == shown->model);
        QCOMPARE(after->generation, shown->generation);
    }

    void followsTheData() {
        const auto stored = trained("split", 30);
        Session session({2, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(ShowStored{0, stored});
        const auto first = waitFor(session, shows);
        QVERIFY(first);
        session.post(SetDataset{exampleData("ring")});
        const auto other = waitFor(session, [&](const RunUpdate& u) {
            return shows(u) && u.generation > first->generation;
        });
        QVERIFY(other);
        QVERIFY(other->trajectories->positions.front() != first->trajectories->positions.front());
        QVERIFY((weightsOf(*other->model) == weightsOf(*first->model)).all());
    }

    void needsDataOfItsDimension() {
        const auto stored = trained("split", 10);
        Dataset deep = *exampleData("split");
        for (Snapshot& snapshot : deep.snapshots)
            snapshot.points = PointSet(Points::Random(3, 40));
        deep.exampleName.clear();
        deep.axisNames = {"x", "y", "z"};
        Session session({2, {}});
        session.post(SetDataset{std::make_shared<const Dataset>(deep)});
        session.post(ShowStored{0, stored});
        const auto refused = waitFor(session, [](const RunUpdate& u) { return u.problem.has_value(); });
        QVERIFY(refused);
        QVERIFY(QString(refused->problem->what()).contains("2 dimensions") && !refused->model && !refused->trajectories);
        QCOMPARE(refused->state, RunState::Empty);
        session.post(SetDataset{exampleData("split")});
        QVERIFY(waitFor(session, shows));
    }
};

KINETOSCOPE_TEST(StoredRunTest)

#include "stored_run_test.moc"
