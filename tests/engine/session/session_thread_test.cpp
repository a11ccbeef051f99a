// The engine thread among others: requests from many threads, its end at any moment, its priority, its rest.
#include "engine/session/session.h"

#include "tests/engine/session/session_support.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTest>
#include <atomic>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace engine;
using namespace tests;

class SessionThreadTest : public QObject {
    Q_OBJECT

private slots:
    void survivesThousandsOfRandomRequests() {
        const std::vector<std::shared_ptr<const Dataset>> data = {exampleData("split"), exampleData("two-clouds"),
                                                                  std::make_shared<const Dataset>()};
        std::atomic<int> publications = 0;
        Session session({2, [&] { ++publications; }});
        std::vector<std::jthread> senders;
        for (int sender = 0; sender < 2; ++sender)
            senders.emplace_back([&, sender] {
                Rng rng(99, std::uint64_t(sender));
                auto settings = quickSettings();
                settings.hidden = {4};
                settings.batch = 8;
                std::shared_ptr<const Checkpoint> checkpoint;
                for (int i = 0; i < 1500; ++i) {
                    const RunId run = int(rng.below(2));
                    switch (rng.below(10)) {
                    case 0:
                        session.post(SetDataset{data[rng.below(8) < 7 ? rng.below(2) : 2]});
                        break;
                    case 1:
                        settings.seed = rng.below(3);
                        settings.steps = 5 + std::int64_t(rng.below(50));
                        session.post(Configure{run, settings, {int(1 + rng.below(20)), rng.below(2)}});
                        break;
                    case 2:
                        session.post(Pause{run});
                        break;
                    case 3:
                        session.post(Step{run, int(rng.below(4))});
                        break;
                    case 4:
                        session.post(Stop{run});
                        break;
                    case 5:
                        session.post(Reset{run});
                        break;
                    case 6:
                        if (checkpoint)
                            session.post(Restore{run, checkpoint});
                        break;
                    case 7:
                        if (rng.below(4) == 0)
                            session.post(RemoveRun{run});
                        break;
                    default:
                        session.post(Train{run});
                        break;
                    }
                    if (const auto update = latestOf(session, run))
                        checkpoint = update->checkpoint;
                    if (rng.below(20) == 0)
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
            });
        senders.clear();
        session.post(SetDataset{data[0]});
        session.post(Configure{0, quickSettings(), {}});
        session.post(Reset{0});
        session.post(Train{0});
        QVERIFY(waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Finished && u.step == 300; }, 120000));
        QVERIFY(publications > 0);
    }

    void destructionWhileTrainingIsClean() {
        for (int i = 0; i < 20; ++i) {
            auto settings = quickSettings();
            settings.steps = 1000000;
            Session session({2, {}});
            session.post(SetDataset{exampleData("split")});
            session.post(Configure{0, settings, {}});
            session.post(Train{0});
            if (i % 2)
                QTest::qWait(i);
        }
    }

    void trainingGivesWayToTheThreadThatAskedForIt() {
        const auto niceness = [](const QString& task) { return ::getpriority(PRIO_PROCESS, id_t(task.toUInt())); };
        const QDir tasks(QStringLiteral("/proc/self/task"));
        const QString own = QString::number(::gettid());
        const int before = niceness(own);
        if (before > 14)
            QSKIP("this test runs at the last priority already");
        const QStringList others = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        Session session({2, {}});
        session.post(SetDataset{exampleData("split")});
        session.post(Configure{0, quickSettings(), {}});
        session.post(Train{0});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.step > 0; }));
        QCOMPARE(niceness(own), before);
        int started = 0;
        for (const QString& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (!others.contains(task)) {
                ++started;
                QVERIFY(niceness(task) > before);
            }
        QVERIFY(started >= 2);
    }

    void idleSessionSleeps() {
        Session session({2, {}});
        session.post(SetDataset{exampleData("two-clouds")});
        session.post(Configure{0, quickSettings(), {}});
        QVERIFY(waitFor(session, [](const RunUpdate& u) { return u.state == RunState::Paused && u.trajectories; }));
        QTest::qWait(300);
        const std::clock_t before = std::clock();
        QTest::qWait(300);
        QVERIFY(double(std::clock() - before) / CLOCKS_PER_SEC < 0.1);
    }
};

KINETOSCOPE_TEST(SessionThreadTest)

#include "session_thread_test.moc"
