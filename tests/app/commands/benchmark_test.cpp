#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTest>

using tests::runProgram;

class BenchmarkTest : public QObject {
    Q_OBJECT

    static const QStringList& quick() {
        static const QStringList words = {"benchmark", "--seconds", "0.1",    "--hidden", "32",
                                          "--batch",   "128",       "--rows", "2000",
                                          "--json",    "-"};
        return words;
    }

private slots:
    void everyKeyIsThere() {
        const auto result = runProgram(quick() + QStringList{"--threads", "1"});
        REQUIRE_EXIT(result, 0);
        const QJsonObject json = result.json();
        QVERIFY(QStringList({"baseline", "avx2", "avx512"}).contains(json["instruction_set"].toString()));
        QVERIFY(json["peak_gflops"].toDouble() > 0.5);
        const QJsonArray results = json["results"].toArray();
        QStringList variants;
        for (const auto& entry : results) {
            const QJsonObject row = entry.toObject();
            for (const char* key : {"variant", "dimension", "hidden", "layers", "batch", "threads", "steps_per_second",
                                    "gflops", "fraction_of_peak"})
                QVERIFY2(row.contains(key), key);
            variants += row["variant"].toString();
            QCOMPARE(row["hidden"].toInt(), 32);
            QCOMPARE(row["threads"].toInt(), 1);
            QVERIFY(row["steps_per_second"].toDouble() > 1);
            // More than all of the peak would mean that one of the two is counted wrongly.
            QVERIFY(row["fraction_of_peak"].toDouble() > 0.01 && row["fraction_of_peak"].toDouble() < 1.2);
        }
        QCOMPARE(variants, QStringList({"am-flow", "am-action", "eam-flow", "eam-exact", "uam-flow", "uam-action",
                                        "cam-flow"}));
        const QJsonArray particles = json["particles"].toArray();
        QCOMPARE(particles.size(), 3);
        for (const auto& entry : particles)
            for (const char* key : {"solver", "particles", "steps", "seconds", "particle_steps_per_second"})
                QVERIFY2(entry.toObject().contains(key), key);
        QMap<QString, double> work;
        for (const auto& entry : json["work"].toArray())
            work[entry.toObject()["what"].toString() + entry.toObject()["size"].toVariant().toString()] =
                entry.toObject()["seconds"].toDouble();
        QCOMPARE(work.keys(), QStringList({"export60", "likelihood1000", "pairing1000", "pairing2000", "pairing500"}));
        for (const double seconds : work)
            QVERIFY(seconds > 0);
        QVERIFY(work["pairing2000"] > work["pairing500"]);
        QVERIFY(json["start_up"].toObject()["program_seconds"].toDouble() > 0);
        QCOMPARE(json["frames"].toArray().size(), 3);
        const QJsonArray opening = json["opening"].toArray();
        QCOMPARE(opening.size(), 2);
        for (const auto& entry : opening) {
            const QJsonObject row = entry.toObject();
            QVERIFY(row["seconds"].toDouble() > 0 && row["bytes"].toDouble() > 2000 * 5);
            QCOMPARE(row["rows"].toInt(), 2000);
            QCOMPARE(row["columns"].toInt(), 5);
            QVERIFY(row["peak_memory_bytes"].toDouble() > 1e6);
            QVERIFY(row.contains("window_max_seconds") && row["window_max_seconds"].isNull()); // no display
        }
        QCOMPARE(opening[0].toObject()["format"].toString() + opening[1].toObject()["format"].toString(),
                 QString("csvnpy"));
        for (const auto& entry : json["frames"].toArray())
            QVERIFY(entry.toObject()["median_seconds"].toDouble() > 0);
    }

    void timeToTheGap() {
        const auto result = runProgram({"benchmark", "--gap", "0.1", "--hidden", "32", "--batch", "128", "--seed", "3",
                                        "--threads", "1", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        const QJsonObject json = result.json()["time_to_gap"].toObject();
        QCOMPARE(json["case"].toString(), QStringLiteral("T9"));
        const QJsonArray curve = json["curve"].toArray();
        QVERIFY(!curve.isEmpty());
        QVERIFY(curve.last().toArray()[2].toDouble() <= 0.1);
        QCOMPARE(json["seconds"].toDouble(), curve.last().toArray()[0].toDouble());
        for (int i = 1; i < curve.size(); ++i) {
            QVERIFY(curve[i].toArray()[0].toDouble() > curve[i - 1].toArray()[0].toDouble());
            QVERIFY(curve[i - 1].toArray()[2].toDouble() > 0.1);
        }
        const auto missed = runProgram({"benchmark", "--gap", "1e-9", "--steps", "120", "--json", "-"});
        REQUIRE_EXIT(missed, 0);
        QVERIFY(missed.json()["time_to_gap"].toObject()["seconds"].isNull());
    }

    void costOverSize() {
        const auto result = runProgram({"benchmark", "--scaling", "--seconds", "0.02", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QMap<QString, QVector<QPair<double, double>>> rows;
        for (const auto& entry : result.json()["scaling"].toArray())
            rows[entry.toObject()["what"].toString()].append(
                {entry.toObject()["size"].toDouble(), entry.toObject()["seconds"].toDouble()});
        QCOMPARE(rows.keys(), QStringList({"batch", "particles", "points"}));
        for (const auto& points : rows) {
            const double sizes = points.last().first / points.first().first;
            const double times = points.last().second / points.first().second;
            QVERIFY(sizes >= 1000);
            QVERIFY2(times < 3 * sizes, qPrintable(QString::number(times / sizes))); // in proportion, or better
        }
    }

    void withoutOpenGLTheRestIsMeasured() {
        const auto result = runProgram(quick() + QStringList{"--variants", "am-action"},
                                       {QString(), {{"__EGL_VENDOR_LIBRARY_DIRS", "/nowhere"}}});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["results"].toArray().size(), 1);
        QVERIFY(result.json()["frames"].toArray().isEmpty());
        QVERIFY(result.err.contains("No frames are drawn"));
    }

    void theWindowIsTimedWhereThereIsADisplay() {
        const QJsonObject without = runProgram(quick()).json();
        QVERIFY(without["start_up"].toObject()["window_seconds"].isNull());
        QVERIFY(without.contains("latency") && without["latency"].isNull());
        QProcess display;
        display.setProcessEnvironment(tests::withoutDisplay());
        display.start("xvfb-run", QStringList{"-a", KINETOSCOPE_PROGRAM} + quick() + QStringList{"--variants", "am-flow"});
        QVERIFY(display.waitForFinished(240'000));
        const QJsonObject json = QJsonDocument::fromJson(display.readAllStandardOutput()).object();
        const double seconds = json["start_up"].toObject()["window_seconds"].toDouble();
        QVERIFY2(seconds > 0.01 && seconds < 20, display.readAllStandardError());
        const QJsonObject latency = json["latency"].toObject();
        QCOMPARE(latency["points"].toInt(), 100'000);
        QVERIFY(latency["ticks"].toInt() > 100);
        const double usual = latency["p999_seconds"].toDouble(), longest = latency["max_seconds"].toDouble();
        QVERIFY(usual > 0 && usual <= longest && longest < 20 && latency["opening_max_seconds"].toDouble() > 0);
        qInfo("window painted after %.0f ms; latency %.1f ms (99.9 %%), %.1f ms at most", 1e3 * seconds, 1e3 * usual,
              1e3 * longest);

        for (const auto& entry : json["opening"].toArray()) {
            const QJsonObject row = entry.toObject();
            const double p999 = row["window_p999_seconds"].toDouble(), most = row["window_max_seconds"].toDouble();
            QVERIFY(p999 >= 0 && p999 <= most && most > 0 && most < 20);
            const double busy = row["window_busy_seconds"].toDouble();
            QVERIFY(busy > 0 && busy <= most + 0.02); // no thread is busy longer than it lasts
            QVERIFY(row["window_seconds"].toDouble() > 0 && row["window_seconds"].toDouble() < 60);
            qInfo("%s in a window: %.1f ms (99.9 %%), %.1f ms at most", qPrintable(row["format"].toString()),
                  1e3 * p999, 1e3 * most);
        }

        const QJsonArray windows = json["window"].toArray();
        QCOMPARE(windows.size(), 8); // in the plane and in space
        for (const auto& entry : windows) {
            const QJsonObject row = entry.toObject();
            const QByteArray what = row["what"].toString().toUtf8();
            if (row["points"].toInt() < 1'000'000) // they take a second or more to come at a busy time
                QVERIFY2(row["frames_per_second"].toDouble() > 0.1, what);
            QVERIFY2(row["frame_median_seconds"].toDouble() <= row["frame_p99_seconds"].toDouble(), what);
            QVERIFY2(row["first_motion_seconds"].toDouble() > 0, what);
            const double own = row["memory_anonymous_bytes"].toDouble(), all = row["memory_resident_bytes"].toDouble();
            QVERIFY2(own > 1e7 && own < all && all < 4e9, what);
            QCOMPARE(row["steps_per_second"].toDouble() > 0, row["trains"].toBool());
            QCOMPARE(row["steps_per_second_without_window"].toDouble() > 0, row["trains"].toBool());
        }
    }

    void numbersOfRowsAreChecked() {
        const auto result = runProgram({"benchmark", "--rows", "many"});
        REQUIRE_EXIT(result, 2);
        QVERIFY(result.err.contains("--rows many is no number of rows"));
    }

    void aLesserInstructionSet() {
        const auto result = runProgram(quick(), {QString(), {{"KINETOSCOPE_INSTRUCTION_SET", "baseline"}}});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["instruction_set"].toString(), QString("baseline"));
    }
};

KINETOSCOPE_TEST(BenchmarkTest)

#include "benchmark_test.moc"
