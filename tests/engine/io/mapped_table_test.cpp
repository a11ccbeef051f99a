#include "engine/io/csv.h"
#include "engine/io/mapped_table.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class MappedTableTest : public QObject {
    Q_OBJECT

    static MappedTable mapped(const std::string& text, const ColumnChoice& choice = {}) {
        const Table table = parseCsv(text, "a.csv");
        return applyMapping(table, mappingFor(table, choice));
    }
    /// "early 0 ×2, late 1 ×3": name, time and size of the snapshots.
    static std::string snapshotsOf(const MappedTable& result) {
        QStringList list;
        for (const Snapshot& snapshot : result.dataset.snapshots)
            list += QString("%1%2 ×%3")
                        .arg(QString::fromStdString(snapshot.name + (snapshot.name.empty() ? "" : " ")))
                        .arg(snapshot.time)
                        .arg(snapshot.points.size());
        return list.join(", ").toStdString();
    }

private slots:
    void tablesBecomeSnapshots() {
        const Table table = parseCsv("day,x,y,w,kind\n4,1,2,1,a\n2,3,4,2,b\n4,5,6,3,\n2,7,8,4,a\n", "cells.day.csv");
        const MappedTable result = applyMapping(table, guessMapping(table));
        const Dataset& dataset = result.dataset;
        QCOMPARE(result.understanding, std::string("time: day · coordinates: x, y · weight: w · attributes: kind"));
        QVERIFY(result.mapping.times && result.mapping.times->entries.size() == 2);
        QCOMPARE(dataset.title, std::string("cells.day"));
        QCOMPARE(dataset.timeUnit, std::string("days"));
        QCOMPARE(dataset.axisNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(snapshotsOf(result), std::string("2 ×2, 4 ×2"));
        const PointSet& later = dataset.snapshots[1].points;
        QVERIFY(later.points() == (Points(2, 2) << 1, 5, 2, 6).finished());
        QVERIFY(later.weights() == (RowVector(2) << 1, 3).finished());
        QCOMPARE(dataset.attributes.size(), std::size_t(1));
        QCOMPARE(dataset.attributes[0].categories, (std::vector<std::string>{"a", "b"}));
        QVERIFY(later.attributes() == (Matrix(1, 2) << 0, -1).finished());
        dataset.requireTrainable();
        QVERIFY(mapped("0 1.5\n0 2.5\n0 2\n1 3.5\n1 3\n1 4\n").dataset.axisNames.empty());
    }

    void coordinatesKeepTheOrderOfTheChoice() {
        const Dataset dataset = mapped("t,age,x,y,z\n0,1,2,3,4\n1,2,3,4,5\n", {{}, {"z", "x"}, {}}).dataset;
        QVERIFY(dataset.snapshots[0].points.point(0) == Vector(Eigen::Vector2d(4, 2)));
        QCOMPARE(dataset.axisNames, (std::vector<std::string>{"z", "x"}));
    }

    void weightsOfOneAreNone() {
        const auto weights = [](const char* text) {
            return mapped(text).dataset.snapshots[0].points.weights();
        };
        QCOMPARE(weights("t,x,weight\n0,1,1\n0,2,1.0\n").size(), 0);
        QCOMPARE(weights("t,x,weight\n0,1,2\n0,2,2\n").size(), 2);
    }

    void aColumnNamesTheSnapshots() {
        const auto read = [](const char* text) { return mapped(text).dataset; };
        const Dataset named = read("t,x,snapshot\n0,1,early\n1,2,late\n0,3,early\n2,3,\n");
        QCOMPARE(named.snapshots[0].name, std::string("early"));
        QCOMPARE(named.snapshots[1].name, std::string("late"));
        QVERIFY(named.snapshots[2].name.empty() && named.attributes.empty());
        // Several in one snapshot are labels as any other.
        const Dataset labelled = read("t,x,snapshot\n0,1,early\n1,2,late\n0,3,late\n");
        QVERIFY(labelled.snapshots[0].name.empty());
        QCOMPARE(labelled.attributes.size(), std::size_t(1));
    }

    void snapshotsAreNamedAsTheFileCallsThem() {
        QCOMPARE(snapshotsOf(mapped("time,x,y\nday 3,1,2\nE12.5,3,4\n-1 h,5,6\nday-3,1,1\n")),
                 std::string("-1 h -1 ×1, day 3 3 ×2, E12.5 12.5 ×1"));
        QCOMPARE(snapshotsOf(mapped("stage,x\nlate,1\nearly,2\nlate,3\n")), std::string("late 0 ×2, early 1 ×1"));
        const MappedTable dates = mapped("date,x\n2024-03-08,1\n2024-03-01,2\n2024-03-08,3\n");
        QCOMPARE(snapshotsOf(dates), std::string("2024-03-01 0 ×1, 2024-03-08 7 ×2"));
        QCOMPARE(dates.dataset.timeUnit, std::string("days"));
        QCOMPARE(dates.understanding, std::string("time: date (days since 2024-03-01) · coordinates: x"));
        QCOMPARE(snapshotsOf(mapped("date,x\n20240308,1\n20240301,2\n")), std::string("20240301 0 ×1, 20240308 7 ×1"));
        // Uneven times stay uneven.
        QCOMPARE(snapshotsOf(mapped("t,x\n0,1\n0.1,2\n5,3\n")), std::string("0 ×1, 0.1 ×1, 5 ×1"));
    }

    void editedTimesAreAppliedAgain() {
        const Table table = parseCsv("stage,x\nlate,1\nearly,2\nmid,3\n");
        MappedTable result = applyMapping(table, guessMapping(table));
        result.mapping.times->reorder({1, 2, 0});
        result.mapping.times->setTime(2, {});
        result = applyMapping(table, result.mapping);
        QCOMPARE(snapshotsOf(result), std::string("early 0 ×1, late 2 ×1"));
        QCOMPARE(result.understanding, std::string("time: stage (early = 0, late = 2 as chosen) · coordinates: x · "
                                                   "1 row without a time left out"));
    }

    void missingValuesAreLeftOutAndCounted() {
        const MappedTable result = mapped("t,x,y\n0,1,2\n,1,2\nNA,1,2\n0,,3\n1,nan,-\n1,5,.\n1,7,8\n");
        QCOMPARE(snapshotsOf(result), std::string("0 ×1, 1 ×1"));
        QCOMPARE(result.rowsWithoutTime, 2);
        QCOMPARE(result.incompleteRows, 3);
        QCOMPARE(result.understanding,
                 std::string("time: t · coordinates: x, y · 2 rows without a time left out · 3 rows without a value in "
                             "one of x, y left out"));
        const MappedTable words = mapped("stage,x,w\nearly,1,1\n,2,1\nn/a,3,1\nlate,4,null\nlate,5,1\n");
        QCOMPARE(words.understanding,
                 std::string("time: stage (early = 0, late = 1, in the order of the file) · coordinates: x · weight: w "
                             "· 2 rows without a time left out · 1 row without a value in w left out"));
        QCOMPARE(snapshotsOf(words), std::string("early 0 ×1, late 1 ×1"));
    }

    void incompleteRowsAreAChoice() {
        const Table missing = parseCsv("t,x\n0,1\n0,\n1,2\n", "a.csv"),
                    word = parseCsv("t,x\n0,1\n0,abc\n1,2\n", "a.csv"),
                    both = parseCsv("t,x\n0,1\n0,NA\n1,abc\n", "a.csv");
        const auto apply = [](const Table& table, IncompleteRows choice) {
            ColumnMapping mapping = guessMapping(table);
            mapping.incompleteRows = choice;
            return applyMapping(table, mapping);
        };
        QCOMPARE(apply(missing, IncompleteRows::LeaveOutMissing).incompleteRows, 1);
        EXPECT_ERROR(apply(missing, IncompleteRows::Refuse), ErrorCode::UnusableInput,
                     "a.csv, line 3, column x: the cell is empty, a finite number was expected");
        EXPECT_ERROR(apply(word, IncompleteRows::LeaveOutMissing), ErrorCode::UnusableInput,
                     "a.csv, line 3, column x: found \"abc\"");
        QCOMPARE(apply(word, IncompleteRows::LeaveOutAll).incompleteRows, 1);
        EXPECT_ERROR(apply(both, IncompleteRows::Refuse), ErrorCode::UnusableInput, "line 3, column x: found \"NA\"");
        EXPECT_ERROR(apply(both, IncompleteRows::LeaveOutMissing), ErrorCode::UnusableInput, "line 4, column x");
        const Table timeless = parseCsv("stage,x\nearly,1\n,2\n", "a.csv");
        EXPECT_ERROR(apply(timeless, IncompleteRows::Refuse), ErrorCode::UnusableInput,
                     "a.csv, row 2, column stage: there is no time");
    }

    void continuousTimesAreBinned() {
        std::string text = "t,x\n", dates = "date,x\n";
        for (int i = 0; i < 2400; ++i)
            text += std::to_string(i * 0.5) + (i == 0 ? ",\n" : ",1\n");
        for (int i = 1; i <= 28; ++i)
            dates += "2024-02-" + std::to_string(100 + i).substr(1) + ",1\n";
        const MappedTable result = mapped(text);
        QCOMPARE(result.dataset.snapshots.size(), std::size_t(8));
        QCOMPARE(result.dataset.snapshots[7].points.size(), 300);
        QCOMPARE(result.dataset.snapshots[7].time, 0.5 * (2100 + 2399) / 2);
        QCOMPARE(result.dataset.snapshots[0].name, std::string());
        QCOMPARE(result.understanding,
                 std::string("time: t (continuous, in 8 bins of equally many rows) · coordinates: x · 1 row without a "
                             "value in x left out"));
        const MappedTable weeks = mapped(dates, {{}, {}, {}, 4});
        QCOMPARE(weeks.dataset.snapshots.size(), std::size_t(4));
        QCOMPARE(weeks.dataset.snapshots[1].name, std::string("2024-02-08 – 2024-02-14"));
        QCOMPARE(weeks.dataset.snapshots[1].time, 10.0);
    }

    void unusableTablesAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto add = [](const char* name, const QString& text, const char* words) {
            QTest::newRow(name) << text << words;
        };
        add("word in a number", "t,x,y\n0,1,2\n0,1,abc\n", "a.csv, line 3, column y: found \"abc\", a finite number");
        add("infinity", "t,x,y\n0,1,2\n0,inf,3\n", "line 3, column x: found \"inf\"");
        add("word in a time", "t,x,y\n0,1,2\nlater,1,3\n0,1,2\n", "line 3, column t: found \"later\"");
        add("no coordinates", "t,label\n0,a\n1,b\n", "a.csv has no column of coordinates");
        add("negative weight", "t,x,w\n0,1,1\n1,2,-3\n", "row 2: the weight is -3");
        add("no time anywhere", "t,x,y\nNA,1,2\nNA,3,4\n", "a.csv: no row has both a time and a value");
        add("holes everywhere", "t,x,y\n0,1,NA\n1,NA,2\n", "Leave out a column of these: x, y.");
        QString many = "stage,x\n";
        for (int i = 0; i < 1200; ++i)
            many += QString("%1,2\n").arg(QString(i + 1, 'a'));
        add("too many words", many, "column stage: more than 1000 different times");
        QString wide = "t", row = "0";
        for (int i = 0; i < 70'000; ++i) {
            wide += QString(",x%1").arg(i);
            row += ",1";
        }
        add("too many coordinates", wide + "\n" + row + "\n", "70000 coordinates; at most 65536");
    }
    void unusableTablesAreRefused() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto apply = [&] { return mapped(text.toStdString()); };
        EXPECT_ERROR(apply(), ErrorCode::UnusableInput, words.toStdString());
        QVERIFY(!tests::errorOf(apply)->remedy().empty());
    }

    void tooManyTimesWithoutBinsAreRefused() {
        std::string text = "t,x\n";
        for (int i = 0; i < 1200; ++i)
            text += std::to_string(i * 0.5) + ",2\n";
        const Table table = parseCsv(text, "a.csv");
        ColumnMapping mapping = guessMapping(table);
        mapping.times = TimeAxis();
        EXPECT_ERROR(applyMapping(table, mapping), ErrorCode::UnusableInput, "Cut the time into bins");
    }

    void holesInOtherColumnsAreMissingValues() {
        const Table table = parseCsv("t,lon,lat,wind\n0,1,2,30\n0,1,2,\n1,3,4,calm\n1,3,4,7\n");
        const Dataset dataset = applyMapping(table, guessMapping(table)).dataset;
        QVERIFY(std::isnan(dataset.snapshots[0].points.attributes()(0, 1)));
        QCOMPARE(dataset.snapshots[1].points.attributes()(0, 1), 7.0);
        // Given the role of a coordinate, the first word is named.
        EXPECT_ERROR(applyMapping(table, mappingFor(table, {{}, {"lon", "wind"}, {}})), ErrorCode::UnusableInput,
                     "line 4, column wind: found \"calm\"");
    }

    void pointsKeepTheirOrder() {
        const auto points = [](const std::string& text, int dimension) {
            const Table table = parseCsv(text, "p.csv");
            return pointsAtTimes(table, guessMapping(table), dimension);
        };
        const PointsAtTimes some = points("t,x,y\n3,1,2\n1,3,4\n3,5,6\n", 2);
        QVERIFY(some.times == (Times(3) << 3, 1, 3).finished());
        QVERIFY(some.points == (Points(2, 3) << 1, 3, 5, 2, 4, 6).finished());
        QVERIFY(points("time,x\nday 3,1\nday 1,3\n", 1).times == (Times(2) << 3, 1).finished());
        QCOMPARE(points("x,y\n1,2\n", 2).times.size(), 0);
        EXPECT_ERROR(points("t,x,y\n3,1,2\n", 3), ErrorCode::UnusableInput,
                     "p.csv has 2 coordinates (x, y), the model has 3");
        // No row is left out where every row is asked about.
        EXPECT_ERROR(points("t,x,y\n3,1,2\n3,,2\n", 2), ErrorCode::UnusableInput, "p.csv, line 3, column x");
        EXPECT_ERROR(points("t,x\n3,1\nNA,2\n", 1), ErrorCode::UnusableInput, "p.csv, line 3, column t");
        EXPECT_ERROR(points("stage,x\nearly,1\n", 1), ErrorCode::UnusableInput, "\"early\" is no time");
    }

    // Nothing is binned either.
    void aPathOfManyTimesIsKept() {
        std::string text = "t,x\n";
        for (int i = 0; i < 5000; ++i)
            text += std::to_string(i * 0.001) + ",1\n";
        const Table table = parseCsv(text);
        QCOMPARE(pointsAtTimes(table, guessMapping(table), 1).times[4999], 4.999);
    }
};

KINETOSCOPE_TEST(MappedTableTest)

#include "mapped_table_test.moc"
