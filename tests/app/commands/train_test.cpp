#include "tests/app/program.h"
#include "tests/support/shared_data.h"
#include "tests/support/test_registry.h"
#include "ui/document/project_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using tests::runProgram;
using ui::Project;

class TrainTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Project project(const QString& name) const { return ui::readProject(m_folder.filePath(name)); }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }

    const QStringList m_small = {"--hidden", "16,16", "--batch", "64", "--threads", "2"};

private slots:
    void theResultIsAProjectAndJson() {
        const auto result = runProgram(
            QStringList{"train", "example:split", "--steps", "200", "-o", "a.kino", "--json", "-", "--seed", "3"} +
                m_small,
            here());
        REQUIRE_EXIT(result, 0);
        const QJsonObject json = result.json();
        for (const char* key : {"method", "seed", "steps", "seconds", "steps_per_second", "loss", "energy_bound",
                                "dimension", "snapshots", "parameters"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["method"].toString(), QString("am"));
        QCOMPARE(json["seed"].toInt(), 3);
        QCOMPARE(json["steps"].toInt(), 200);
        QCOMPARE(json["dimension"].toInt(), 2);
        QCOMPARE(json["snapshots"].toInt(), 3);
        QCOMPARE(json["parameters"].toInt(), 3 * 16 + 16 + 16 * 16 + 16 + 16 + 1);
        QVERIFY(json["loss"].toDouble() < -0.5 && json["energy_bound"].toDouble() > 0.5);

        const Project trained = project("a.kino");
        QCOMPARE(trained.dataset.exampleName, std::string("split"));
        QVERIFY(trained.run().checkpoint);
        QCOMPARE(trained.run().checkpoint->step, std::int64_t(200));
        QCOMPARE(*trained.run().checkpoint->energyBound, json["energy_bound"].toDouble());
    }

    void equalSeedsGiveEqualFiles() {
        const auto train = [&](const char* output, const char* seed) {
            const auto result = runProgram(
                QStringList{"train", "example:ring", "--steps", "60", "-o", output, "--seed", seed} + m_small, here());
            QCOMPARE(result.exitCode, 0);
        };
        train("first.kino", "5");
        train("again.kino", "5");
        train("other.kino", "6");
        QVERIFY(!contents("first.kino").isEmpty());
        QCOMPARE(contents("first.kino"), contents("again.kino"));
        QVERIFY(contents("first.kino") != contents("other.kino"));
    }

    void columnsAreGuessedOrNamed() {
        QByteArray table = "wind,day,lon,lat\n";
        for (int i = 0; i < 40; ++i)
            table += QByteArray::number(10 + i) + "," + QByteArray::number(i % 2) + "," + QByteArray::number(i * 0.1) +
                     "," + QByteArray::number((i * 7) % 11) + "\n";
        write("storms.csv", table);
        const QStringList train = QStringList{"train", "storms.csv", "-o", "storms.kino", "--steps", "2"} + m_small;
        auto result = runProgram(train, here());
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.err.contains("time: day") && result.err.contains("coordinates: lon, lat"), result.all());
        QCOMPARE(project("storms.kino").dataset.axisNames, (std::vector<std::string>{"lon", "lat"}));

        result = runProgram(train + QStringList{"--time", "day", "--coordinates", "wind,lat,lon", "--quiet"}, here());
        REQUIRE_EXIT(result, 0);
        QVERIFY(result.err.isEmpty());
        QCOMPARE(project("storms.kino").dataset.axisNames, (std::vector<std::string>{"wind", "lat", "lon"}));

        result = runProgram(train + QStringList{"--time", "week"}, here());
        REQUIRE_EXIT(result, 2);
        QVERIFY2(result.err.contains("week") && result.err.contains("day"), result.all());
        result = runProgram(QStringList{"train", "example:split", "--time", "t", "-o", "x.kino"}, here());
        REQUIRE_EXIT(result, 2);
    }

    void severalFilesAreOneDataset() {
        for (const int day : {12, 3, 7}) {
            QByteArray table = "x,y\n";
            for (int i = 0; i < 20; ++i)
                table += QByteArray::number(day + i * 0.1) + "," + QByteArray::number((i * 7) % 11) + ".5\n";
            write(QString("mice_day%1.csv").arg(day), table);
        }
        const auto result = runProgram(QStringList{"train", "mice_day12.csv", "mice_day3.csv", "mice_day7.csv", "-o",
                                                   "mice.kino", "--steps", "2", "--subsample", "15"} +
                                           m_small,
                                       here());
        REQUIRE_EXIT(result, 0);
        const engine::Dataset dataset = project("mice.kino").dataset;
        QCOMPARE(dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(dataset.snapshots[1].time, 7.0);
        QCOMPARE(dataset.snapshots[1].name, std::string("day7"));
        QCOMPARE(dataset.snapshots[1].points.size(), 15);
        QCOMPARE(dataset.timeUnit, std::string("days"));
        QVERIFY2(result.err.contains("3 files, mice_day12.csv = 12, mice_day3.csv = 3, mice_day7.csv = 7 days"),
                 result.all());
    }

    void everySettingArrives() {
        const auto result = runProgram({"train",
                                        "example:bubble",
                                        "-o",
                                        "s.kino",
                                        "--steps",
                                        "3",
                                        "--method",
                                        "am",
                                        "--path",
                                        "independent",
                                        "--form",
                                        "action",
                                        "--mass",
                                        "normalized",
                                        "--hidden",
                                        "8,12",
                                        "--activation",
                                        "tanh",
                                        "--batch",
                                        "32",
                                        "--learning-rate",
                                        "0.004",
                                        "--time-weight",
                                        "1-t",
                                        "--refine",
                                        "0",
                                        "--seed",
                                        "9",
                                        "--hold-out",
                                        "0.5"},
                                       here());
        REQUIRE_EXIT(result, 0);
        const Project trained = project("s.kino");
        engine::TrainingSettings expected;
        expected.path = engine::PathKind::Independent;
        expected.form = engine::LossForm::Action;
        expected.hidden = {8, 12};
        expected.activation = engine::Activation::Tanh;
        expected.batch = 32;
        expected.steps = 3;
        expected.learningRate = 0.004;
        expected.timeWeight = engine::TimeWeight::OneMinusT;
        expected.seed = 9;
        QVERIFY(trained.run().settings == expected);
        QVERIFY(trained.run().checkpoint->settings == expected);
        QVERIFY(trained.dataset.snapshots[1].heldOut && !trained.dataset.snapshots[2].heldOut);
    }

    void interruptedTrainingIsSavedAndGoesOnExactly() {
        const QStringList train =
            QStringList{"train", "example:split", "--steps", "12000", "-o", "whole.kino"} + m_small;
        auto whole = runProgram(train, here());
        REQUIRE_EXIT(whole, 0);
        QVERIFY2(whole.err.contains(" left") && whole.err.contains("100 %"), whole.err);

        QProcess process;
        QStringList interrupted = train;
        interrupted[interrupted.indexOf("whole.kino")] = "part.kino";
        tests::start(process, interrupted, here());
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForStarted());
        while (!process.readAllStandardError().contains("Training"))
            QVERIFY(process.waitForReadyRead(20'000));
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 130);
        const std::int64_t step = project("part.kino").run().checkpoint->step;
        QVERIFY2(step > 0 && step < 12000, qPrintable(QString::number(step)));

        auto rest = runProgram({"train", "part.kino", "-o", "rest.kino", "--threads", "2", "--json", "-"}, here());
        REQUIRE_EXIT(rest, 0);
        QCOMPARE(rest.json()["steps"].toInt(), 12000);
        QCOMPARE(contents("rest.kino"), contents("whole.kino"));
    }

    void interruptedRefinementGoesOnExactly() {
        const QStringList train = QStringList{"train", "example:split", "--steps", "20", "--refine", "300", "-o"};
        REQUIRE_EXIT(runProgram(train + QStringList{"whole.kino"} + m_small, here()), 0);
        QCOMPARE(project("whole.kino").run().checkpoint->step, std::int64_t(320));

        QProcess process;
        tests::start(process, train + QStringList{"part.kino"} + m_small,
                     {m_folder.path(), {{"KINETOSCOPE_PROGRESS_MS", "1"}}});
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForStarted());
        QByteArray said;
        while (!said.contains("step 32 of 320") && !said.contains("step 48 of 320"))
            QVERIFY(process.waitForReadyRead(20'000) && !(said += process.readAllStandardError()).isEmpty());
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 130);
        const std::int64_t step = project("part.kino").run().checkpoint->step;
        QVERIFY2(step > 20 && step < 320, qPrintable(QString::number(step)));

        REQUIRE_EXIT(runProgram({"train", "part.kino", "-o", "rest.kino", "--threads", "2"}, here()), 0);
        QCOMPARE(contents("rest.kino"), contents("whole.kino"));
    }

    void thePairIsExplained() {
        const QByteArray help = runProgram({"train", "--help"}).out;
        for (const char* word : {"eam", "pair", "likelihood", "backward", "--noise"})
            QVERIFY2(help.contains(word), word);
    }

    void aFinishedTrainingIsTrainedFurther() {
        REQUIRE_EXIT(
            runProgram(QStringList{"train", "example:split", "--steps", "50", "-o", "f.kino"} + m_small, here()), 0);
        const auto more = runProgram({"train", "f.kino", "-o", "f.kino", "--steps", "30", "--json", "-"}, here());
        REQUIRE_EXIT(more, 0);
        QCOMPARE(more.json()["steps"].toInt(), 80);
        QCOMPARE(project("f.kino").run().checkpoint->firstStep, std::int64_t(50));
        // Another snapshot held out: other data, the same weights to begin with.
        const auto held = runProgram({"train", "f.kino", "-o", "g.kino", "--steps", "10", "--hold-out", "0.4"}, here());
        REQUIRE_EXIT(held, 0);
        QVERIFY(project("g.kino").dataset.snapshots[1].heldOut);
    }

    void divergenceIsToldAndTheLastGoodModelKept() {
        const auto result = runProgram({"train", "example:split", "-o", "d.kino", "--steps", "4000", "--learning-rate",
                                        "1e18", "--form", "action", "--hidden", "8", "--batch", "16"},
                                       here());
        REQUIRE_EXIT(result, 1);
        QVERIFY2(result.err.contains("diverged") && result.err.contains("d.kino"), result.all());
        QVERIFY(project("d.kino").run().checkpoint->parameters.isFinite().all());
    }

    void anUnwritablePlaceIsToldAtOnce() {
        write("file", "x");
        for (const char* place : {"nobody/here.kino", "file/inside.kino", "/proc/here.kino"}) {
            const auto result = runProgram({"train", "example:split", "-o", place}, here());
            REQUIRE_EXIT(result, 4);
            QVERIFY2(result.err.contains(place) && !result.err.contains("Training"), result.all());
        }
        const auto json = runProgram(
            QStringList{"train", "example:split", "--steps", "2", "-o", "j.kino", "--json", "/proc/j.json"} + m_small,
            here());
        REQUIRE_EXIT(json, 4);
    }

    void realCellsAreLearned() {
        REQUIRE_SHARED_DATA("larry_hematopoiesis/larry_2d.csv");
        const auto trained = runProgram({"train", tests::sharedData("larry_hematopoiesis/larry_2d.csv"), "-o", "l.kino",
                                         "--steps", "1500", "--hidden", "64,64", "--json", "l.json"},
                                        here());
        REQUIRE_EXIT(trained, 0);
        QVERIFY2(trained.err.contains("time: t") && trained.err.contains("coordinates: x, y"), trained.err);
        QVERIFY(QJsonDocument::fromJson(contents("l.json")).object()["snapshots"].toInt() == 3);
        const auto evaluated = runProgram({"evaluate", "l.kino", "--json", "-"}, here());
        REQUIRE_EXIT(evaluated, 0);
        QVERIFY2(evaluated.json()["mean_w1"].toDouble() < 0.4, evaluated.out);
    }
};

KINETOSCOPE_TEST(TrainTest)

#include "train_test.moc"
