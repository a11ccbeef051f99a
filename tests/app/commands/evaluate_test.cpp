#include "tests/app/program.h"
#include "tests/support/test_registry.h"
#include "ui/document/project_file.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

class EvaluateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }

private slots:
    void initTestCase() {
        const auto trained = runProgram(
            {"train", "example:two-clouds", "--steps", "600", "-o", "p.kino", "--hidden", "32,32", "--hold-out", "0.5"},
            here());
        REQUIRE_EXIT(trained, 0);
    }

    void everyKeyIsThere() {
        const auto result = runProgram({"evaluate", "p.kino", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonObject json = result.json();
        for (const char* key : {"snapshots", "mean_w1", "mean_w1_held_out", "energy_bound", "kinetic_energy",
                                "growth_energy", "action_gap", "w2_floor", "w2_bound", "effective_sample_size"})
            QVERIFY2(json.contains(key), key);
        const QJsonArray snapshots = json["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 3);
        for (const auto& snapshot : snapshots)
            for (const char* key : {"t", "n", "held_out", "w1", "w2", "sliced_w2", "mmd", "floor_w1"})
                QVERIFY2(snapshot.toObject().contains(key), key);

        const auto at = [&](int k, const char* key) { return snapshots[k].toObject()[key].toDouble(); };
        QCOMPARE(at(0, "w1"), 0.0);
        QVERIFY(snapshots[1].toObject()["held_out"].toBool() && !snapshots[2].toObject()["held_out"].toBool());
        QVERIFY(std::abs(json["mean_w1"].toDouble() - (at(1, "w1") + at(2, "w1")) / 2) < 1e-12);
        QCOMPARE(json["mean_w1_held_out"].toDouble(), at(1, "w1"));
        // A translation learned well: close to what two draws differ by, and all of the energy.
        for (int k : {1, 2}) {
            QVERIFY(at(k, "w1") < 3 * at(k, "floor_w1") && at(k, "w1") <= at(k, "w2"));
            QVERIFY(at(k, "sliced_w2") > 0 && at(k, "sliced_w2") <= at(k, "w2") && std::abs(at(k, "mmd")) < 0.05);
        }
        const double energy = 1.46; // ½‖D‖² of the example
        QVERIFY(std::abs(json["kinetic_energy"].toDouble() - energy) < 0.05 * energy);
        QVERIFY(std::abs(json["w2_floor"].toDouble() - energy) < 0.1 * energy);
        QVERIFY(std::abs(json["action_gap"].toDouble()) < 0.05 * energy);
        QVERIFY(json["growth_energy"].isNull() && json["w2_bound"].isNull());
        QCOMPARE(json["effective_sample_size"].toDouble(), at(0, "n"));
    }

    void repeatable() {
        const auto first = runProgram({"evaluate", "p.kino", "--json", "-", "--seed", "2"}, here());
        QCOMPARE(runProgram({"evaluate", "p.kino", "--json", "-", "--seed", "2"}, here()).out, first.out);
        QVERIFY(runProgram({"evaluate", "p.kino", "--json", "-", "--seed", "3"}, here()).out != first.out);
    }

    void eachFromTheOneBefore() {
        const auto first = runProgram({"evaluate", "p.kino", "--json", "-"}, here()).json(),
                   previous = runProgram({"evaluate", "p.kino", "--from", "previous", "--json", "-"}, here()).json();
        const auto w1 = [](const QJsonObject& json, int k) { return json["snapshots"][k].toObject()["w1"].toDouble(); };
        QCOMPARE(w1(previous, 1), w1(first, 1)); // the first step is the same
        QVERIFY(w1(previous, 2) != w1(first, 2));
    }

    void otherSnapshots() {
        QFile table(m_folder.filePath("other.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write("t,x,y\n0,-1,0\n0,-1,0.1\n1,50,0\n1,50,0.1\n");
        table.close();
        const auto result = runProgram({"evaluate", "p.kino", "--data", "other.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["snapshots"].toArray().size(), 2);
        QVERIFY(result.json()["mean_w1"].toDouble() > 30);
        QVERIFY(result.json()["mean_w1_held_out"].isNull());

        // The same with its columns in another order, and one more.
        QFile shuffled(m_folder.filePath("shuffled.csv"));
        QVERIFY(shuffled.open(QIODevice::WriteOnly));
        shuffled.write("y,wind,x,t\n0,8,-1,0\n0.1,8,-1,0\n0,8,50,1\n0.1,8,50,1\n");
        shuffled.close();
        const auto same = runProgram({"evaluate", "p.kino", "--data", "shuffled.csv", "--json", "-"}, here());
        REQUIRE_EXIT(same, 0);
        QCOMPARE(same.json()["mean_w1"].toDouble(), result.json()["mean_w1"].toDouble());

        QFile solid(m_folder.filePath("solid.csv"));
        QVERIFY(solid.open(QIODevice::WriteOnly));
        solid.write("t,a,b,c\n0,-1,0,1\n1,50,0,1\n");
        solid.close();
        const auto wrong = runProgram({"evaluate", "p.kino", "--data", "solid.csv"}, here());
        REQUIRE_EXIT(wrong, 3);
        QVERIFY2(wrong.err.contains("3 coordinates"), wrong.err);
    }

    void people() {
        const auto result = runProgram({"evaluate", "p.kino"}, here());
        REQUIRE_EXIT(result, 0);
        QVERIFY(result.out.contains("held out") && result.out.contains("mean W1"));
    }

    void anUntrainedProject() {
        ui::Project untrained = ui::readProject(m_folder.filePath("p.kino"));
        untrained.run().checkpoint.reset();
        ui::writeProject(untrained, m_folder.filePath("untrained.kino"));
        const auto result = runProgram({"evaluate", "untrained.kino"}, here());
        REQUIRE_EXIT(result, 3);
        QVERIFY2(result.err.contains("no trained network") && result.err.contains("kinetoscope train"), result.err);
    }
};

KINETOSCOPE_TEST(EvaluateTest)

#include "evaluate_test.moc"
