#include "engine/io/isolated/isolated_work.h"
#include "engine/io/isolated/table_transfer.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <ctime>
#include <thread>
#include <unistd.h>

using namespace engine;

namespace {

const Error kFailure(ErrorCode::UnusableInput, "It failed.", "Try another.");

SendResult nothing() {
    return [](PipeWriter&) {};
}

void run(const std::function<SendResult(const ReadControl&)>& work, const ReadControl& control = {},
         const IsolationLimits& limits = {}) {
    runIsolated(
        work, [](PipeReader&) {}, control, kFailure, limits);
}

TableColumn numbers(const std::string& name, std::vector<double> values) {
    TableColumn column;
    column.name = name;
    column.numbers = std::move(values);
    return column;
}

} // namespace

class IsolatedWorkTest : public QObject {
    Q_OBJECT

private slots:
    void resultsArriveWhole() {
        // Longer than what a pipe or a buffer holds, in small and in large pieces.
        std::vector<double> large(3'000'000);
        for (std::size_t i = 0; i < large.size(); ++i)
            large[i] = double(i);
        std::vector<double> received;
        bool same = true;
        int number = 0;
        runIsolated(
            [&](const ReadControl&) -> SendResult {
                return [&](PipeWriter& pipe) {
                    pipe.values(large);
                    for (int k = 0; k < 50'000; ++k)
                        pipe.text(std::to_string(k));
                    pipe.value(42);
                };
            },
            [&](PipeReader& pipe) {
                received = pipe.values<double>();
                for (int k = 0; k < 50'000; ++k)
                    same = same && pipe.text() == std::to_string(k);
                number = pipe.value<int>();
            },
            {}, kFailure);
        QVERIFY(received == large);
        QVERIFY(same);
        QCOMPARE(number, 42);
    }

    void nothingHereIsChanged() {
        int value = 1;
        run([&](const ReadControl&) {
            value = 2;
            return nothing();
        });
        QCOMPARE(value, 1);
    }

    void errorsArrive() {
        const auto error = tests::errorOf([] {
            run([](const ReadControl&) -> SendResult {
                throw Error(ErrorCode::InvalidArgument, "What happened.", "What to do.");
            });
        });
        QVERIFY(error && error->code() == ErrorCode::InvalidArgument);
        QCOMPARE(error->fullText(), std::string("What happened. What to do."));
    }

    void errorsCanStillBeTranslated() {
        const auto error = tests::errorOf([] {
            run([](const ReadControl&) -> SendResult {
                throw Error(ErrorCode::UnusableInput,
                            Sentence::of("%1, %2: it is damaged.", "a%1.h5ad", Sentence::of("row %1", 3)),
                            Sentence::of("Get it again."));
            });
        });
        QVERIFY(error);
        QCOMPARE(error->fullText(), std::string("a%1.h5ad, row 3: it is damaged. Get it again."));
        QCOMPARE(error->sentence().pattern(), std::string("%1, %2: it is damaged."));
        QVERIFY(!error->sentence().arguments()[0].isPattern() && error->sentence().arguments()[1].isPattern());
        QVERIFY(error->remedySentence().isPattern());
    }

    void whatDiesFails_data() {
        QTest::addColumn<int>("how");
        QTest::newRow("crash") << SIGSEGV;
        QTest::newRow("abort") << SIGABRT;
        QTest::newRow("division") << SIGFPE;
        QTest::newRow("killed") << SIGKILL;
        QTest::newRow("ends") << 0;
    }
    void whatDiesFails() {
        QFETCH(int, how);
        EXPECT_ERROR(run([how](const ReadControl&) {
                         if (how == 0)
                             std::_Exit(0);
                         std::raise(how);
                         return nothing();
                     }),
                     ErrorCode::UnusableInput, "It failed. Try another.");
        // While its result is awaited.
        EXPECT_ERROR(runIsolated(
                         [how](const ReadControl&) -> SendResult {
                             return [how](PipeWriter&) { how == 0 ? std::_Exit(0) : void(std::raise(how)); };
                         },
                         [](PipeReader& pipe) { pipe.value<int>(); }, {}, kFailure),
                     ErrorCode::UnusableInput, "It failed. Try another.");
    }

    void whatHangsFails() {
        IsolationLimits limits;
        limits.silence = std::chrono::seconds(1);
        QElapsedTimer timer;
        timer.start();
        EXPECT_ERROR(run(
                         [](const ReadControl&) {
                             for (;;)
                                 std::atomic_signal_fence(std::memory_order_seq_cst);
                             return nothing();
                         },
                         {}, limits),
                     ErrorCode::UnusableInput, "It failed.");
        QVERIFY(timer.elapsed() < 30'000);
        // As long as there is progress, it may take its time.
        run(
            [](const ReadControl& control) {
                const auto processorTime = [] { return double(std::clock()) / CLOCKS_PER_SEC; };
                for (double last = processorTime(), begin = last; last - begin < 1.5;)
                    if (const double now = processorTime(); now - last > 0.1) {
                        last = now;
                        control.report(0.5);
                    }
                return nothing();
            },
            {}, limits);
    }

    void whatAsksForEndlessMemoryFails() {
        IsolationLimits limits;
        limits.memory = std::uint64_t(64) << 20;
        EXPECT_ERROR(run(
                         [](const ReadControl&) {
                             std::vector<std::string> held;
                             for (;;)
                                 held.emplace_back(std::size_t(1) << 20, 'x');
                             return nothing();
                         },
                         {}, limits),
                     ErrorCode::UnusableInput, "It failed.");
    }

    void progressIsToldAndWorkCanBeCancelled() {
        std::vector<double> parts;
        ReadControl control;
        control.progress = [&](double part) { parts.push_back(part); };
        run(
            [](const ReadControl& inside) {
                inside.report(0.25);
                inside.report(0.75);
                return nothing();
            },
            control);
        QVERIFY(std::find(parts.begin(), parts.end(), 0.25) != parts.end());
        QCOMPARE(parts.back(), 0.75);

        // Even what neither reports nor ends.
        const auto sleep = [](const ReadControl&) {
            for (;;)
                ::sleep(1000);
            return nothing();
        };
        std::stop_source source;
        std::jthread impatient([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            source.request_stop();
        });
        EXPECT_ERROR(run(sleep, {{}, source.get_token()}), ErrorCode::Cancelled, "cancelled");
        control.progress = [](double) { throw Error(ErrorCode::Cancelled, "Another file was asked for."); };
        EXPECT_ERROR(run(sleep, control), ErrorCode::Cancelled, "Another file");
    }

    void severalMayWorkAtATime() {
        std::atomic<int> failed = 0, done = 0;
        {
            std::vector<std::jthread> threads;
            for (int k = 0; k < 6; ++k)
                threads.emplace_back([&, k] {
                    for (int i = 0; i < 10; ++i) {
                        const auto error = tests::errorOf([&] {
                            run([&](const ReadControl&) {
                                if (k % 2 == 0)
                                    std::raise(SIGSEGV);
                                return nothing();
                            });
                        });
                        ++(error ? failed : done);
                    }
                });
        }
        QCOMPARE(failed.load(), 30);
        QCOMPARE(done.load(), 30);
    }

    void tablesArrive() {
        Table table;
        table.source = "a.h5ad";
        table.hasHeader = true;
        table.columns.push_back(numbers("x", {1, std::nan(""), 3}));
        table.columns[0].noteHole(7, 1, "nan");
        table.columns[0].noteHole(8, 2, "word");
        TableColumn text;
        text.name = "day";
        text.isText = text.isOrdered = true;
        text.codes = {1, -1, 0};
        text.categories = {"b", "a"};
        table.columns.push_back(text);
        Table received;
        runIsolated([&](const ReadControl&) -> SendResult { return [&](PipeWriter& pipe) { sendTable(pipe, table); }; },
                    [&](PipeReader& pipe) { received = receiveTable(pipe); }, {}, kFailure);
        QCOMPARE(received.source, table.source);
        QVERIFY(received.hasHeader);
        QVERIFY(received.columns[0].firstBad && received.columns[0].firstMissing);
        QCOMPARE(received.columns[0].firstBad, table.columns[0].firstBad);
        QCOMPARE(received.columns[0].firstMissing, table.columns[0].firstMissing);
        QCOMPARE(received.columns[0].missing, Index(1));
        QVERIFY(received.columns[0].numbers[0] == 1 && std::isnan(received.columns[0].numbers[1]));
        QVERIFY(received.columns[1].isText && received.columns[1].isOrdered && !received.columns[0].isOrdered);
        QCOMPARE(received.columns[1].codes, text.codes);
        QCOMPARE(received.columns[1].categories, text.categories);

        // A copy whose memory is damaged may send anything.
        const auto send = [](Table wrong) {
            runIsolated(
                [&](const ReadControl&) -> SendResult { return [&](PipeWriter& pipe) { sendTable(pipe, wrong); }; },
                [](PipeReader& pipe) { receiveTable(pipe); }, {}, kFailure);
        };
        Table wrong = table;
        wrong.columns[1].codes[0] = 2;
        EXPECT_ERROR(send(wrong), ErrorCode::UnusableInput, "It failed.");
        wrong = table;
        wrong.columns[0].numbers.pop_back();
        EXPECT_ERROR(send(wrong), ErrorCode::UnusableInput, "It failed.");
        EXPECT_ERROR(runIsolated([](const ReadControl&)
                                     -> SendResult { return [](PipeWriter& pipe) { pipe.value(~std::uint64_t(0)); }; },
                                 [](PipeReader& pipe) { pipe.values<double>(); }, {}, kFailure),
                     ErrorCode::UnusableInput, "It failed.");
    }
};

KINETOSCOPE_TEST(IsolatedWorkTest)

#include "isolated_work_test.moc"
