#include "engine/training/loss_history.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace engine;

class LossHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void fewStepsAreKeptOneByOne() {
        LossHistory history;
        for (int step = 1; step <= 100; ++step)
            history.add(step, float(-step), float(step));
        QCOMPARE(history.buckets.size(), std::size_t(100));
        QCOMPARE(history.buckets[41].step, 42);
        QCOMPARE(history.buckets[41].mean, -42.f);
        QCOMPARE(history.buckets[41].bound, 42.f);
    }

    void aLongStoryStaysWhole() {
        LossHistory history;
        const std::int64_t steps = 100'003;
        double sum = 0, norms = 0;
        for (std::int64_t step = 1; step <= steps; ++step) {
            const float loss = float(step == 77'777 ? -500 : std::sin(double(step)));
            sum += loss;
            norms += double(step % 7 + 1);
            history.add(step, loss, float(step), float(step % 7 + 1));
        }
        QVERIFY(history.buckets.size() <= LossHistory::kMaximumBuckets);
        QVERIFY(history.buckets.size() > LossHistory::kMaximumBuckets / 2);
        QCOMPARE(std::int64_t(history.buckets.size() - 1) * history.width + history.filled, steps);
        double total = 0, totalNorms = 0;
        for (std::size_t i = 0; i < history.buckets.size(); ++i) {
            const auto& bucket = history.buckets[i];
            const bool last = i + 1 == history.buckets.size();
            total += double(bucket.mean) * double(last ? history.filled : history.width);
            totalNorms += double(bucket.gradientNorm) * double(last ? history.filled : history.width);
            QCOMPARE(bucket.step, last ? steps : std::int64_t(i + 1) * history.width);
            QVERIFY(bucket.minimum <= bucket.mean && bucket.mean <= bucket.maximum);
            QCOMPARE(bucket.bound, float(bucket.step));
        }
        QVERIFY(std::abs(total - sum) < 0.1);
        QVERIFY(std::abs(totalNorms - norms) < 1e-4 * norms);
        const auto lowest = std::min_element(history.buckets.begin(), history.buckets.end(),
                                             [](const auto& a, const auto& b) { return a.minimum < b.minimum; });
        QCOMPARE(lowest->minimum, -500.f);
        QVERIFY(lowest->step >= 77'777 && lowest->step - history.width < 77'777);
    }

    /// A training that goes on from a file without norms: what is not known takes no part in the mean.
    void unrecordedNormsAreNoZeros() {
        LossHistory history;
        history.width = 4;
        for (int step = 1; step <= 2; ++step)
            history.add(step, 0, 0);
        QCOMPARE(history.buckets.back().gradientNorm, 0.f);
        history.add(3, 0, 0, 5);
        QCOMPARE(history.buckets.back().gradientNorm, 5.f);
    }
};

KINETOSCOPE_TEST(LossHistoryTest)

#include "loss_history_test.moc"
