#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QTest>

using tests::runProgram;

class BenchmarkTest : public QObject {
    Q_OBJECT

    static const QStringList& quick() {
        static const QStringList words = {"benchmark", "--seconds", "0.1",    "--hidden", "32",
                                          "--batch",   "128",       "--json", "-"};
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
        QVERIFY(json["start_up"].toObject()["program_seconds"].toDouble() > 0);
        QCOMPARE(json["frames"].toArray().size(), 3);
        for (const auto& entry : json["frames"].toArray())
            QVERIFY(entry.toObject()["median_seconds"].toDouble() > 0);
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
        display.start("xvfb-run", QStringList{"-a", KINETOSCOPE_PROGRAM} + quick());
        QVERIFY(display.waitForFinished(120'000));
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
    }

    void aLesserInstructionSet() {
        const auto result = runProgram(quick(), {QString(), {{"KINETOSCOPE_INSTRUCTION_SET", "baseline"}}});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["instruction_set"].toString(), QString("baseline"));
    }
};

KINETOSCOPE_TEST(BenchmarkTest)

#include "benchmark_test.moc"
