#include "engine/io/times/time_bins.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class TimeBinsTest : public QObject {
    Q_OBJECT

    static constexpr Real kNoTime = std::numeric_limits<Real>::quiet_NaN();
    using Rule = TimeBins::Rule;
    using Place = TimeBins::Place;

    static std::vector<Real> timesOf(const BinnedTimes& binned) {
        std::vector<Real> times;
        for (const auto& bin : binned.bins)
            times.push_back(bin.time);
        return times;
    }

private slots:
    void binsHoldEquallyManyRows() {
        const BinnedTimes binned = engine::binned({9, 1, 2, 100, 4, 3}, {Rule::EqualCount, Place::Mean, 3});
        QCOMPARE(timesOf(binned), (std::vector<Real>{1.5, 3.5, 54.5}));
        QCOMPARE(binned.binOf, (std::vector<int>{2, 0, 0, 2, 1, 1}));
        QCOMPARE(binned.bins[2].first, 9.0);
        QCOMPARE(binned.bins[2].last, 100.0);
    }

    void equalTimesStayTogether() {
        const BinnedTimes binned = engine::binned({1, 1, 1, 1, 1, 2, 3, 4}, {Rule::EqualCount, Place::Mean, 2});
        QCOMPARE(binned.binOf, (std::vector<int>{0, 0, 0, 0, 0, 1, 1, 1}));
        QCOMPARE(timesOf(binned), (std::vector<Real>{1, 3}));
        // Fewer different times than bins.
        QCOMPARE(timesOf(engine::binned({1, 1, 2, 2}, {Rule::EqualCount, Place::Mean, 8})), (std::vector<Real>{1, 2}));
    }

    void binsHaveEqualWidth() {
        const BinnedTimes binned = engine::binned({0, 1, 2, 10}, {Rule::EqualWidth, Place::Mean, 5});
        // The three bins without a row do not exist.
        QCOMPARE(timesOf(binned), (std::vector<Real>{0.5, 2, 10}));
        QCOMPARE(binned.binOf, (std::vector<int>{0, 0, 1, 2}));
        QCOMPARE(timesOf(engine::binned({0, 1, 2, 10}, {Rule::EqualWidth, Place::Center, 5})),
                 (std::vector<Real>{1, 3, 9}));
    }

    void theCenterIsAmidTheTimes() {
        QCOMPARE(timesOf(engine::binned({0, 1, 5, 6, 7, 20}, {Rule::EqualCount, Place::Center, 2})),
                 (std::vector<Real>{2.5, 13}));
    }

    void rowsWithoutATimeAreInNoBin() {
        const BinnedTimes binned = engine::binned({kNoTime, 1, 2}, {Rule::EqualCount, Place::Mean, 1});
        QCOMPARE(binned.binOf, (std::vector<int>{-1, 0, 0}));
        QVERIFY(engine::binned({kNoTime}, {}).bins.empty());
    }

    void manyRowsMakeEvenBins() {
        std::vector<Real> times;
        for (int i = 0; i < 10'000; ++i)
            times.push_back(std::fmod(i * 0.6180339887, 1.0));
        const BinnedTimes binned = engine::binned(times, {});
        QCOMPARE(binned.bins.size(), std::size_t(8));
        std::vector<int> counts(8, 0);
        for (std::size_t i = 0; i < times.size(); ++i) {
            const auto& bin = binned.bins[std::size_t(binned.binOf[i])];
            QVERIFY(times[i] >= bin.first && times[i] <= bin.last);
            ++counts[std::size_t(binned.binOf[i])];
        }
        QCOMPARE(counts, std::vector<int>(8, 1250));
    }
};

KINETOSCOPE_TEST(TimeBinsTest)

#include "time_bins_test.moc"
