#include "engine/core/random.h"
#include "engine/io/csv.h"
#include "engine/io/times/file_times.h"
#include "engine/io/times/time_axis.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

namespace {

TableColumn columnOf(const std::string& cells) { return parseCsv("t,x\n" + cells).columns[0]; }

/// "early 0|late 1", with - for those without a time.
std::string entriesOf(const TimeAxis& axis) {
    std::string text;
    for (const TimeEntry& entry : axis.entries)
        text += (text.empty() ? "" : "|") + entry.text + " " +
                (entry.time ? QString::number(*entry.time, 'g', 8).toStdString() : "-");
    return text;
}

Dataset datasetOf(const std::vector<std::pair<double, std::string>>& snapshots) {
    Dataset dataset;
    for (const auto& [time, name] : snapshots) {
        Snapshot& snapshot = dataset.snapshots.emplace_back();
        snapshot.time = time;
        snapshot.name = name;
    }
    return dataset;
}

} // namespace

class TimeAxisTest : public QObject {
    Q_OBJECT

private slots:
    void columnsAreUnderstood_data() {
        QTest::addColumn<QString>("cells");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("entries");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("description");
        const auto row = [](const char* name, const char* cells, TimeKind kind, const char* entries, const char* unit,
                            const char* description) {
            QTest::newRow(name) << QString(cells) << int(kind) << QString(entries) << QString(unit)
                                << QString(description);
        };
        row("numbers", "3,1\n1,2\n3,3\n", TimeKind::Numbers, "1 1|3 3", "", "");
        row("numbers with holes", "3,1\nNA,2\n0.5,3\n", TimeKind::Numbers, "0.5 0.5|3 3", "", "");
        row("numbers in text", "day 3,1\nday 1,2\n", TimeKind::NumbersInText, "day 3 3|day 1 1", "days",
            "the numbers in the text, in days");
        row("different units", "12h,1\n2 d,2\n", TimeKind::NumbersInText, "12h 12|2 d 48", "hours",
            "the numbers in the text, in hours, converted from different units");
        row("dates", "2024-03-08,1\n2024-03-01,2\n", TimeKind::Dates, "2024-03-08 7|2024-03-01 0", "days",
            "days since 2024-03-01");
        row("open dates", "01.02.2024,1\n03.02.2024,2\n", TimeKind::Dates, "01.02.2024 0|03.02.2024 2", "days",
            "days since 01.02.2024, day before month, though month before day is possible as well");
        row("decided dates", "02/01/2024,1\n02/14/2024,2\n", TimeKind::Dates, "02/01/2024 0|02/14/2024 13", "days",
            "days since 02/01/2024, month before day");
        row("dates as numbers", "20240301,1\n20240402,2\n", TimeKind::Dates, "20240301 0|20240402 32", "days",
            "days since 20240301");
        row("dates in words", "visit 2024-03-01,1\nvisit 2024-03-04,2\n", TimeKind::Dates,
            "visit 2024-03-01 0|visit 2024-03-04 3", "days", "days since visit 2024-03-01");
        row("one date, several days", "2024-03-01 day 3,1\n2024-03-01 day 6,2\n", TimeKind::NumbersInText,
            "2024-03-01 day 3 3|2024-03-01 day 6 6", "days", "the numbers in the text, in days");
        row("moments", "2024-03-01T12:00,1\n2024-03-02T00:00,2\n", TimeKind::Dates,
            "2024-03-01T12:00 0|2024-03-02T00:00 0.5", "days", "days since 2024-03-01T12:00");
        row("times of the day", "8:30,1\n10:00,2\n", TimeKind::ClockTimes, "8:30 8.5|10:00 10", "hours",
            "times of the day in hours");
        row("words", "early,1\nmid,2\nlate,3\nmid,4\n", TimeKind::Categories, "early 0|mid 1|late 2", "",
            "early = 0, mid = 1, late = 2, in the order of the file");
        row("words with holes", "NA,1\nearly,1\n-,2\nlate,3\n", TimeKind::Categories, "NA -|early 0|- -|late 1", "",
            "early = 0, late = 1, in the order of the file");
        row("dates with holes", "2024-03-01,1\nunknown,2\n2024-03-02,3\n", TimeKind::Dates,
            "2024-03-01 0|unknown -|2024-03-02 1", "days", "days since 2024-03-01");
        row("numbers and words", "day 0,1\nadult,2\n", TimeKind::Categories, "day 0 0|adult 1", "",
            "day 0 = 0, adult = 1, in the order of the file");
    }
    void columnsAreUnderstood() {
        QFETCH(QString, cells);
        QFETCH(int, kind);
        QFETCH(QString, entries);
        QFETCH(QString, unit);
        QFETCH(QString, description);
        const TimeAxis axis = guessTimeAxis(columnOf(cells.toStdString()));
        QCOMPARE(int(axis.kind), kind);
        QCOMPARE(QString::fromStdString(entriesOf(axis)), entries);
        QCOMPARE(QString::fromStdString(axis.unit), unit);
        QCOMPARE(QString::fromStdString(engine::description(axis)), description);
        QVERIFY(!axis.bins);
    }

    void manyWordsAreListedInPart() {
        QVERIFY(QString::fromStdString(description(guessTimeAxis(columnOf("a,1\nb,1\nc,1\nd,1\ne,1\nf,1\ng,1\nh,1\n"))))
                    .startsWith("a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, …, in"));
    }

    void theUnitMayStandInTheName() {
        TableColumn column = columnOf("3,1\n1,2\n");
        column.name = "Time (h)";
        QCOMPARE(guessTimeAxis(column).unit, std::string("h"));
        column.name = "t_min";
        QCOMPARE(guessTimeAxis(column).unit, std::string("minutes"));
        column = columnOf("early,1\nlate,2\n");
        column.name = "day";
        QCOMPARE(guessTimeAxis(column).unit, std::string());
    }

    // Formats with categories of their own keep them in the order of the alphabet, unless they say otherwise.
    void wordsAreCountedAsTheyAppear() {
        TableColumn column;
        column.isText = true;
        column.categories = {"early", "late", "mid", "never"};
        column.codes = {0, 2, 2, 1, -1};
        QCOMPARE(entriesOf(guessTimeAxis(column)), std::string("early 0|late 2|mid 1|never -"));
        column.isOrdered = true;
        QCOMPARE(entriesOf(guessTimeAxis(column)), std::string("early 0|late 1|mid 2|never 3"));
    }

    void theOrderOfDatesCanBeForced() {
        const TimeAxis axis = guessTimeAxis(columnOf("01/02/2024,1\n01/03/2024,2\n"), DateOrder::MonthFirst);
        QCOMPARE(entriesOf(axis), std::string("01/02/2024 0|01/03/2024 1"));
        QCOMPARE(description(axis), std::string("days since 01/02/2024, month before day"));
    }

    void hardlyRepeatedTimesAreContinuous() {
        std::string many, few, repeated;
        for (int i = 0; i < 1200; ++i)
            many += std::to_string(i * 0.25) + ",1\n" + std::to_string(i * 0.25) + ",2\n";
        for (int i = 0; i < 30; ++i)
            few += std::to_string(i * 0.25) + ",1\n";
        const TimeAxis axis = guessTimeAxis(columnOf(many));
        QVERIFY(axis.bins && axis.bins->count == 8 && axis.entries.empty());
        QCOMPARE(description(axis), std::string("continuous, in 8 bins of equally many rows"));
        QVERIFY(guessTimeAxis(columnOf(few)).bins);
        QVERIFY(!guessTimeAxis(columnOf(few + few)).bins);         // two rows a time
        QVERIFY(!guessTimeAxis(columnOf("1,1\n2,1\n3,1\n")).bins); // a small table
        std::string days, words;
        for (int i = 0; i < 30; ++i) {
            days += "2024-01-" + std::to_string(i + 1) + ",1\n";
            words += std::string(std::size_t(i + 1), 'a') + ",1\n";
        }
        QVERIFY(guessTimeAxis(columnOf(days)).bins);
        QVERIFY(!guessTimeAxis(columnOf(words)).bins); // nothing lies between words
    }

    void timesAndOrderCanBeChanged() {
        const TableColumn column = columnOf("early,1\nmid,2\nlate,3\nmid,4\n");
        TimeAxis axis = guessTimeAxis(column);
        axis.setTime(2, 7.5);
        axis.setTime(1, {});
        QCOMPARE(axis.kind, TimeKind::Chosen);
        QCOMPARE(entriesOf(axis), std::string("early 0|mid -|late 7.5"));
        QCOMPARE(description(axis), std::string("early = 0, late = 7.5 as chosen"));
        const std::vector<Real> times = rowTimes(column, axis);
        QVERIFY(times[0] == 0 && std::isnan(times[1]) && times[2] == 7.5 && std::isnan(times[3]));
        axis.setTime(1, 3);
        QCOMPARE(axis.order(), (std::vector<std::size_t>{0, 1, 2}));
        axis.reorder({2, 0, 1});
        QCOMPARE(entriesOf(axis), std::string("early 3|mid 7.5|late 0"));
    }

    void numbersCanBeChangedToo() {
        const TableColumn column = columnOf("5,1\n2,2\n5,3\nNA,4\n");
        TimeAxis axis = guessTimeAxis(column);
        axis.setTime(1, 50);
        const std::vector<Real> times = rowTimes(column, axis);
        QVERIFY(times[0] == 50 && times[1] == 2 && times[2] == 50 && std::isnan(times[3]));
    }

    // Random texts are understood somehow: every entry has a finite time or none, and no two words share one.
    void randomTextNeverCrashes() {
        const std::string alphabet = "0123456789.,-:/ _TtdEPhZ+apmJn\xc3\xa9(=";
        for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
            Rng rng(seed);
            TableColumn column;
            column.isText = true;
            for (std::uint64_t k = 1 + rng.below(3); k > 0; --k) {
                std::string& text = column.categories.emplace_back(rng.below(14), ' ');
                for (char& c : text)
                    c = alphabet[rng.below(alphabet.size())];
                column.codes.push_back(std::int32_t(column.codes.size()));
            }
            const TimeAxis axis = guessTimeAxis(column);
            QCOMPARE(axis.entries.size(), column.categories.size());
            for (const TimeEntry& entry : axis.entries)
                QVERIFY(!entry.time || std::isfinite(*entry.time));
            if (axis.kind == TimeKind::Categories)
                for (std::size_t k = 1; k < axis.order().size(); ++k)
                    QVERIFY(*axis.entries[axis.order()[k]].time > *axis.entries[axis.order()[k - 1]].time);
            fileTimes(column.categories);
        }
    }

    void anAxisIsAlignedWithADataset() {
        TimeAxis dates = guessTimeAxis(columnOf("2024-03-05,1\n2024-03-08,2\n"));
        alignTo(dates, datasetOf({{0, "2024-03-01"}, {6, "2024-03-07"}}));
        QCOMPARE(entriesOf(dates), std::string("2024-03-05 4|2024-03-08 7"));
        TimeAxis words = guessTimeAxis(columnOf("late,1\nearly,2\n"));
        alignTo(words, datasetOf({{0, "early"}, {1, "mid"}, {2, "late"}}));
        QCOMPARE(entriesOf(words), std::string("late 2|early 0"));
        QCOMPARE(words.kind, TimeKind::Chosen);
        TimeAxis strange = guessTimeAxis(columnOf("late,1\nnever,2\n"));
        alignTo(strange, datasetOf({{0, "early"}, {2, "late"}}));
        QCOMPARE(strange.kind, TimeKind::Categories);
        QVERIFY(!dayZeroOf(datasetOf({{0, "early"}, {2, ""}})));
        QVERIFY(!dayZeroOf({}));
    }
};

KINETOSCOPE_TEST(TimeAxisTest)

#include "time_axis_test.moc"
