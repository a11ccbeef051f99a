#include "engine/io/column_mapping.h"
#include "engine/io/csv.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class ColumnMappingTest : public QObject {
    Q_OBJECT

    static std::string guess(const std::string& text) {
        const Table table = parseCsv(text, "a.csv");
        return description(table, guessMapping(table));
    }

private slots:
    void rolesAreGuessed_data() {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char* header, const char* row, const char* expected) {
            QTest::newRow(header) << header << row << expected;
        };
        add("t,x,y", "0,1,2", "time: t · coordinates: x, y");
        add("samples,x1,x2", "0,1,2", "time: samples · coordinates: x1, x2");
        add("x,y,Time (h)", "1,2,0", "time: Time (h) · coordinates: x, y");
        add("day,pc1,pc2,pc3", "0,1,2,3", "time: day · coordinates: pc1, pc2, pc3");
        add("t,x,y,weight", "0,1,2,.5", "time: t · coordinates: x, y · weight: weight");
        add("t,x,y,w,mass", "0,1,2,.5,3", "time: t · coordinates: x, y · weight: w · attributes: mass");
        add("t,pc1,pc2,vx,vy", "0,1,2,3,4", "time: t · coordinates: pc1, pc2 · attributes: vx, vy");
        add("t,pc1,pc2,velocity_pc1,v_y", "0,1,2,3,4",
            "time: t · coordinates: pc1, pc2 · attributes: velocity_pc1, v_y");
        add("t,v1,v2", "0,1,2", "time: t · coordinates: v1, v2");
        add("t,lon,lat,depth_km", "0,1,2,3", "time: t · coordinates: lon, lat · attributes: depth_km");
        add("id,lon,lat", "0,1,2", "coordinates: lon, lat · attributes: id");
        add("cell_id,t,x,y,cluster", "7,0,1,2,3", "time: t · coordinates: x, y · attributes: cell_id, cluster");
        add("t,x,y,Cell Type", "0,1,2,stem", "time: t · coordinates: x, y · attributes: Cell Type");
        add(",t,x,y", "0,0,1,2", "time: t · coordinates: x, y · ignored: ");
        add("year,day,x,y", "1999,3,1,2", "time: year · coordinates: x, y · attributes: day");
    }
    void rolesAreGuessed() {
        QFETCH(QString, header);
        QFETCH(QString, row);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(guess((header + "\n" + row + "\n").toStdString())), expected);
    }

    void aNamelessFirstColumnOfFewValuesIsTime() {
        std::string text;
        for (int i = 0; i < 30; ++i)
            text += std::to_string(i / 10) + " " + std::to_string(i * 0.37) + " " + std::to_string(i * 1.1) + "\n";
        QCOMPARE(guess(text), std::string("time: column 1 · coordinates: column 2, column 3"));
        const Table table = parseCsv(text);
        QVERIFY(applyMapping(table, guessMapping(table)).axisNames.empty());
        // Measurements are no times.
        QCOMPARE(guess("a,b\n.3,1\n.7,2\n.2,3\n.9,4\n"), std::string("coordinates: a, b"));
    }

    void tablesBecomeSnapshots() {
        const Table table = parseCsv("day,x,y,w,kind\n4,1,2,1,a\n2,3,4,2,b\n4,5,6,3,\n2,7,8,4,a\n", "cells.day.csv");
        const Dataset dataset = applyMapping(table, guessMapping(table));
        QCOMPARE(dataset.title, std::string("cells.day"));
        QCOMPARE(dataset.timeUnit, std::string("days"));
        QCOMPARE(dataset.axisNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(dataset.firstTime(), 2.0);
        const PointSet& later = dataset.snapshots[1].points;
        QVERIFY(later.points() == (Points(2, 2) << 1, 5, 2, 6).finished());
        QVERIFY(later.weights() == (RowVector(2) << 1, 3).finished());
        QCOMPARE(dataset.attributes.size(), std::size_t(1));
        QCOMPARE(dataset.attributes[0].categories, (std::vector<std::string>{"a", "b"}));
        QVERIFY(later.attributes() == (Matrix(1, 2) << 0, -1).finished());
        dataset.requireTrainable();
    }

    void timesMayCarryWords() {
        const Table table = parseCsv("time,x,y\nday 3,1,2\nE12.5,3,4\n-1 h,5,6\nday-3,1,1\n");
        const Dataset dataset = applyMapping(table, guessMapping(table));
        QCOMPARE(dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(dataset.snapshots[0].time, -1.0);
        QCOMPARE(dataset.snapshots[1].time, 3.0);
        QCOMPARE(dataset.snapshots[1].points.size(), 2);
        QCOMPARE(dataset.snapshots[2].time, 12.5);
    }

    void choicesOverrideTheGuess() {
        const Table table = parseCsv("t,age,x,y,z,w\n0,1,2,3,4,5\n1,2,3,4,5,6\n");
        QCOMPARE(description(table, mappingFor(table, {"age", {"z", "X"}, "y"})),
                 std::string("time: age · coordinates: z, x · weight: y · attributes: t, w"));
        const Dataset dataset = applyMapping(table, mappingFor(table, {{}, {"z", "x"}, {}}));
        QVERIFY(dataset.snapshots[0].points.point(0) == Vector(Eigen::Vector2d(4, 2)));
        QCOMPARE(dataset.axisNames, (std::vector<std::string>{"z", "x"}));
        QCOMPARE(description(table, mappingFor(table, {})), description(table, guessMapping(table)));
        EXPECT_ERROR(mappingFor(table, {"hour", {}, {}}), ErrorCode::InvalidArgument, "no column \"hour\"");
        EXPECT_ERROR(mappingFor(table, {{}, {"q"}, {}}), ErrorCode::InvalidArgument, "t, age, x, y, z, w");
    }

    void unusableTablesAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto add = [](const char* name, const QString& text, const char* words) {
            QTest::newRow(name) << text << words;
        };
        add("text in a number", "t,x,y\n0,1,2\n0,1,n/a\n", "a.csv, line 3, column y: found \"n/a\", a finite number");
        add("nan", "t,x,y\n0,1,2\n0,nan,3\n", "line 3, column x: found \"nan\"");
        add("empty cell", "t,x,y\n0,1,2\n,1,3\n", "line 3, column t: the cell is empty");
        add("no coordinates", "t,label\n0,a\n1,b\n", "a.csv has no column of coordinates");
        add("times of words", "t,x,y\nearly,1,2\nlate,3,4\n", "\"early\" is no time");
        add("negative weight", "t,x,w\n0,1,1\n1,2,-3\n", "row 2: the weight is -3");
        QString many = "t,x\n";
        for (int i = 0; i < 1200; ++i)
            many += QString("%1,2\n").arg(i * 0.5);
        add("continuous time", many, "column t: more than 1000 different times");
        QString wide = "t", row = "0";
        for (int i = 0; i < 300; ++i) {
            wide += QString(",x%1").arg(i);
            row += ",1";
        }
        add("too many coordinates", wide + "\n" + row + "\n", "300 coordinates; at most 256");
    }
    void unusableTablesAreRefused() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const Table table = parseCsv(text.toStdString(), "a.csv");
        const auto apply = [&] { return applyMapping(table, guessMapping(table)); };
        EXPECT_ERROR(apply(), ErrorCode::UnusableInput, words.toStdString());
        QVERIFY(!tests::errorOf(apply)->remedy().empty());
    }

    void badCellsOfOtherColumnsAreMissingValues() {
        const Table table = parseCsv("t,lon,lat,wind\n0,1,2,30\n0,1,2,\n1,3,4,n/a\n1,3,4,7\n");
        const Dataset dataset = applyMapping(table, guessMapping(table));
        QVERIFY(std::isnan(dataset.snapshots[0].points.attributes()(0, 1)));
        QCOMPARE(dataset.snapshots[1].points.attributes()(0, 1), 7.0);
        // Given the role of a coordinate, the first bad cell is named.
        EXPECT_ERROR(applyMapping(table, mappingFor(table, {{}, {"lon", "wind"}, {}})), ErrorCode::UnusableInput,
                     "line 3, column wind: the cell is empty");
    }

    void pointsKeepTheirOrder() {
        const Table table = parseCsv("t,x,y\n3,1,2\n1,3,4\n3,5,6\n", "p.csv");
        const PointsAtTimes points = pointsAtTimes(table, guessMapping(table), 2);
        QVERIFY(points.times == (Times(3) << 3, 1, 3).finished());
        QVERIFY(points.points == (Points(2, 3) << 1, 3, 5, 2, 4, 6).finished());
        EXPECT_ERROR(pointsAtTimes(table, guessMapping(table), 3), ErrorCode::UnusableInput,
                     "p.csv has 2 coordinates (x, y), the model has 3");
        const Table timeless = parseCsv("x,y\n1,2\n");
        QCOMPARE(pointsAtTimes(timeless, guessMapping(timeless), 2).times.size(), 0);
    }
};

KINETOSCOPE_TEST(ColumnMappingTest)

#include "column_mapping_test.moc"
