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
        for (const char* key :
             {"snapshots", "mean_w1", "mean_w1_held_out", "energy_bound", "kinetic_energy", "growth_energy",
              "action_gap", "w2_floor", "w2_bound", "effective_sample_size", "brenier_error", "largest_mean_growth"})
            QVERIFY2(json.contains(key), key);
        const QJsonArray snapshots = json["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 3);
        for (const auto& snapshot : snapshots)
            for (const char* key : {"t", "n", "held_out", "w1", "w2", "sliced_w2", "mmd", "floor_w1", "floor_mmd"})
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
        QVERIFY(json["growth_energy"].isNull() && json["largest_mean_growth"].isNull());
        // The truth is known: all mass arrives within the bound, which is a small part of the way.
        QVERIFY(json["w2_bound"].toDouble() > 0 && json["w2_bound"].toDouble() < 0.5);
        QVERIFY(json["brenier_error"].toDouble() < 0.5);
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

    void freshPointsByOneKernel() {
        const auto run = [&](std::initializer_list<QString> more) {
            return runProgram(QStringList{"evaluate", "p.kino", "--fresh", "400", "--json", "-"} + more, here());
        };
        const auto result = run({"--kernel", "2,8"});
        REQUIRE_EXIT(result, 0);
        const QJsonArray snapshots = result.json()["snapshots"].toArray();
        QCOMPARE(snapshots.size(), 11);
        double sum = 0;
        for (int k = 1; k <= 10; ++k) {
            const QJsonObject row = snapshots[k].toObject();
            QVERIFY(std::abs(row["t"].toDouble() - k / 10.0) < 1e-12 && row["w1"].isNull());
            QCOMPARE(row["n"].toInt(), 400);
            sum += std::abs(row["mmd"].toDouble());
        }
        QVERIFY(std::abs(result.json()["mean_mmd"].toDouble() - sum / 10) < 1e-12);
        // Learned well, and of other points than those trained on: as far as two draws are.
        QVERIFY2(sum / 10 < 5 * result.json()["mean_floor_mmd"].toDouble(), qPrintable(QString::number(sum / 10)));
        QVERIFY(run({}).json()["mean_w1"].toDouble() > 0);
        for (const char* kernel : {"0", "-1", "2,x"})
            REQUIRE_EXIT(run({"--kernel", kernel}), 2);
        REQUIRE_EXIT(run({"--data", "example:two-clouds"}), 2);
    }

    void baselinesWithoutAModel() {
        const auto result =
            runProgram({"evaluate", "p.kino", "--from", "previous", "--baselines", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const auto row = result.json()["snapshots"][2].toObject();
        // Two clouds that move by 1.7: half of the way is what standing still is off by, transport gets it right.
        QVERIFY2(std::abs(row["previous_w1"].toDouble() - 0.5 * std::hypot(1.6, 0.6)) < 0.1,
                 qPrintable(QString::number(row["previous_w1"].toDouble())));
        QVERIFY(row["transport_w1"].toDouble() < 4 * row["floor_w1"].toDouble());
        QVERIFY(result.json()["snapshots"][0].toObject()["transport_w1"].isNull());
    }

    void particlesWithWeights() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "uam", "--steps", "600", "-o", "u.kino",
                                 "--hidden", "32,32", "--path", "ot"},
                                here()),
                     0);
        const auto json = runProgram({"evaluate", "u.kino", "--json", "-"}, here()).json();
        // Part of the way is gone by weight: K below that of moving alone, G above nothing, and their sum too (§4).
        const double kinetic = json["kinetic_energy"].toDouble(), growth = json["growth_energy"].toDouble();
        QVERIFY2(kinetic > 0 && growth > 0 && kinetic + growth < 1.1 * 1.46,
                 qPrintable(QString("%1 %2").arg(kinetic).arg(growth)));
        const int n = json["snapshots"][0].toObject()["n"].toInt();
        QVERIFY(json["effective_sample_size"].toDouble() < 0.999 * n);
        QVERIFY(json["largest_mean_growth"].toDouble() >= 0 && json["w2_bound"].isNull() &&
                json["action_gap"].isNull());
        const auto end = json["snapshots"][2].toObject();
        QVERIFY2(end["w1"].toDouble() < 4 * end["floor_w1"].toDouble(),
                 qPrintable(QString::number(end["w1"].toDouble())));
    }

    void particlesWithNoise() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "eam", "--sigma", "0.3", "--steps", "600",
                                 "-o", "e.kino", "--hidden", "32,32"},
                                here()),
                     0);
        const auto first = runProgram({"evaluate", "e.kino", "--json", "-", "--seed", "2"}, here());
        REQUIRE_EXIT(first, 0);
        QCOMPARE(runProgram({"evaluate", "e.kino", "--json", "-", "--seed", "2"}, here()).out, first.out);
        const auto end = first.json()["snapshots"][2].toObject();
        QVERIFY2(end["w1"].toDouble() < 4 * end["floor_w1"].toDouble(),
                 qPrintable(QString::number(end["w1"].toDouble())));
    }

    void gapsWhereTheTruthIsKnown_data() {
        QTest::addColumn<QStringList>("method");
        QTest::addColumn<double>("energy");
        QTest::addColumn<bool>("bounds");
        // N(tD, vI) from t = 0 to 1: the closed forms of §4.
        const double square = 1.6 * 1.6 + 0.6 * 0.6, v = 0.15 * 0.15, sigma = 0.3, lambda = 5;
        QTest::newRow("am") << QStringList{"am"} << square / 2 << true;
        QTest::newRow("eam") << QStringList{"eam", "--sigma", "0.3"} << square / 2 + std::pow(sigma, 4) / (4 * v)
                             << true;
        QTest::newRow("uam") << QStringList{"uam", "--lambda", "5"} << square / 2 / (1 + lambda * v) << false;
        const double c = -sigma * sigma / (2 * v + lambda * v * v);
        QTest::newRow("euam") << QStringList{"euam", "--sigma", "0.3", "--lambda", "5"}
                              << square / 2 / (1 + lambda * v) + c * c * v + lambda * c * c * v * v / 2 << false;
        QTest::newRow("cam power") << QStringList{"cam", "--cost", "power:3"} << std::pow(square, 1.5) / 3 << true;
        QTest::newRow("cam quadratic") << QStringList{"cam", "--cost", "quadratic:2,0.5,0.5,1"}
                                       << (2 * 1.6 * 1.6 + 1.6 * 0.6 + 0.6 * 0.6) / 2 << true;
    }
    void gapsWhereTheTruthIsKnown() {
        QFETCH(QStringList, method);
        QFETCH(double, energy);
        QFETCH(bool, bounds);
        // Stopped early, so that there is a gap to see, and at a step at which the bound is measured.
        REQUIRE_EXIT(runProgram(QStringList{"train", "example:two-clouds", "--steps", "150", "--hidden", "32,32", "-o",
                                            "gap.kino", "--method"} +
                                    method,
                                here()),
                     0);
        const auto json = runProgram({"evaluate", "gap.kino", "--json", "-"}, here()).json();
        const double gap = json["action_gap"].toDouble(), error = json["action_gap_error"].toDouble(),
                     sum = energy - json["energy_bound"].toDouble();
        const QString numbers = QString("gap %1 ± %2, K + L = %3 of %4").arg(gap).arg(error).arg(sum).arg(energy);
        qInfo("%s", qPrintable(numbers));
        QVERIFY2(gap > 0.01 && error > 0 && error < 0.1 * gap, qPrintable(numbers));
        // The bound −L has a standard error of its own, on 4,096 samples.
        QVERIFY2(std::abs(gap - sum) < 4 * error + 0.01 * energy, qPrintable(numbers));
        if (!bounds) {
            QVERIFY(json["w2_bound"].isNull());
            return;
        }
        // It is above the distance there is, but for what two draws differ by.
        const auto end = json["snapshots"][2].toObject();
        const double distance = end["w2"].toDouble(), bound = json["w2_bound"].toDouble();
        qInfo("W2 %g, at most %g", distance, bound);
        QVERIFY(distance > 4 * end["floor_w1"].toDouble());
        QVERIFY(bound > distance - end["floor_w1"].toDouble());
    }

    void noGapWhereNothingIsKnown_data() {
        QTest::addColumn<QStringList>("training");
        QTest::newRow("pairs") << QStringList{"example:two-clouds", "--path", "ot"};
        QTest::newRow("an example without a closed form") << QStringList{"example:hydrogen"};
        QTest::newRow("growth of three branches") << QStringList{"example:three-fates", "--method", "uam"};
        QTest::newRow("faster than the limit")
            << QStringList{"example:two-clouds", "--method", "cam", "--cost", "relativistic"};
    }
    void noGapWhereNothingIsKnown() {
        QFETCH(QStringList, training);
        REQUIRE_EXIT(
            runProgram(QStringList{"train"} + training + QStringList{"--steps", "20", "--hidden", "16", "-o", "n.kino"},
                       here()),
            0);
        const auto result = runProgram({"evaluate", "n.kino", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        for (const char* key : {"action_gap", "action_gap_error", "w2_bound"})
            QVERIFY2(result.json().contains(key) && result.json()[key].isNull(), key);
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

    // Dates mean in other data what they mean in the project.
    void datesOfOtherSnapshots() {
        const auto write = [&](const QString& name, const QByteArray& text) {
            QFile file(m_folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        write("dates.csv", "date,x,y\n2024-03-01,0,0.5\n2024-03-01,0,1\n2024-03-05,4,0.5\n2024-03-05,4,1\n");
        write("between.csv", "date,x,y\n2024-03-03,2,0.5\n2024-03-03,2,1\n2024-03-05,4,0.5\n2024-03-05,4,1\n");
        write("at.csv", "date,x,y\n2024-03-03,2,0.5\n");
        REQUIRE_EXIT(runProgram({"train", "dates.csv", "-o", "dates.kino", "--steps", "300", "--hidden", "16"}, here()),
                     0);
        const auto result = runProgram({"evaluate", "dates.kino", "--data", "between.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonArray snapshots = result.json()["snapshots"].toArray();
        QCOMPARE(snapshots[0].toObject()["t"].toDouble(), 2.0);
        QCOMPARE(snapshots[1].toObject()["t"].toDouble(), 4.0);
        REQUIRE_EXIT(runProgram({"probe", "dates.kino", "at.csv", "-o", "there.csv"}, here()), 0);
        QFile there(m_folder.filePath("there.csv"));
        QVERIFY(there.open(QIODevice::ReadOnly));
        QVERIFY2(there.readAll().contains("\n2,2,0.5,"), "the date is day 2 of the project");
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
