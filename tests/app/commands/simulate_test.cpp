#include "engine/io/npy.h"
#include "engine/io/reader_registry.h"
#include "engine/io/zip_archive.h"
#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

using tests::runProgram;

class SimulateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    /// The fields of a table without its header.
    QList<QList<double>> rowsOf(const QString& name) const {
        QList<QList<double>> rows;
        for (const QByteArray& line : contents(name).trimmed().split('\n').mid(1)) {
            rows.emplace_back();
            for (const QByteArray& field : line.split(','))
                rows.back().append(field.toDouble());
        }
        return rows;
    }
    tests::ProgramResult simulate(const QStringList& more, const QString& output = "p.csv") const {
        return runProgram(QStringList{"simulate", "p.kino", "-o", output} + more, here());
    }

    enum { Particle, Time, X, Y, Weight };

private slots:
    void initTestCase() {
        // A translation by (1.6, 0.6) or the like: every particle moves by the same way.
        REQUIRE_EXIT(
            runProgram({"train", "example:two-clouds", "--steps", "800", "-o", "p.kino", "--hidden", "32,32"}, here()),
            0);
    }

    void aTable() {
        const auto result = simulate({"--frames", "4", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QVERIFY(contents("p.csv").startsWith("particle,t,x,y,weight\n"));
        const auto rows = rowsOf("p.csv");
        const int particles = result.json()["particles"].toInt();
        QCOMPARE(int(rows.size()), 4 * particles);
        QCOMPARE(rows.front()[Time], 0.0);
        QCOMPARE(rows.back()[Time], 1.0);
        QCOMPARE(rows[7][Weight], 1.0);
        // Energy ½‖D‖² = 1.46: the mean way is √2.92 long.
        double dx = 0, dy = 0;
        for (int i = 0; i < particles; ++i) {
            dx += (rows[3 * particles + i][X] - rows[i][X]) / particles;
            dy += (rows[3 * particles + i][Y] - rows[i][Y]) / particles;
        }
        QVERIFY2(std::abs(std::hypot(dx, dy) - std::sqrt(2.92)) < 0.1, qPrintable(QString::number(std::hypot(dx, dy))));
    }

    void repeatableAndDrawn() {
        REQUIRE_EXIT(simulate({"--particles", "50", "--seed", "4"}, "a.csv"), 0);
        REQUIRE_EXIT(simulate({"--particles", "50", "--seed", "4"}, "b.csv"), 0);
        REQUIRE_EXIT(simulate({"--particles", "50", "--seed", "5"}, "c.csv"), 0);
        QCOMPARE(contents("a.csv"), contents("b.csv"));
        QVERIFY(contents("a.csv") != contents("c.csv"));
        QCOMPARE(int(rowsOf("a.csv").size()), 50 * 61);
        REQUIRE_EXIT(simulate({"--particles", "5000", "--frames", "2"}, "many.csv"), 0);
        QCOMPARE(int(rowsOf("many.csv").size()), 10000);
    }

    void backwardIsTheWayBack() {
        REQUIRE_EXIT(simulate({"--frames", "2"}, "there.csv"), 0);
        const auto there = rowsOf("there.csv");
        const int n = int(there.size()) / 2;
        QByteArray ends = "x,y\n";
        for (int i = 0; i < n; ++i)
            ends +=
                QByteArray::number(there[n + i][X], 'g', 9) + "," + QByteArray::number(there[n + i][Y], 'g', 9) + "\n";
        write("ends.csv", ends);
        for (const char* solver : {"rk4", "dopri5"}) {
            REQUIRE_EXIT(simulate({"--start-points", "ends.csv", "--start", "1", "--end", "0", "--frames", "2",
                                   "--solver", solver},
                                  "back.csv"),
                         0);
            const auto back = rowsOf("back.csv");
            QCOMPARE(back.front()[Time], 0.0); // in the order of time either way
            for (int i = 0; i < n; ++i)
                QVERIFY(std::hypot(back[i][X] - there[i][X], back[i][Y] - there[i][Y]) < 1e-3);
        }
    }

    void solversAndSteps() {
        const auto end = [&](const QStringList& more) {
            if (simulate(QStringList{"--frames", "2"} + more, "s.csv").exitCode != 0)
                return std::nan("");
            return rowsOf("s.csv").back()[X];
        };
        const double exact = end({"--solver", "dopri5"});
        QVERIFY(std::abs(end({}) - exact) < 1e-4);
        QVERIFY(std::abs(end({"--solver", "heun"}) - exact) < 1e-2);
        const double coarse = std::abs(end({"--solver", "euler", "--step", "0.5"}) - exact),
                     fine = std::abs(end({"--solver", "euler", "--step", "0.01"}) - exact);
        QVERIFY2(fine < 0.2 * coarse, qPrintable(QString("%1 %2").arg(coarse).arg(fine)));
    }

    void fromWhereAndUntilWhen() {
        REQUIRE_EXIT(simulate({"--start", "0.5", "--end", "0.75", "--frames", "3"}), 0);
        const auto rows = rowsOf("p.csv");
        QCOMPARE(rows.front()[Time], 0.5);
        QCOMPARE(rows.back()[Time], 0.75);
        const auto beyond = simulate({"--end", "2", "--frames", "2"});
        REQUIRE_EXIT(beyond, 0);
        QVERIFY2(beyond.err.contains("leaves the times"), beyond.err);
        write("at.csv", "t,x,y\n0.25,0,0\n0.25,1,1\n");
        REQUIRE_EXIT(simulate({"--start-points", "at.csv", "--frames", "2"}), 0);
        QCOMPARE(rowsOf("p.csv").front()[Time], 0.25);
        QCOMPARE(rowsOf("p.csv").size(), 4);
    }

    void noise() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "eam", "--sigma", "0.4", "--steps", "100",
                                 "-o", "e.kino", "--hidden", "8"},
                                here()),
                     0);
        const auto moved = [&](const QStringList& more, const QString& file) {
            return runProgram(QStringList{"simulate", "e.kino", "-o", file, "--frames", "3", "--json", "-"} + more,
                              here());
        };
        const auto first = moved({}, "n1.csv");
        REQUIRE_EXIT(first, 0);
        QCOMPARE(first.json()["solver"].toString(), QString("stochastic-heun"));
        REQUIRE_EXIT(moved({"--threads", "2"}, "n2.csv"), 0);
        REQUIRE_EXIT(moved({"--seed", "1"}, "n3.csv"), 0);
        REQUIRE_EXIT(moved({"--solver", "euler-maruyama", "--step", "0.01"}, "n4.csv"), 0);
        QCOMPARE(contents("n1.csv"), contents("n2.csv"));
        QVERIFY(contents("n1.csv") != contents("n3.csv") && contents("n1.csv") != contents("n4.csv"));
        const auto smooth = moved({"--solver", "rk4"}, "n5.csv");
        REQUIRE_EXIT(smooth, 2);
        QVERIFY2(smooth.err.contains("euler-maruyama"), smooth.err);
        // With its pair, trained beside it, any level of noise and the way back.
        const auto still = moved({"--noise", "0"}, "n6.csv");
        REQUIRE_EXIT(still, 0);
        QCOMPARE(still.json()["solver"].toString(), QString("rk4"));
        REQUIRE_EXIT(moved({"--noise", "1"}, "n7.csv"), 0);
        REQUIRE_EXIT(moved({"--start", "1", "--end", "0"}, "n8.csv"), 0);
        QCOMPARE(rowsOf("n8.csv").front()[Time], 0.0);
    }

    void weightsAndResampling() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "uam", "--lambda", "12", "--steps", "400",
                                 "-o", "u.kino", "--hidden", "16,16", "--path", "ot"},
                                here()),
                     0);
        const auto moved = [&](const QStringList& more, const QString& file) {
            return runProgram(
                QStringList{"simulate", "u.kino", "-o", file, "--frames", "3", "--particles", "400", "--json", "-"} +
                    more,
                here());
        };
        const auto weighted = moved({}, "w.csv"), resampled = moved({"--resample"}, "r.csv");
        REQUIRE_EXIT(weighted, 0);
        REQUIRE_EXIT(resampled, 0);
        const auto rows = rowsOf("w.csv");
        QCOMPARE(rows.front().back(), 1.0);
        QVERIFY(rows.back().back() != 1.0);
        QVERIFY(!weighted.json()["resampled"].toBool());
        const double uneven = weighted.json()["effective_sample_size"].toDouble();
        QVERIFY2(uneven < 200, qPrintable(QString::number(uneven)));
        QVERIFY(resampled.json()["resampled"].toBool());
        QVERIFY(resampled.json()["effective_sample_size"].toDouble() > uneven);
    }

    void theOtherFormats() {
        REQUIRE_EXIT(simulate({"--frames", "3", "--particles", "7"}, "p.npz"), 0);
        const engine::ZipReader npz(m_folder.filePath("p.npz").toStdString());
        QCOMPARE(engine::parseNpy(npz.read("x.npy"), "x").shape, (std::vector<engine::Index>{3, 7, 2}));
        REQUIRE_EXIT(simulate({"--frames", "3", "--particles", "7"}, "p.vtp"), 0);
        QVERIFY(contents("p.vtp").contains("<VTKFile type=\"PolyData\""));
        REQUIRE_EXIT(simulate({"--frames", "3", "--particles", "7"}, "series.pvd"), 0);
        QCOMPARE(contents("series.pvd").count("<DataSet "), 3);
        QCOMPARE(QDir(m_folder.filePath("series")).entryList({"*.vtp"}).size(), 3);
    }

    void labelsGoAlong() {
        QByteArray table = "t,x,y,weight,kind,score\n";
        for (int i = 0; i < 40; ++i)
            table += QByteArray::number(i / 20) + "," + QByteArray::number(i % 20) + ",0," +
                     QByteArray::number(1 + i % 2) + "," + (i % 3 ? "stem" : "\"a, b\"") + "," + QByteArray::number(i) +
                     "\n";
        write("cells.csv", table);
        REQUIRE_EXIT(runProgram({"train", "cells.csv", "--steps", "20", "-o", "cells.kino", "--hidden", "8"}, here()),
                     0);
        const auto moved = [&](const QStringList& more, const QString& output) {
            return runProgram(QStringList{"simulate", "cells.kino", "-o", output, "--frames", "2"} + more, here());
        };
        REQUIRE_EXIT(moved({}, "l.csv"), 0);
        const QList<QByteArray> lines = contents("l.csv").trimmed().split('\n');
        QCOMPARE(lines[0], QByteArray("particle,t,x,y,weight,kind,score"));
        QCOMPARE(lines.size(), 41);
        QVERIFY2(lines[1].endsWith(",\"a, b\",0") && lines[21].endsWith(",\"a, b\",0"), lines[21]);
        QVERIFY2(lines[40].endsWith(",stem,19"), lines[40]);
        // Drawn ones bring along what was theirs: particles start where their score says.
        REQUIRE_EXIT(moved({"--particles", "30"}, "d.csv"), 0);
        for (const QByteArray& line : contents("d.csv").trimmed().split('\n').mid(1, 30)) {
            const QList<QByteArray> fields = line.split(',');
            QCOMPARE(fields[X], fields.back());
        }
        write("start.csv", "x,y,name\n1,0,one\n2,0,two\n");
        REQUIRE_EXIT(moved({"--start-points", "start.csv"}, "s.csv"), 0);
        QVERIFY2(contents("s.csv").trimmed().endsWith(",two"), contents("s.csv"));
        REQUIRE_EXIT(moved({}, "l.npz"), 0);
        const engine::ZipReader npz(m_folder.filePath("l.npz").toStdString());
        QCOMPARE(engine::parseNpy(npz.read("kind.npy"), "kind").texts[1], std::string("stem"));
        QCOMPARE(engine::parseNpy(npz.read("score.npy"), "score").numbers.back(), 19.0);
        for (const char* name : {"l.vtp", "l.pvd"}) {
            REQUIRE_EXIT(moved({}, name), 0);
            const engine::Dataset read = engine::readData(m_folder.filePath(name).toStdString()).dataset;
            QCOMPARE(read.snapshots.size(), std::size_t(2));
            const auto kind = std::find_if(read.attributes.begin(), read.attributes.end(),
                                           [](const auto& column) { return column.name == "kind"; });
            QVERIFY(kind != read.attributes.end());
            QCOMPARE(kind->categories, (std::vector<std::string>{"a, b", "stem"}));
        }
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        write("mixed.csv", "t,x,y\n0,0,0\n1,1,1\n");
        QTest::newRow("ending") << QStringList{"-o", "p.txt"} << 2 << ".csv, .npz, .vtp, .pvd";
        QTest::newRow("noise") << QStringList{"-o", "x.csv", "--noise", "1"} << 2 << "eam";
        QTest::newRow("negative noise") << QStringList{"-o", "x.csv", "--noise", "-1"} << 2 << "0 or more";
        QTest::newRow("solver") << QStringList{"-o", "x.csv", "--solver", "magic"} << 2 << "rk4";
        QTest::newRow("start") << QStringList{"-o", "x.csv", "--start", "0.3"} << 2 << "0, 0.5 and 1";
        QTest::newRow("no way") << QStringList{"-o", "x.csv", "--end", "0"} << 2 << "--end 0";
        QTest::newRow("one frame") << QStringList{"-o", "x.csv", "--frames", "1"} << 2 << "--frames 1";
        QTest::newRow("step") << QStringList{"-o", "x.csv", "--step", "0"} << 2 << "--step 0";
        QTest::newRow("mixed times") << QStringList{"-o", "x.csv", "--start-points", "mixed.csv"} << 3
                                     << "several times";
        QTest::newRow("unwritable") << QStringList{"-o", "/proc/x.csv"} << 4 << "/proc/x.csv";
        QTest::newRow("unwritable series") << QStringList{"-o", "/proc/x.pvd"} << 4 << "/proc/x";
    }
    void refusals() {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto result = runProgram(QStringList{"simulate", "p.kino"} + more, here());
        REQUIRE_EXIT(result, code);
        QVERIFY2(result.err.contains(says.toUtf8()), result.all());
        QVERIFY(!QFile::exists(m_folder.filePath("x.csv")));
    }
};

KINETOSCOPE_TEST(SimulateTest)

#include "simulate_test.moc"
