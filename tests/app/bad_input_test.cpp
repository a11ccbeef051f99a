#include "tests/app/program.h"
#include "tests/support/test_registry.h"
#include "ui/document/project_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

/// What people really hand to a program: each is told what is wrong, where, and what to do, and nothing is harmed.
class BadInputTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

private slots:
    void initTestCase() {
        REQUIRE_EXIT(runProgram({"train", "example:split", "--steps", "3", "--hidden", "8", "-o", "good.kino"}, here()),
                     0);
        ui::Project project = ui::readProject(m_folder.filePath("good.kino"));
        ui::Project equalTimes = project;
        equalTimes.dataset.snapshots[1].time = equalTimes.dataset.snapshots[0].time;
        ui::writeProject(equalTimes, m_folder.filePath("equal-times.kino"));
        ui::Project heldOut = project;
        for (auto& snapshot : heldOut.dataset.snapshots)
            snapshot.heldOut = true;
        ui::writeProject(heldOut, m_folder.filePath("held-out.kino"));
        ui::writeProject(ui::Project(), m_folder.filePath("empty.kino"));
        QFile good(m_folder.filePath("good.kino"));
        QVERIFY(good.open(QIODevice::ReadOnly));
        write("truncated.kino", good.readAll().left(2000));
        write("text.kino", "t,x,y\n0,1,2\n");
    }

    void unusableFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("says");
        const auto row = [](const char* name, const char* file, const QByteArray& bytes, const QStringList& says) {
            QTest::newRow(name) << QString(file) << bytes << says;
        };
        row("absent", "absent.csv", {}, {"absent.csv"});
        row("a folder", ".", {}, {"."});
        row("empty file", "empty.csv", "", {"empty.csv", "empty"});
        row("header only", "header.csv", "t,x,y\n", {"header.csv"});
        row("one snapshot", "one.csv", "t,x,y\n3,0,1\n3,1,1\n3,2,1\n", {"only one snapshot", "two snapshots"});
        row("no time column", "timeless.csv", "x,y\n0.5,1.5\n1.5,1.5\n2.5,1\n", {"snapshot"});
        row("text in a number", "text.csv", "t,x,y\n0,0,1\n1,2,1\n1,2,oops\n", {"text.csv", "4", "y", "oops"});
        row("infinite", "inf.csv", "t,x,y\n0,0,1\n1,1e999,1\n1,2,1\n", {"inf.csv", "3", "x"});
        row("lines on a map", "map.csv", "id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n", {"map.csv", "no population"});
        row("nothing but holes", "holes.csv", "t,x,y\n0,NA,1\n0,2,NA\n1,,1\n1,2,-\n", {"holes.csv", "x, y"});
        row("ragged rows", "ragged.csv", "t,x,y\n0,0,1\n1,2\n1,2,1\n", {"ragged.csv", "3"});
        row("binary file", "binary.csv", QByteArray::fromHex("7f454c460201010000000000000000000200003e00010000"),
            {"binary.csv"});
        row("a picture", "picture.csv", QByteArray::fromHex("89504e470d0a1a0a0000000d4948445200000001"),
            {"picture.csv"});
        row("truncated project", "truncated.kino", {}, {"truncated.kino", "not a whole", "another copy"});
        row("text as a project", "text.kino", {}, {"text.kino"});
        row("two equal times", "equal-times.kino", {}, {"same time"});
        row("everything held out", "held-out.kino", {}, {"held out"});
        row("nothing in it", "empty.kino", {}, {"no snapshots"});
    }
    void unusableFiles() {
        QFETCH(QString, file);
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, says);
        if (!bytes.isNull() || file == "empty.csv")
            write(file, bytes);
        const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
        const auto result = runProgram({"train", file, "-o", "never.kino", "--steps", "5", "--quiet"}, here());
        REQUIRE_EXIT(result, 3);
        for (const QString& word : says)
            QVERIFY2(result.err.contains(word.toUtf8()), result.all());
        QVERIFY(result.out.isEmpty());
        // What happened, and in a second sentence what to do.
        QVERIFY2(result.err.count('\n') >= 2 || result.err.count('.') >= 2, result.all());
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before);
    }

    // Cells that say there is no value are no mistake: their rows are left out, and that is said.
    void holesAreLeftOut_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NaN") << QByteArray("t,x,y\n0,0,1\n0,nan,1\n1,2,1\n1,2,1\n");
        QTest::newRow("empty") << QByteArray("t,x,y\n0,0,1\n1,,1\n1,2,1\n");
    }
    void holesAreLeftOut() {
        QFETCH(QByteArray, bytes);
        write("holes.csv", bytes);
        const auto result =
            runProgram({"train", "holes.csv", "-o", "holes.kino", "--steps", "2", "--hidden", "8"}, here());
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.err.contains("holes.csv: time: t · coordinates: x, y · 1 row without a value in x left out"),
                 result.all());
    }

    void severalFilesMustAgree() {
        write("a_day1.csv", "x,y\n1.5,2\n");
        write("a_day2.csv", "x,z\n1.5,2\n");
        const auto result = runProgram({"train", "a_day1.csv", "a_day2.csv", "-o", "never.kino"}, here());
        REQUIRE_EXIT(result, 3);
        QVERIFY2(result.err.contains("a_day2.csv has no coordinate y, which a_day1.csv has"), result.all());
        REQUIRE_EXIT(runProgram({"train", "a_day1.csv", "example:split", "-o", "never.kino"}, here()), 2);
        REQUIRE_EXIT(runProgram({"info", "a_day1.csv", "good.kino"}, here()), 2);
    }

    void aFailureKeepsWhatWasThere() {
        write("kept.kino", "precious");
        REQUIRE_EXIT(runProgram({"train", "truncated.kino", "-o", "kept.kino"}, here()), 3);
        REQUIRE_EXIT(runProgram({"train", "example:split", "-o", "kept.kino", "--sigma", "1"}, here()), 2);
        QFile kept(m_folder.filePath("kept.kino"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("precious"));
    }

    void standardOutputThatIsFull() {
        QProcess shell;
        shell.setWorkingDirectory(m_folder.path());
        shell.start("sh", {"-c", "\"$0\" info good.kino --json - > /dev/full", KINETOSCOPE_PROGRAM});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 4);
    }
};

KINETOSCOPE_TEST(BadInputTest)

#include "bad_input_test.moc"
