#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

class InfoTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }

    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

private slots:
    void aDataFile() {
        write("cells.csv", "day,x,y,label\n2,0,1,a\n2,1,1,b\n4,5,5,a\n");
        const auto result = runProgram({"info", "cells.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonObject json = result.json();
        QCOMPARE(json["kind"].toString(), QString("data"));
        QCOMPARE(json["dimension"].toInt(), 2);
        QCOMPARE(json["columns"].toArray(), (QJsonArray{"day", "x", "y", "label"}));
        const QJsonArray snapshots = json["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 2);
        QCOMPARE(snapshots[0].toObject()["t"].toDouble(), 2.0);
        QCOMPARE(snapshots[0].toObject()["n"].toInt(), 2);
        QCOMPARE(snapshots[1].toObject()["mass"].toDouble(), 1.0);
        QCOMPARE(json["understanding"].toString(), QString("time: day · coordinates: x, y · attributes: label"));
        const QByteArray said = runProgram({"info", "cells.csv"}, here()).out;
        QVERIFY(said.contains("2 snapshots, 3 points"));
        QVERIFY(said.contains("understood as time: day · coordinates: x, y · attributes: label"));
    }

    void severalDataFiles() {
        write("m_day3.csv", "x,y\n1.5,2\n2.5,3\n");
        write("m_day12.csv", "x,y\n7.5,8\n");
        const auto result = runProgram({"info", "m_day12.csv", "m_day3.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonArray snapshots = result.json()["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 2);
        QCOMPARE(snapshots[1].toObject()["t"].toDouble(), 12.0);
        QCOMPARE(snapshots[1].toObject()["name"].toString(), QString("day12"));
        QCOMPARE(result.json()["columns"].toArray(), (QJsonArray{"x", "y"}));
        QVERIFY(result.json()["understanding"].toString().startsWith("2 files, m_day12.csv = 12, m_day3.csv = 3 days"));
    }

    void binsAndSubsamples() {
        QByteArray text = "t,x,y\n";
        for (int i = 0; i < 200; ++i)
            text += QByteArray::number(i * 0.5) + ",1,2\n";
        write("continuous.csv", text);
        const auto count = [&](QStringList more) {
            return runProgram(QStringList{"info", "continuous.csv", "--json", "-"} + more, here())
                .json()["snapshots"]
                .toArray()
                .size();
        };
        QCOMPARE(count({}), 8);
        QCOMPARE(count({"--bins", "5"}), 5);
        const auto drawn = runProgram({"info", "continuous.csv", "--subsample", "10", "--seed", "4"}, here());
        REQUIRE_EXIT(drawn, 0);
        QVERIFY2(drawn.out.contains("continuous, in 8 bins of equally many rows"), drawn.all());
        QVERIFY2(drawn.out.contains("at most 10 points a time drawn with seed 4, 80 of 200"), drawn.all());
        REQUIRE_EXIT(runProgram({"info", "continuous.csv", "--bins", "1"}, here()), 2);
        REQUIRE_EXIT(runProgram({"info", "example:split", "--bins", "4"}, here()), 2);
    }

    void linesOnAMap() {
        write("map.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n");
        const auto result = runProgram({"info", "map.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["kind"].toString(), QString("lines"));
    }

    void aProject() {
        REQUIRE_EXIT(runProgram({"train", "example:bubble", "--steps", "7", "--hidden", "8", "-o", "p.kino"}, here()),
                     0);
        const auto result = runProgram({"info", "p.kino", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["kind"].toString(), QString("project"));
        QCOMPARE(result.json()["dimension"].toInt(), 3);
        QCOMPARE(result.json()["runs"][0].toObject()["steps"].toInt(), 7);
        QCOMPARE(result.json()["columns"].toArray(), (QJsonArray{"t", "x", "y", "z"}));
        QVERIFY(runProgram({"info", "p.kino"}, here()).out.contains("7 steps"));
    }

    void anExample() {
        const auto result = runProgram({"info", "example:split", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["snapshots"].toArray().size(), 3);
        QCOMPARE(result.json()["columns"].toArray(), (QJsonArray{"t", "x", "y"}));
    }

    void theExamples() {
        const auto result = runProgram({"examples", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonArray examples = result.json()["examples"].toArray();
        QVERIFY(examples.size() >= 8);
        bool inSpace = false, moreThanTwo = false;
        for (const auto& entry : examples) {
            const QJsonObject example = entry.toObject();
            for (const char* key : {"name", "title", "dimension", "times", "kinetic_energy"})
                QVERIFY2(example.contains(key), key);
            inSpace |= example["dimension"].toInt() == 3;
            moreThanTwo |= example["times"].toArray().size() > 2;
        }
        QVERIFY(inSpace && moreThanTwo);
    }
};

KINETOSCOPE_TEST(InfoTest)

#include "info_test.moc"
