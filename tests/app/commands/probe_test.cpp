#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using tests::runProgram;

class ProbeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    QList<QList<double>> rowsOf(const QString& name, QByteArray& header) const {
        QFile file(m_folder.filePath(name));
        QList<QList<double>> rows;
        if (!file.open(QIODevice::ReadOnly))
            return rows;
        header = file.readLine().trimmed();
        while (!file.atEnd()) {
            QList<double> row;
            for (const QByteArray& field : file.readLine().trimmed().split(','))
                row.append(field.toDouble());
            rows.append(row);
        }
        return rows;
    }

private slots:
    void initTestCase() {
        REQUIRE_EXIT(
            runProgram({"train", "example:two-clouds", "--steps", "400", "-o", "p.kino", "--hidden", "32,32"}, here()),
            0);
        REQUIRE_EXIT(
            runProgram({"train", "example:bubble", "--steps", "20", "-o", "solid.kino", "--hidden", "8"}, here()), 0);
    }

    void pointsComeFromAnyKindOfFile() {
        write("any.csv", "t,x,y\n0.4,0.1,0.2\n0.6,0.3,0.1\n");
        REQUIRE_EXIT(runProgram({"convert", "any.csv", "-o", "any.npz"}, here()), 0);
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "any.csv", "-o", "table.csv"}, here()), 0);
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "any.npz", "-o", "array.csv"}, here()), 0);
        QByteArray header;
        const auto table = rowsOf("table.csv", header), array = rowsOf("array.csv", header);
        QCOMPARE(table.size(), 2);
        QCOMPARE(table, array);
    }

    void valuesAtPoints() {
        // Neighbouring points, so that the slopes can be checked against differences of s itself.
        const double h = 1e-3;
        write("at.csv", "y,t,x,remark\n0.2,0.4,0.1,a\n0.2,0.4,0.101,b\n0.201,0.4,0.1,c\n0.2,0.401,0.1,d\n");
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "at.csv", "-o", "field.csv"}, here()), 0);
        QByteArray header;
        const auto rows = rowsOf("field.csv", header);
        QCOMPARE(header, QByteArray("t,x,y,s,ds_dt,v_x,v_y,laplacian,growth,remark"));
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[1].mid(0, 3), (QList<double>{0.4, 0.101, 0.2}));
        enum { S = 3, Rate, Vx, Vy, Laplacian, Growth };
        const auto close = [](double a, double b) { return std::abs(a - b) < 0.02 * (1 + std::abs(b)); };
        QVERIFY(close((rows[1][S] - rows[0][S]) / h, rows[0][Vx]));
        QVERIFY(close((rows[2][S] - rows[0][S]) / h, rows[0][Vy]));
        QVERIFY(close((rows[3][S] - rows[0][S]) / h, rows[0][Rate]));
        QCOMPARE(rows[0][Growth], 0.0);
    }

    void otherColumnsGoAlong() {
        write("more.csv", "id,t,x,y,weight,growth,cell type\n7,0.5,0.1,0.2,3,9,\"a, b\"\n8,0.5,0.1,0.2,,,\n");
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "more.csv", "-o", "with.csv", "--coordinates", "x,y"}, here()), 0);
        QFile file(m_folder.filePath("with.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine().trimmed(),
                 QByteArray("t,x,y,s,ds_dt,v_x,v_y,laplacian,growth,id,weight,growth_2,cell type"));
        const QByteArray first = file.readLine().trimmed(), second = file.readLine().trimmed();
        QVERIFY2(first.endsWith("0,7,3,9,\"a, b\"") && second.endsWith("0,8,,,"), first + "\n" + second);
    }

    void growth() {
        REQUIRE_EXIT(runProgram({"train", "example:two-clouds", "--method", "uam", "--lambda", "0.7", "--steps", "50",
                                 "-o", "u.kino", "--hidden", "8", "--path", "ot"},
                                here()),
                     0);
        write("at.csv", "t,x,y\n0.4,0.1,0.2\n0.6,-1,0\n");
        REQUIRE_EXIT(runProgram({"probe", "u.kino", "at.csv", "-o", "growth.csv"}, here()), 0);
        QByteArray header;
        for (const auto& row : rowsOf("growth.csv", header)) // g = λs
            QVERIFY(row[3] != 0 && std::abs(row[8] - 0.7 * row[3]) < 1e-5 * std::abs(row[3]));
    }

    void inSpace() {
        write("at3.csv", "t,x,y,z\n0.5,0.1,0.2,0.3\n");
        REQUIRE_EXIT(runProgram({"probe", "solid.kino", "at3.csv", "-o", "field3.csv"}, here()), 0);
        QByteArray header;
        QCOMPARE(rowsOf("field3.csv", header).size(), 1);
        QCOMPARE(header, QByteArray("t,x,y,z,s,ds_dt,v_x,v_y,v_z,laplacian,growth"));
    }

    void manyTimesAtOnce() {
        QByteArray table = "t,x,y\n";
        for (int i = 0; i < 3000; ++i)
            table += QByteArray::number(i / 3000.0, 'g', 12) + ",0,0\n";
        write("many.csv", table);
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "many.csv", "-o", "many-out.csv"}, here()), 0);
        QByteArray header;
        QCOMPARE(rowsOf("many-out.csv", header).size(), 3000);
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("says");
        QTest::newRow("no times") << QByteArray("x,y\n0,0.5\n1,2\n") << "time";
        QTest::newRow("another dimension") << QByteArray("t,a,b,c\n0,1,2,3\n") << "coordinates";
        QTest::newRow("text") << QByteArray("t,x,y\n0,1,here\n0,1,2\n") << "here";
        QTest::newRow("empty") << QByteArray() << "empty";
    }
    void refusals() {
        QFETCH(QByteArray, table);
        QFETCH(QString, says);
        write("bad.csv", table);
        const auto result = runProgram({"probe", "p.kino", "bad.csv", "-o", "never.csv"}, here());
        REQUIRE_EXIT(result, 3);
        QVERIFY2(result.err.contains("bad.csv") && result.err.contains(says.toUtf8()), result.err);
        QVERIFY(!QFile::exists(m_folder.filePath("never.csv")));
    }

    void unwritable() {
        write("at.csv", "t,x,y\n0,0,0\n");
        REQUIRE_EXIT(runProgram({"probe", "p.kino", "at.csv", "-o", "/proc/f.csv"}, here()), 4);
    }
};

KINETOSCOPE_TEST(ProbeTest)

#include "probe_test.moc"
