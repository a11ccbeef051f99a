#include "engine/io/times/file_times.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class FileTimesTest : public QObject {
    Q_OBJECT

private slots:
    void namesSayTimes_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("times"); // "-": none
        const auto row = [](const char* name, QStringList names, const char* times) {
            QTest::newRow(name) << names << QString(times);
        };
        row("days", {"cells_day3.csv", "cells_day12.csv"}, "day3 3|day12 12");
        row("numbers with points", {"t0.5.npy", "t1.npy"}, "t0.5 0.5|t1 1");
        row("plain numbers", {"0.csv", "0.25.csv.gz", "10.csv"}, "0 0|0.25 0.25|10 10");
        row("dates", {"2024-03-01.csv", "2024-03-08.csv"}, "2024-03-01 0|2024-03-08 7");
        row("dates within", {"mice_2024-03-01_a.csv", "mice_2024-04-01_a.csv"}, "2024-03-01 0|2024-04-01 31");
        row("compact dates", {"run20240301.csv", "run20240305.csv"}, "20240301 0|20240305 4");
        row("the part that differs", {"a549_plate2_x1.csv", "a549_plate2_x7.csv"}, "x1 1|x7 7");
        row("shared ending", {"t1_final.csv", "t2_final.csv"}, "t1 1|t2 2");
        row("units", {"wt 12h.csv", "wt 2d.csv"}, "12h 12|2d 48");
        row("replicates", {"rep1_day3.csv", "rep2_day3.csv", "rep1_day6.csv"}, "rep1_day3 3|rep2_day3 3|rep1_day6 6");
        row("words", {"cells_early.csv", "cells_late.csv"}, "early -|late -");
        row("other words", {"spot.csv", "teapot.csv"}, "spot -|teapot -");
        row("a single day", {"cells_day3.csv"}, "cells_day3 3");
        row("a single date", {"cells_2024-03-01.csv"}, "2024-03-01 0");
        row("a single number", {"0.5.npy"}, "0.5 0.5");
        row("a single file of any name", {"cells2.csv"}, "cells2 -");
        row("none", {}, "");
    }
    void namesSayTimes() {
        QFETCH(QStringList, names);
        QFETCH(QString, times);
        std::vector<std::string> files;
        for (const QString& name : names)
            files.push_back(name.toStdString());
        QStringList found;
        for (const TimeEntry& entry : fileTimes(files).entries)
            found += QString::fromStdString(entry.text) + " " +
                     (entry.time ? QString::number(*entry.time) : QStringLiteral("-"));
        QCOMPARE(found.join("|"), times);
    }

    void unitsAndDaysAreKept() {
        QCOMPARE(fileTimes({"12h.csv", "24h.csv"}).unit, std::string("hours"));
        QVERIFY(fileTimes({"2024-03-01.csv", "2024-03-08.csv"}).dayZero == 19783);
        QCOMPARE(fileTimes({"cells2.csv"}).kind, TimeKind::Categories);
    }
};

KINETOSCOPE_TEST(FileTimesTest)

#include "file_times_test.moc"
