#include "engine/io/npy.h"
#include "engine/io/reader_registry.h"
#include "engine/io/zip_archive.h"
#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using tests::runProgram;

class ConvertTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramResult convert(const QStringList& words) const {
        return runProgram(QStringList{"convert"} + words, {m_folder.path(), {}});
    }
    QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString& name, const QByteArray& text) const {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    engine::Dataset read(const QString& name) const {
        return engine::readData(m_folder.filePath(name).toStdString()).dataset;
    }

private slots:
    void roundTheFormats() {
        const QByteArray table = "day,x,y,weight,cell type,score\n0,1,2,0.5,stem,1\n0,3,4,2,,\n"
                                 "2.5,5,6,1,\"late, or not\",-3\n2.5,1,0,1,stem,7\n";
        write("a.csv", table);
        QString from = "a.csv";
        for (const char* to : {"b.npz", "c.vtp", "d.tsv", "e.pvd", "f.csv"}) {
            const auto result = convert({from, "-o", to});
            REQUIRE_EXIT(result, 0);
            QVERIFY2(result.out.contains("Wrote 4 points at 0 and 2.5"), result.all());
            from = to;
        }
        QByteArray expected = table;
        expected.replace("day,", "days,"); // the unit
        QCOMPARE(contents("f.csv"), expected);
        QVERIFY(contents("d.tsv").startsWith("days\tx\ty\tweight\tcell type\tscore\n"));
        QCOMPARE(QDir(m_folder.filePath("e")).entryList(QDir::Files).size(), 2);
    }

    void meshesByTheirInside() {
        const QByteArray tetrahedron = "v 0 0 0\nv 3 0 0\nv 0 3 0\nv 0 0 3\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";
        write("body.obj", tetrahedron);
        REQUIRE_EXIT(convert({"body.obj", "-o", "body.npz", "--points", "300", "--inside"}), 0);
        const engine::Points points = read("body.npz").snapshots[0].points.points();
        QCOMPARE(points.cols(), 300);
        QVERIFY(points.minCoeff() > 1e-9 && (points.colwise().sum().array() < 3 - 1e-9).all());
        write("open.obj", tetrahedron.chopped(8));
        const auto refused = convert({"open.obj", "-o", "open.npz", "--inside"});
        REQUIRE_EXIT(refused, 3);
        QVERIFY2(refused.all().contains("open.obj: The mesh is not closed: 3 of its edges"), refused.all());
        QVERIFY(!QFile::exists(m_folder.filePath("open.npz")));
    }

    void projectsAndExamples() {
        REQUIRE_EXIT(convert({"example:split", "-o", "split.csv", "--seed", "3"}), 0);
        REQUIRE_EXIT(runProgram({"train", "split.csv", "--steps", "1", "--hidden", "4", "--hold-out", "0.4", "-o",
                                 "split.kino", "-q"},
                                {m_folder.path(), {}}),
                     0);
        const auto result = convert({"split.kino", "-o", "again.csv", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.err.contains("held out"), result.all()); // what does not go along is said
        QCOMPARE(contents("again.csv"), contents("split.csv"));
        QCOMPARE(result.json()["dimension"].toInt(), 2);
        QCOMPARE(result.json()["snapshots"].toArray().size(), qsizetype(read("split.csv").snapshots.size()));
    }

    void picturesAndMeshes() {
        QImage image(60, 30, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter(&image).fillRect(0, 10, 30, 10, Qt::black);
        QVERIFY(image.save(m_folder.filePath("one.png")));
        write("two.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\">"
                         "<text x=\"5\" y=\"25\" font-size=\"24\">Hi</text></svg>");
        const auto result = convert({"one.png", "two.svg", "-o", "both.csv", "--points", "50", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["points"].toInt(), 100);
        const engine::Dataset both = read("both.csv");
        QCOMPARE(both.snapshots.size(), std::size_t(2));
        QCOMPARE(both.lastTime(), 1.0);
        QCOMPARE(both.snapshots[1].name, std::string("two"));
        const QByteArray first = contents("both.csv");
        REQUIRE_EXIT(convert({"one.png", "two.svg", "-o", "both.csv", "--points", "50"}), 0);
        QCOMPARE(contents("both.csv"), first);
        REQUIRE_EXIT(convert({"one.png", "two.svg", "-o", "both.csv", "--points", "50", "--seed", "1"}), 0);
        QVERIFY(contents("both.csv") != first);
        write("m.obj", "v 0 0 0\nv 1 0 0\nv 0 1 1\nf 1 2 3\n");
        const auto mesh = convert({"m.obj", "-o", "m.npz"});
        REQUIRE_EXIT(mesh, 0);
        QVERIFY2(mesh.err.contains("2000 points spread over a surface of 1 triangle"), mesh.all());
        QCOMPARE(engine::parseNpy(engine::ZipReader(m_folder.filePath("m.npz").toStdString()).read("x.npy"), "x").shape,
                 (std::vector<engine::Index>{2000, 3}));
    }

    void severalFilesBecomeOne() {
        write("p.csv", "t,x,y,label\n0,1,2,new\n");
        write("q.csv", "t,x,y,label\n-1,3,4,old\n");
        REQUIRE_EXIT(convert({"p.csv", "q.csv", "-o", "pq.csv"}), 0);
        QCOMPARE(contents("pq.csv"), QByteArray("t,x,y,label\n-1,3,4,old\n0,1,2,new\n"));
        write("r.csv", "x,y,z\n1,2,3\n");
        const auto unlike = convert({"p.csv", "r.csv", "-o", "no.csv"});
        REQUIRE_EXIT(unlike, 3);
        QVERIFY2(unlike.err.contains("p.csv") && unlike.err.contains("r.csv"), unlike.all());
        QVERIFY(!QFile::exists(m_folder.filePath("no.csv")));
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        write("good.csv", "t,x,y\n0,1,2\n1,3,4\n");
        write("cut.vtp", "<VTKFile type=\"PolyData\"><PolyData><Pi");
        write("cut.png", "\x89PNG\r\n\x1a\n....");
        write("cut.svg", "<svg><g");
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter(&image).fillRect(0, 10, 300, 210, Qt::darkGreen);
        for (const char* name : {"half.png", "half.jpg"}) {
            QVERIFY(image.save(m_folder.filePath(name)));
            const QByteArray whole = contents(name);
            write(name, whole.left(whole.size() / 2));
        }
        QTest::newRow("ending") << QStringList{"good.csv", "-o", "x.xlsx"} << 2 << ".csv, .tsv, .npz, .vtp, .pvd";
        QTest::newRow("no output") << QStringList{"good.csv"} << 2 << "--output is missing";
        QTest::newRow("no input") << QStringList{"-o", "x.csv"} << 2 << "Something is missing";
        QTest::newRow("points") << QStringList{"good.csv", "-o", "x.csv", "--points", "0"} << 2 << "--points 0";
        QTest::newRow("column") << QStringList{"good.csv", "-o", "x.csv", "--time", "q"} << 2 << "no column \"q\"";
        QTest::newRow("missing") << QStringList{"none.vtp", "-o", "x.csv"} << 3 << "There is no file";
        QTest::newRow("cut vtp") << QStringList{"cut.vtp", "-o", "x.csv"} << 3
                                 << "cut.vtp, line 1: the file breaks off";
        QTest::newRow("cut png") << QStringList{"cut.png", "-o", "x.csv"} << 3 << "cut.png breaks off";
        QTest::newRow("half a png") << QStringList{"half.png", "-o", "x.csv"} << 3 << "half.png breaks off";
        QTest::newRow("half a jpeg") << QStringList{"half.jpg", "-o", "x.csv"} << 3 << "half.jpg breaks off";
        QTest::newRow("cut svg") << QStringList{"cut.svg", "-o", "x.csv"} << 3 << "cut.svg is no SVG picture";
        QTest::newRow("unwritable") << QStringList{"good.csv", "-o", "/proc/x.csv"} << 4 << "/proc/x.csv";
        QTest::newRow("unwritable series") << QStringList{"good.csv", "-o", "/proc/x.pvd"} << 4 << "/proc/x";
    }
    void refusals() {
        QFETCH(QStringList, words);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto result = convert(words);
        REQUIRE_EXIT(result, code);
        QVERIFY2(result.err.contains(says.toUtf8()), result.all());
        QVERIFY2(result.err.count('\n') <= 3, result.all()); // nothing but our own words
        QVERIFY(!QFile::exists(m_folder.filePath("x.csv")));
    }
};

KINETOSCOPE_TEST(ConvertTest)

#include "convert_test.moc"
