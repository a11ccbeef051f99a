#include "app/command_line.h"

#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

class CommandLineTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static void addRowPerCommand() {
        QTest::addColumn<QString>("name");
        for (const app::Command& command : app::commands())
            QTest::newRow(command.name.c_str()) << QString::fromStdString(command.name);
    }

private slots:
    void theProgramIntroducesItself() {
        const auto help = runProgram({"--help"});
        REQUIRE_EXIT(help, 0);
        for (const app::Command& command : app::commands())
            QVERIFY2(help.out.contains(command.name.c_str()), command.name.c_str());
        QVERIFY(help.err.isEmpty());
        QVERIFY(runProgram({"--version"}).out.startsWith("Kinetoscope "));
    }

    void everyCommandHelps_data() { addRowPerCommand(); }
    void everyCommandHelps() {
        QFETCH(QString, name);
        const auto help = runProgram({name, "--help"});
        REQUIRE_EXIT(help, 0);
        for (const char* part : {"--json FILE|-", "--seed N", "--threads N", "--quiet", "Example\n  "})
            QVERIFY2(help.out.contains(part), part);
        QCOMPARE(runProgram({"help", name}).out, help.out);
    }

    void everyExampleWorks_data() { addRowPerCommand(); }
    void everyExampleWorks() {
        QFETCH(QString, name);
        const QByteArray help = runProgram({name, "--help"}).out;
        const QString example = QString::fromUtf8(help.mid(help.indexOf("Example\n  ") + 10)).trimmed();
        QVERIFY(example.startsWith("kinetoscope "));
        // As typed in a shell, in an empty folder, with the program on the path.
        QTemporaryDir folder;
        QVERIFY(QFile::link(KINETOSCOPE_PROGRAM, folder.filePath("kinetoscope")));
        QVERIFY(QDir(folder.path()).mkdir("work"));
        QProcess shell;
        QProcessEnvironment environment = tests::withoutDisplay();
        environment.insert("PATH", folder.path() + ":" + environment.value("PATH"));
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(folder.filePath("work"));
        shell.start("sh", {"-c", example});
        QVERIFY(shell.waitForFinished(120'000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
    }

    void wrongArguments_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& words, const char* says) {
            QTest::newRow(name) << words << QString(says);
        };
        row("mistyped command", {"trian", "example:split"}, "Did you mean train?");
        row("unknown command", {"dance"}, "kinetoscope --help lists the commands");
        row("unknown option", {"train", "example:split", "-o", "x.kino", "--stpes", "3"}, "Did you mean --steps?");
        row("option first", {"--steps", "3"}, "--steps");
        row("no operand", {"train", "-o", "x.kino"}, "Something is missing");
        row("two operands", {"evaluate", "a", "b"}, "One too many");
        row("no output", {"train", "example:split"}, "--output is missing");
        row("unknown example", {"train", "example:splat", "-o", "x.kino"}, "split");
        row("bad number", {"train", "example:split", "-o", "x.kino", "--steps", "many"}, "--steps many");
        row("no threads", {"train", "example:split", "-o", "x.kino", "--threads", "0"}, "--threads 0");
        row("bad seed", {"train", "example:split", "-o", "x.kino", "--seed", "-1"}, "--seed -1");
        row("unknown method", {"train", "example:split", "-o", "x.kino", "--method", "magic"}, "am, eam, uam");
        row("sigma", {"train", "example:split", "-o", "x.kino", "--sigma", "1"}, "eam");
        row("no noise", {"train", "example:split", "-o", "x.kino", "--method", "eam", "--sigma", "0"}, "noise");
        row("lambda", {"train", "example:split", "-o", "x.kino", "--lambda", "1"}, "uam");
        row("cost", {"train", "example:split", "-o", "x.kino", "--cost", "cosh"}, "cam");
        row("laplacian", {"train", "example:split", "-o", "x.kino", "--laplacian", "exact"}, "eam");
        row("mass", {"train", "example:split", "-o", "x.kino", "--mass", "stones"}, "normalized");
        row("refine", {"train", "example:split", "-o", "x.kino", "--refine", "-1"}, "--refine -1");
        row("unknown path", {"train", "example:split", "-o", "x.kino", "--path", "road"}, "independent");
        row("relu", {"train", "example:split", "-o", "x.kino", "--activation", "relu"}, "silu");
        row("no layer", {"train", "example:split", "-o", "x.kino", "--hidden", "0"}, "--hidden 0");
        row("hold out nothing", {"train", "example:split", "-o", "x.kino", "--hold-out", "0.7"}, "0, 0.4 and 1");
        row("from where", {"evaluate", "x.kino", "--from", "last"}, "first or previous");
        row("variant", {"benchmark", "--variants", "eam-fast"}, "eam-exact");
        row("unknown case", {"verify", "--only", "T1,T11"}, "T9-root");
    }
    void wrongArguments() {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const auto result = runProgram(words, {m_folder.path(), {}});
        REQUIRE_EXIT(result, 2);
        QVERIFY2(result.err.contains(says.toUtf8()), result.all());
        QVERIFY(result.out.isEmpty());
        QVERIFY(result.err.startsWith("kinetoscope: "));
        QVERIFY(QDir(m_folder.path()).isEmpty());
    }
};

KINETOSCOPE_TEST(CommandLineTest)

#include "command_line_test.moc"
