#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using tests::runProgram;

class VerifyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }

private slots:
    void everyKeyIsThere() {
        const auto result = runProgram({"verify", "--only", "T1", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        const QJsonArray cases = result.json()["cases"].toArray();
        QCOMPARE(cases.size(), 1);
        const QJsonObject row = cases[0].toObject();
        for (const char* key :
             {"id", "what", "expected", "obtained", "relative_velocity_error", "growth_error", "seconds", "pass"})
            QVERIFY2(row.contains(key), key);
        QCOMPARE(row["id"].toString(), QString("T1"));
        QCOMPARE(row["expected"].toDouble(), 2.5); // ½‖(2, 1)‖²
        QVERIFY(std::abs(row["obtained"].toDouble() - 2.5) < 0.05);
        QVERIFY(row["pass"].toBool() && row["relative_velocity_error"].toDouble() <= 0.02);
        QVERIFY(row["growth_error"].isNull() && row["seconds"].toDouble() > 0);
    }

    void interrupted() {
        QProcess process;
        tests::start(process, {"verify"}, here());
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForStarted());
        while (!process.readAllStandardError().contains("Verifying"))
            QVERIFY(process.waitForReadyRead(60'000));
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 130);
    }
};

KINETOSCOPE_TEST(VerifyTest)

#include "verify_test.moc"
