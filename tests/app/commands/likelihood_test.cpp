#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using tests::runProgram;

class LikelihoodTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    static constexpr int kSide = 41;
    static constexpr double kLower = -4, kSpacing = 0.2;
    /// A grid of points over everything, at one time.
    void writeGrid(const QString& name, double time) const {
        QByteArray table = "t,x,y\n";
        for (int i = 0; i < kSide * kSide; ++i)
            table += QByteArray::number(time) + "," + QByteArray::number(kLower + kSpacing * (i % kSide)) + "," +
                     QByteArray::number(kLower + kSpacing * (i / kSide)) + "\n";
        write(name, table);
    }
    /// The integral of the density over the grid.
    double total(const QString& name) const {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly) || file.readLine() != "t,x,y,log_likelihood\n")
            return std::nan("");
        double sum = 0;
        while (!file.atEnd())
            sum += std::exp(file.readLine().trimmed().split(',').last().toDouble()) * kSpacing * kSpacing;
        return sum;
    }

private slots:
    void initTestCase() {
        REQUIRE_EXIT(
            runProgram({"train", "example:two-clouds", "--steps", "500", "-o", "p.kino", "--hidden", "24,24"}, here()),
            0);
    }

    void densitiesSumToOne_data() {
        QTest::addColumn<QString>("initial");
        QTest::newRow("gaussian") << "gaussian";
        QTest::newRow("kde") << "kde";
    }
    void densitiesSumToOne() {
        QFETCH(QString, initial);
        for (const double time : {0.0, 1.0}) {
            writeGrid("grid.csv", time);
            const auto result = runProgram(
                {"likelihood", "p.kino", "grid.csv", "-o", "q.csv", "--initial", initial, "--json", "-"}, here());
            REQUIRE_EXIT(result, 0);
            QCOMPARE(result.json()["method"].toString(), QString("exact divergence"));
            QCOMPARE(result.json()["points"].toInt(), kSide * kSide);
            QVERIFY2(std::abs(total("q.csv") - 1) < 0.06, qPrintable(QString::number(total("q.csv"))));
        }
    }

    void pointsOfAnyTimeAndOrder() {
        write("at.csv", "y,remark,t,x\n0.1,a,0.7,0.2\n0,b,0,-1\n0.3,c,0.25,-0.5\n");
        REQUIRE_EXIT(runProgram({"likelihood", "p.kino", "at.csv", "-o", "q.csv"}, here()), 0);
        QFile file(m_folder.filePath("q.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine(), QByteArray("t,x,y,log_likelihood,remark\n"));
        const QByteArray first = file.readLine();
        QVERIFY(first.startsWith("0.7,0.2,0.1,") && first.endsWith(",a\n"));
        QVERIFY(file.readAll().count('\n') == 2);
    }

    void growthChangesTheMassOnly() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "uam", "--steps", "500", "-o", "u.kino",
                                 "--hidden", "24,24", "--path", "ot"},
                                here()),
                     0);
        writeGrid("grid.csv", 1);
        REQUIRE_EXIT(runProgram({"likelihood", "u.kino", "grid.csv", "-o", "q.csv"}, here()), 0);
        // The snapshots are normalised, so the mass stays 1 as far as the training went.
        QVERIFY2(std::abs(total("q.csv") - 1) < 0.15, qPrintable(QString::number(total("q.csv"))));
    }

    void noiseTakesThePair() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "eam", "--sigma", "0.6", "--steps", "500",
                                 "-o", "e.kino", "--hidden", "24,24"},
                                here()),
                     0);
        writeGrid("grid.csv", 0.5);
        const auto result = runProgram({"likelihood", "e.kino", "grid.csv", "-o", "q.csv", "--json", "-"}, here());
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["method"].toString(), QString("pair"));
        QVERIFY(result.json()["initial"].isNull());
        QVERIFY2(std::abs(total("q.csv") - 1) < 0.2, qPrintable(QString::number(total("q.csv"))));
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        write("at.csv", "t,x,y\n0.5,0,0\n");
        write("timeless.csv", "x,y\n0,0.5\n1,2\n");
        QTest::newRow("density") << QStringList{"at.csv", "-o", "x.csv", "--initial", "box"} << 2 << "gaussian or kde";
        QTest::newRow("no times") << QStringList{"timeless.csv", "-o", "x.csv"} << 3 << "time";
        QTest::newRow("unwritable") << QStringList{"at.csv", "-o", "/proc/x.csv"} << 4 << "/proc/x.csv";
        QTest::newRow("no points") << QStringList{"nothing.csv", "-o", "x.csv"} << 3 << "nothing.csv";
    }
    void refusals() {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto result = runProgram(QStringList{"likelihood", "p.kino"} + more, here());
        REQUIRE_EXIT(result, code);
        QVERIFY2(result.err.contains(says.toUtf8()), result.all());
        QVERIFY(!QFile::exists(m_folder.filePath("x.csv")));
    }

    void noiseAndGrowthTogetherGiveNone() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "euam", "--steps", "5", "-o", "eu.kino",
                                 "--hidden", "8"},
                                here()),
                     0);
        write("at.csv", "t,x,y\n0.5,0,0\n");
        const auto result = runProgram({"likelihood", "eu.kino", "at.csv", "-o", "x.csv"}, here());
        REQUIRE_EXIT(result, 2);
        QVERIFY2(result.err.contains("no density") && result.err.contains("pair"), result.err);
    }
};

KINETOSCOPE_TEST(LikelihoodTest)

#include "likelihood_test.moc"
