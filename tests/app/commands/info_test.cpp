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

private slots:
    void aDataFile() {
        QFile file(m_folder.filePath("cells.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("day,x,y,label\n2,0,1,a\n2,1,1,b\n4,5,5,a\n");
        file.close();
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
        QVERIFY(runProgram({"info", "cells.csv"}, here()).out.contains("2 snapshots, 3 points"));
    }

    void aProject() {
        REQUIRE_EXIT(runProgram({"train", "example:bubble", "--steps", "7", "--hidden", "8", "-o", "p.kino"}, here()),
                     0);
        const auto result = runProgram({"info", "p.kino", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["kind"].toString(), QString("project"));
        QCOMPARE(result.json()["dimension"].toInt(), 3);
        QCOMPARE(result.json()["runs"][0].toObject()["steps"].toInt(), 7);
        QVERIFY(runProgram({"info", "p.kino"}, here()).out.contains("7 steps"));
    }

    void anExample() {
        const auto result = runProgram({"info", "example:split", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["snapshots"].toArray().size(), 3);
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
