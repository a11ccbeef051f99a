#include "tests/app/program.h"
#include "tests/support/test_registry.h"
#include "ui/document/project_file.h"

#include <QDir>
#include <QImage>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using tests::runProgram;

class RenderTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    tests::ProgramSetting here() const { return {m_folder.path(), {}}; }
    QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QImage picture(const QString& name) const { return QImage(m_folder.filePath(name)); }
    tests::ProgramResult render(const QStringList& more, const QString& project = "p.kino") const {
        return runProgram(QStringList{"render", project, "--size", "320x200"} + more, here());
    }
    /// Part of the pixels in which two pictures differ.
    static double difference(const QImage& a, const QImage& b) {
        if (a.size() != b.size() || a.isNull())
            return 1;
        int count = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x)
                count += a.pixel(x, y) != b.pixel(x, y);
        return double(count) / (a.width() * a.height());
    }

private slots:
    void initTestCase() {
        REQUIRE_EXIT(
            runProgram({"train", "example:split", "--steps", "300", "-o", "p.kino", "--hidden", "32,32"}, here()), 0);
        REQUIRE_EXIT(
            runProgram({"train", "example:bubble", "--steps", "100", "-o", "solid.kino", "--hidden", "16"}, here()), 0);
    }

    void aStillPicture() {
        const auto result = render({"-o", "still.png", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(picture("still.png").size(), QSize(320, 200));
        QCOMPARE(result.json()["time"].toDouble(), 0.5);
        REQUIRE_EXIT(render({"-o", "again.png"}), 0);
        QCOMPARE(contents("again.png"), contents("still.png"));
        REQUIRE_EXIT(render({"-o", "start.png", "--time", "0"}), 0);
        const double moved = difference(picture("start.png"), picture("still.png"));
        QVERIFY2(moved > 0.005 && moved < 0.8, qPrintable(QString::number(moved)));
    }

    void frames() {
        REQUIRE_EXIT(render({"-o", "f-%04d.png", "--fps", "10", "--seconds", "0.5", "--json", "r.json"}), 0);
        const QStringList files = QDir(m_folder.path()).entryList({"f-*.png"});
        QCOMPARE(files.size(), 5);
        QCOMPARE(QJsonDocument::fromJson(contents("r.json")).object()["frames"].toInt(), 5);
        QVERIFY(difference(picture(files[0]), picture(files[2])) > 0.005);
    }

    void films_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("mark");
        QTest::addColumn<int>("at");
        QTest::newRow("mp4") << "film.mp4" << QByteArray("ftyp") << 4;
        QTest::newRow("gif") << "film.gif" << QByteArray("GIF89a") << 0;
        QTest::newRow("webm") << "film.webm" << QByteArray::fromHex("1a45dfa3") << 0;
        QTest::newRow("apng") << "film.apng" << QByteArray("\x89PNG") << 0;
    }
    void films() {
        QFETCH(QString, file);
        QFETCH(QByteArray, mark);
        QFETCH(int, at);
        const auto result = render({"-o", file, "--fps", "10", "--seconds", "0.6", "--quiet"});
        REQUIRE_EXIT(result, 0);
        QVERIFY(result.err.isEmpty());
        QCOMPARE(contents(file).mid(at, mark.size()), mark);
        QVERIFY(contents(file).size() > 2000);
    }

    void momentsChosen() {
        const QStringList still = {"--fps", "10", "--seconds", "1", "--no-clock", "--layers", "snapshots,particles"};
        REQUIRE_EXIT(render(QStringList{"-o", "all-%04d.png", "--hold", "0"} + still), 0);
        REQUIRE_EXIT(render(QStringList{"-o", "back-%04d.png", "--hold", "0.3", "--from", "1", "--to", "0"} + still),
                     0);
        // Backwards the film begins where the other ends.
        QCOMPARE(picture("back-0001.png"), picture("all-0010.png"));
        QCOMPARE(picture("back-0010.png"), picture("all-0001.png"));
        QVERIFY(difference(picture("all-0001.png"), picture("all-0010.png")) > 0.005);
        QCOMPARE(picture("back-0010.png"), picture("back-0008.png"));
        QVERIFY(picture("all-0010.png") != picture("all-0009.png"));
        REQUIRE_EXIT(render({"-o", "clock.png"}), 0);
        REQUIRE_EXIT(render({"-o", "clockless.png", "--no-clock"}), 0);
        REQUIRE_EXIT(render({"-o", "titled.png", "--title"}), 0);
        QVERIFY(picture("clock.png") != picture("clockless.png") && picture("clock.png") != picture("titled.png"));
        REQUIRE_EXIT(render({"-o", "never.mp4", "--seconds", "1", "--hold", "2"}), 2);
    }

    void lowerQualityIsASmallerFilm() {
        const QStringList film = {"--fps", "10", "--seconds", "1"};
        REQUIRE_EXIT(render(QStringList{"-o", "fine.mp4"} + film), 0);
        REQUIRE_EXIT(render(QStringList{"-o", "coarse.mp4", "--quality", "low"} + film), 0);
        QVERIFY(contents("coarse.mp4").size() < 0.8 * contents("fine.mp4").size());
        REQUIRE_EXIT(render({"-o", "never.mp4", "--quality", "finest"}), 2);
    }

    void choices() {
        REQUIRE_EXIT(render({"-o", "dark.png"}), 0);
        REQUIRE_EXIT(render({"-o", "light.png", "--theme", "light"}), 0);
        QVERIFY(qGray(picture("light.png").pixel(3, 3)) > 200 && qGray(picture("dark.png").pixel(3, 3)) < 60);
        REQUIRE_EXIT(render({"-o", "bare.png", "--layers", "snapshots"}), 0);
        REQUIRE_EXIT(render({"-o", "arrows.png", "--layers", "velocity,axes"}), 0);
        QVERIFY(difference(picture("bare.png"), picture("dark.png")) > 0.01);
        QVERIFY(difference(picture("arrows.png"), picture("bare.png")) > 0.01);
        REQUIRE_EXIT(render({"-o", "close.png", "--camera", "3"}), 0);
        QVERIFY(difference(picture("close.png"), picture("dark.png")) > 0.05);
    }

    void cameras() {
        QList<QImage> pictures;
        for (const char* camera : {"fit", "front", "right", "top", "30,20", "30,20,2"}) {
            REQUIRE_EXIT(render({"-o", "c.png", "--camera", camera}, "solid.kino"), 0);
            for (const QImage& other : pictures)
                QVERIFY2(difference(picture("c.png"), other) > 0.02, camera);
            pictures.append(picture("c.png"));
        }
    }

    /// How these look: VectorFileTest.
    void shapesInPlaceOfPixels() {
        const auto result = render({"-o", "still.svg", "--json", "-"});
        REQUIRE_EXIT(result, 0);
        QCOMPARE(result.json()["time"].toDouble(), 0.5);
        const QByteArray svg = contents("still.svg");
        QVERIFY(svg.count("<circle") + svg.count("<ellipse") > 500);
        QVERIFY(svg.contains("Particles</text>") && svg.contains("polyline"));
        QVERIFY(!svg.contains("<image")); // no layer of it is made of pixels
        REQUIRE_EXIT(render({"-o", "still.pdf", "--time", "1"}), 0);
        const QByteArray pdf = contents("still.pdf");
        QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("/MediaBox [0 0 240.000000 150.000000]") && pdf.contains("/FontFile"));
        REQUIRE_EXIT(render({"-o", "field.svg", "--layers", "field,axes"}), 0);
        QVERIFY(contents("field.svg").contains("<image") && contents("field.svg").contains("</text>"));
    }

    void anOverlayIsDrawn() {
        QFile map(m_folder.filePath("coast.csv"));
        QVERIFY(map.open(QIODevice::WriteOnly));
        map.write("id,lon,lat\n0,-9,0.1\n0,0,0.1\n0,9,0.1\n");
        map.close();
        REQUIRE_EXIT(runProgram({"convert", "example:split", "-o", "split.csv"}, here()), 0);
        REQUIRE_EXIT(
            runProgram({"train", "split.csv", "coast.csv", "--steps", "10", "--hidden", "8", "-o", "map.kino"}, here()),
            0);
        QCOMPARE(ui::readProject(m_folder.filePath("map.kino")).overlays.size(), std::size_t(1));
        REQUIRE_EXIT(render({"-o", "map.png", "--layers", "overlay"}, "map.kino"), 0);
        REQUIRE_EXIT(render({"-o", "bare.png", "--layers", "snapshots"}, "map.kino"), 0);
        const QImage lines = picture("map.png");
        int bright = 0;
        for (int x = 0; x < lines.width(); ++x)
            for (int y = 0; y < lines.height(); ++y)
                bright += qGray(lines.pixel(x, y)) > 60;
        QVERIFY2(bright >= lines.width() && bright < 4 * lines.width(), qPrintable(QString::number(bright)));
        QVERIFY(difference(lines, picture("bare.png")) > 0.005);
    }

    void anUntrainedProject() {
        ui::Project project = ui::readProject(m_folder.filePath("p.kino"));
        project.run().checkpoint.reset();
        ui::writeProject(project, m_folder.filePath("untrained.kino"));
        const auto result = render({"-o", "untrained.png"}, "untrained.kino");
        REQUIRE_EXIT(result, 0);
        QVERIFY2(result.err.contains("only its snapshots"), result.err);
    }

    void interruptedLeavesNothing() {
        QProcess process;
        tests::start(process, {"render", "p.kino", "-o", "long.mp4", "--seconds", "600"}, here());
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForStarted());
        while (!process.readAllStandardError().contains("Drawing"))
            QVERIFY(process.waitForReadyRead(20'000));
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(QDir(m_folder.path()).entryList({"*long*"}, QDir::Files | QDir::Hidden), QStringList());
    }

    void withoutOpenGL_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("no EGL") << "__EGL_VENDOR_LIBRARY_DIRS"
                                << "/nowhere";
        // Since Mesa 24.2 all drivers are one library that no variable hides.
        const QString libraries = QStringLiteral("/usr/lib/%1-linux-gnu").arg(QSysInfo::currentCpuArchitecture());
        if (QDir(libraries).entryList({"libgallium*.so*"}).isEmpty())
            QTest::newRow("no driver") << "LIBGL_DRIVERS_PATH"
                                       << "/nowhere";
    }
    void withoutOpenGL() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const auto result = runProgram({"render", "p.kino", "-o", "never.mp4"}, {m_folder.path(), {{name, value}}});
        REQUIRE_EXIT(result, 5);
        QVERIFY2(result.err.contains("OpenGL") && result.err.contains("libgl1-mesa-dri"), result.err);
        QVERIFY(!QFile::exists(m_folder.filePath("never.mp4")));
        // Everything else works all the same.
        REQUIRE_EXIT(runProgram({"evaluate", "p.kino"}, {m_folder.path(), {{name, value}}}), 0);
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("ending") << QStringList{"-o", "x.avi"} << 2 << ".mp4";
        QTest::newRow("size") << QStringList{"-o", "x.png", "--size", "big"} << 2 << "--size big";
        QTest::newRow("rate") << QStringList{"-o", "x.mp4", "--fps", "1000"} << 2 << "240";
        QTest::newRow("no time") << QStringList{"-o", "x.mp4", "--seconds", "0"} << 2 << "--seconds 0";
        QTest::newRow("time of a film") << QStringList{"-o", "x.mp4", "--time", "1"} << 2 << "still";
        QTest::newRow("layer") << QStringList{"-o", "x.png", "--layers", "clouds"} << 2 << "snapshots, particles";
        QTest::newRow("theme") << QStringList{"-o", "x.png", "--theme", "pink"} << 2 << "light, dark or contrast";
        QTest::newRow("camera") << QStringList{"-o", "x.png", "--camera", "drone"} << 2 << "--camera drone";
        QTest::newRow("side of a map") << QStringList{"-o", "x.png", "--camera", "left"} << 2 << "two dimensions";
        QTest::newRow("unwritable") << QStringList{"-o", "/proc/x.mp4"} << 4 << "/proc/x.mp4";
    }
    void refusals() {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto result = runProgram(QStringList{"render", "p.kino"} + more, here());
        REQUIRE_EXIT(result, code);
        QVERIFY2(result.err.contains(says.toUtf8()), result.all());
        QVERIFY(!result.err.contains("Moving"));
    }
};

KINETOSCOPE_TEST(RenderTest)

#include "render_test.moc"
