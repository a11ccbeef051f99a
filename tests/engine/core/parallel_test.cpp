#include "engine/core/job_thread.h"
#include "engine/core/latest.h"
#include "engine/core/parallel.h"
#include "engine/core/random.h"
#include "engine/core/request_queue.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <atomic>
#include <chrono>
#include <ctime>
#include <future>

using namespace engine;
using namespace std::chrono_literals;

class ParallelTest : public QObject {
    Q_OBJECT

private slots:
    void everyTaskRunsOnce() {
        for (int threads : {1, 2, 5}) {
            WorkerPool pool(threads);
            QCOMPARE(pool.size(), threads);
            for (int tasks : {0, 1, 2, 3, 100}) {
                std::vector<std::atomic<int>> counts(static_cast<std::size_t>(tasks));
                for (int round = 0; round < 20; ++round)
                    pool.run(tasks, [&](int task, int worker) {
                        if (worker >= 0 && worker < threads)
                            ++counts[std::size_t(task)];
                    });
                for (const auto& count : counts)
                    QCOMPARE(count.load(), 20);
            }
        }
    }

    void idleWorkersSleep() {
        WorkerPool pool(3);
        pool.run(3, [](int, int) {});
        const std::clock_t before = std::clock();
        QTest::qSleep(200);
        const double used = double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY2(used < 0.05, qPrintable(QString("%1 s of processor time while idle").arg(used)));
    }

    void oneWorkerStandsAside() {
        WorkerPool pool; // one for every processor
        if (pool.size() < 2)
            QSKIP("There is one processor only.");
        std::vector<std::atomic<int>> taken(std::size_t(pool.size()));
        const auto round = [&] {
            for (auto& count : taken)
                count = 0;
            pool.run(200, [&](int, int worker) {
                ++taken[std::size_t(worker)];
                std::this_thread::sleep_for(100us);
            });
            int all = 0;
            for (const auto& count : taken)
                all += count;
            return all;
        };
        pool.spareOne(true);
        QCOMPARE(round(), 200);
        QCOMPARE(taken.back().load(), 0);
        // It comes back amid a round too.
        std::jthread later([&] {
            std::this_thread::sleep_for(2ms);
            pool.spareOne(false);
        });
        QCOMPARE(round(), 200);
        QVERIFY(taken.back() > 0);
    }

    void noneStandsAsideWhereProcessorsAreFree() {
        WorkerPool pool(2);
        if (std::thread::hardware_concurrency() <= 2)
            QSKIP("The pool has a worker for every processor.");
        pool.spareOne(true);
        std::atomic<int> taken{0};
        pool.run(200, [&](int, int worker) {
            taken += worker == 1;
            std::this_thread::sleep_for(100us);
        });
        QVERIFY(taken > 0);
    }

    void jobsRunInOrderAndCanBeCancelled() {
        std::vector<int> order;
        std::promise<void> begin, done;
        JobThread jobs;
        jobs.submit([&](std::stop_token) { begin.get_future().wait(); });
        jobs.submit([&](std::stop_token) { order.push_back(1); });
        auto second = jobs.submit([&](std::stop_token) { order.push_back(2); });
        jobs.submit([&](std::stop_token) {
            order.push_back(3);
            done.set_value();
        });
        second.request_stop();
        begin.set_value();
        done.get_future().wait();
        QCOMPARE(order, (std::vector<int>{1, 3}));
    }

    void destructionAsksTheRunningJobToStop() {
        std::atomic<bool> stopped = false;
        std::promise<void> started;
        {
            JobThread jobs;
            jobs.submit([&](std::stop_token stop) {
                started.set_value();
                while (!stop.stop_requested())
                    std::this_thread::sleep_for(1ms);
                stopped = true;
            });
            jobs.submit([&](std::stop_token) { qFatal("a waiting job ran after destruction began"); });
            started.get_future().wait();
        }
        QVERIFY(stopped);
    }

    void queueKeepsOrderAndWakes() {
        RequestQueue<int> queue;
        std::vector<int> seen;
        std::jthread receiver([&](std::stop_token stop) {
            while (seen.size() < 1000) {
                queue.wait(stop);
                for (int value : queue.takeAll())
                    seen.push_back(value);
            }
        });
        for (int i = 0; i < 1000; ++i)
            queue.push(i);
        receiver.join();
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(seen[std::size_t(i)], i);
    }

    void latestGivesTheNewest() {
        Latest<int> latest;
        QVERIFY(!latest.get());
        std::jthread writer([&] {
            for (int i = 0; i <= 10000; ++i)
                latest.set(std::make_shared<const int>(i));
        });
        int last = -1;
        while (last < 10000)
            if (const auto value = latest.get()) {
                QVERIFY(*value >= last);
                last = *value;
            }
    }

    void randomStreamsAreIndependentAndRepeatable() {
        Rng a(1, 2, 3), b(1, 2, 3), c(1, 2, 4), d(1, 3, 3), e(2, 2, 3);
        const auto first = a();
        QCOMPARE(first, b());
        QVERIFY(first != c() && first != d() && first != e());
        const auto state = a.state();
        const double next = a.normal();
        a.restore(state);
        QCOMPARE(a.normal(), next);
        double mean = 0, square = 0, fourth = 0, uniform = 0;
        const int n = 200000;
        for (int i = 0; i < n; ++i) {
            const double z = a.normal();
            mean += z / n;
            square += z * z / n;
            fourth += z * z * z * z / n;
            uniform += double(a.below(7)) / n;
        }
        QVERIFY(std::abs(mean) < 0.01 && std::abs(square - 1) < 0.02 && std::abs(fourth - 3) < 0.1);
        QVERIFY(std::abs(uniform - 3) < 0.03);
    }
};

KINETOSCOPE_TEST(ParallelTest)

#include "parallel_test.moc"
