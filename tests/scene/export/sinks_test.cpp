#include "tests/support/expect_error.h"
#include "tests/support/film_reader.h"
#include "tests/support/picture_comparison.h"
#include "tests/support/test_registry.h"
#include "ui/export/gif_sink.h"
#include "ui/export/png_sinks.h"
#include "ui/export/sink_for.h"
#include "ui/export/video_sink.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int kWidth = 96, kHeight = 64, kFrames = 12;

/// A bright square that wanders over the dark stage.
ui::Image frame(int number, int width = kWidth, int height = kHeight) {
    ui::Image image{width, height, {}};
    image.rgba.resize(std::size_t(width) * std::size_t(height) * 4);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool inside = x >= 6 * number && x < 6 * number + 16 && y >= 20 && y < 36;
            std::uint8_t* p = image.rgba.data() + (std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4;
            p[0] = inside ? 0xf5 : 0x0c, p[1] = inside ? 0xa8 : 0x0e, p[2] = inside ? 0x3c : 0x11, p[3] = 0xff;
        }
    return image;
}

int worst(QRgb a, QRgb b) {
    return std::max({qAbs(qRed(a) - qRed(b)), qAbs(qGreen(a) - qGreen(b)), qAbs(qBlue(a) - qBlue(b))});
}

} // namespace

class SinksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    std::string path(const char* name) { return m_folder->filePath(name).toStdString(); }
    QStringList files() { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void filmsHaveAllFramesAndTheirColours_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("tolerance"); // of even areas
        QTest::newRow("mp4") << "film.mp4" << 6;
        QTest::newRow("mkv") << "film.mkv" << 6;
        QTest::newRow("webm") << "film.webm" << 14;
        QTest::newRow("gif") << "film.gif" << 0;
        QTest::newRow("apng") << "film.apng" << 0;
    }
    void filmsHaveAllFramesAndTheirColours() {
        QFETCH(QString, name);
        QFETCH(int, tolerance);
        const auto sink = ui::sinkFor(path(qPrintable(name)), kWidth, kHeight, 25);
        for (int k = 0; k < kFrames; ++k)
            sink->add(frame(k));
        QVERIFY(!QFile::exists(m_folder->filePath(name))); // nothing half done under the name
        sink->finish();
        QCOMPARE(files(), QStringList{name});
        const tests::Film film = tests::readFilm(m_folder->filePath(name));
        QVERIFY2(film.problem.isEmpty(), qPrintable(film.problem));
        QCOMPARE(int(film.frames.size()), kFrames);
        for (int k = 0; k < kFrames; ++k) {
            const QImage& picture = film.frames[std::size_t(k)];
            QCOMPARE(picture.size(), QSize(kWidth, kHeight));
            QVERIFY(worst(picture.pixel(6 * k + 8, 28), qRgb(0xf5, 0xa8, 0x3c)) <= tolerance);
            QVERIFY(worst(picture.pixel(kWidth - 2, 4), qRgb(0x0c, 0x0e, 0x11)) <= std::min(tolerance, 2));
        }
        QVERIFY(film.frames.front() != film.frames.back());
    }

    void mp4IsH264() {
        ui::VideoSink sink(path("film.mp4"), kWidth, kHeight, 30);
        sink.add(frame(0));
        sink.finish();
        QCOMPARE(QString::fromStdString(sink.encoderName()), "libx264");
        QCOMPARE(tests::readFilm(m_folder->filePath("film.mp4")).codec, "h264");
    }

    void oddSizesLoseARowAtMost() {
        ui::VideoSink sink(path("odd.mp4"), 97, 65, 30);
        sink.add(frame(0, 97, 65));
        sink.finish();
        QCOMPARE(tests::readFilm(m_folder->filePath("odd.mp4")).frames.front().size(), QSize(96, 64));
    }

    void gifKnowsColoursOfLaterFrames() {
        ui::GifSink sink(path("film.gif"), kWidth, kHeight, 25);
        ui::Image dark = frame(-100);
        sink.add(dark);
        sink.add(frame(3)); // the bright square comes only now
        sink.finish();
        const tests::Film film = tests::readFilm(m_folder->filePath("film.gif"));
        QCOMPARE(film.frames.back().pixel(26, 28), qRgb(0xf5, 0xa8, 0x3c));
    }

    void aPaletteTakesAtMost256Colours() {
        ui::PaletteBuilder builder;
        for (int r = 0; r < 256; r += 4)
            for (int g = 0; g < 256; g += 4)
                builder.count(ui::colorBin(std::uint8_t(r), std::uint8_t(g), 77), std::uint8_t(r), std::uint8_t(g), 77);
        const ui::Palette256 palette = builder.build();
        int most = 0;
        for (int r = 0; r < 256; r += 4)
            for (int g = 0; g < 256; g += 4) {
                const unsigned c = palette.argb[palette.nearest[ui::colorBin(std::uint8_t(r), std::uint8_t(g), 77)]];
                most = std::max(most, worst(c, qRgb(r, g, 77)));
            }
        QVERIFY2(most <= 16, qPrintable(QString::number(most)));
        ui::PaletteBuilder().build(); // no frame at all
    }

    void pngFramesAreExactAndCounted() {
        const auto sink = ui::sinkFor(path("frame-%04d.png"), kWidth, kHeight, 30);
        for (int k = 0; k < 3; ++k)
            sink->add(frame(k));
        QVERIFY(files().filter("frame-").filter(QRegularExpression("^frame")).isEmpty());
        sink->finish();
        QCOMPARE(files(), (QStringList{"frame-0001.png", "frame-0002.png", "frame-0003.png"}));
        const QImage picture(m_folder->filePath("frame-0002.png"));
        QCOMPARE(picture.convertToFormat(QImage::Format_RGB32),
                 tests::toQImage(frame(1)).convertToFormat(QImage::Format_RGB32));
    }

    void fileNamesAreCounted() {
        QCOMPARE(ui::PngSequenceSink::fileName("a-%04d.png", 7), std::string("a-0007.png"));
        QCOMPARE(ui::PngSequenceSink::fileName("a%d.png", 12), std::string("a12.png"));
        QCOMPARE(ui::PngSequenceSink::fileName("a%02d.png", 123), std::string("a123.png"));
        QVERIFY(!ui::PngSequenceSink::isPattern("100%.png") && !ui::PngSequenceSink::isPattern("a.png"));
        EXPECT_ERROR(ui::PngSequenceSink("a.png"), engine::ErrorCode::InvalidArgument, "%04d");
    }

    void stillsAreOnePicture() {
        QVERIFY(ui::isStill("a.png") && !ui::isStill("a-%04d.png") && !ui::isStill("a.mp4"));
        const auto sink = ui::sinkFor(path("still.png"), kWidth, kHeight, 1);
        sink->add(frame(2));
        sink->finish();
        QCOMPARE(files(), QStringList{"still.png"});
    }

    void whatIsNotFinishedLeavesNothing() {
        for (const char* name : {"film.mp4", "film.gif", "film.webm", "film.apng", "still.png", "frame-%04d.png"}) {
            const auto sink = ui::sinkFor(path(name), kWidth, kHeight, 25);
            sink->add(frame(0));
            sink->add(frame(1));
        }
        QCOMPARE(files(), QStringList());
    }

    void anExistingFileStaysUntilTheNewOneIsWhole() {
        QFile old(m_folder->filePath("film.mp4"));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("precious");
        old.close();
        {
            const auto sink = ui::sinkFor(path("film.mp4"), kWidth, kHeight, 25);
            sink->add(frame(0));
        }
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("precious"));
    }

    void impossibleTargetsAreRefused_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"film.mp4", "film.gif", "frame-%04d.png", "still.png"})
            QTest::newRow(name) << name;
    }
    void impossibleTargetsAreRefused() {
        QFETCH(QString, name);
        EXPECT_ERROR(ui::sinkFor(path(qPrintable("missing/" + name)), kWidth, kHeight, 25),
                     engine::ErrorCode::CannotWrite, "missing/");
        const QString inTheWay = name.contains('%') ? "frame-0001.png" : name;
        QVERIFY(QDir(m_folder->path()).mkdir(inTheWay));
        EXPECT_ERROR(ui::sinkFor(path(qPrintable(name)), kWidth, kHeight, 25), engine::ErrorCode::CannotWrite,
                     "it is a folder");
    }

    void aFullDiskIsReported() {
        if (!QFile::exists("/dev/full"))
            QSKIP("no /dev/full here");
        // The temporary file's name is known: let it lead to a full disk.
        const std::string target = path("film.mp4");
        ui::PendingFile probe(target);
        const QString temporary = QString::fromStdString(probe.temporaryPath());
        QVERIFY(QFile::remove(temporary) && QFile::link("/dev/full", temporary));
        const auto write = [&target] {
            ui::VideoSink sink(target, 640, 480, 25);
            for (int k = 0; k < 100; ++k)
                sink.add(frame(k, 640, 480));
            sink.finish();
        };
        EXPECT_ERROR(write(), engine::ErrorCode::CannotWrite, "No space left");
        QVERIFY(!QFile::exists(m_folder->filePath("film.mp4")));
    }

    void nonsenseIsRefusedWithTheRemedy() {
        EXPECT_ERROR(ui::sinkFor(path("film.avi"), kWidth, kHeight, 25), engine::ErrorCode::InvalidArgument, ".webm");
        EXPECT_ERROR(ui::sinkFor(path("film.mp4"), 0, kHeight, 25), engine::ErrorCode::InvalidArgument, "8192");
        EXPECT_ERROR(ui::sinkFor(path("film.mp4"), 100'000, kHeight, 25), engine::ErrorCode::InvalidArgument, "8192");
        EXPECT_ERROR(ui::sinkFor(path("film.mp4"), kWidth, kHeight, 0), engine::ErrorCode::InvalidArgument,
                     "frames per second");
        QCOMPARE(files(), QStringList());
    }
};

KINETOSCOPE_TEST(SinksTest)

#include "sinks_test.moc"
