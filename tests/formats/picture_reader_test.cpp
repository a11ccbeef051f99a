#include "engine/io/reader_registry.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "ui/formats/picture_density.h"
#include "ui/formats/register_formats.h"

#include <QImage>
#include <QPainter>
#include <QTest>
#include <algorithm>

using namespace engine;

namespace {

/// A picture with a rectangle in its upper left quarter.
QImage picture(QColor background, QColor shape, QSize size = {80, 40}) {
    QImage image(size, QImage::Format_ARGB32);
    image.fill(background);
    QPainter(&image).fillRect(QRect(5, 5, size.width() / 2 - 5, size.height() / 2 - 5), shape);
    return image;
}

const char* kSvg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">"
                   "<circle cx=\"25\" cy=\"25\" r=\"20\" fill=\"#123\"/></svg>";

} // namespace

class PictureReaderTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    std::filesystem::path saved(const QImage& image, const char* name) const {
        const auto file = m_folder.file(name);
        if (!image.save(QString::fromStdString(file.string()), nullptr, 90))
            qFatal("cannot save");
        return file;
    }
    static Points pointsOf(const ImportedData& data) { return data.dataset.snapshots.at(0).points.points(); }

private slots:
    void pixelsBecomePoints_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QColor>("background");
        QTest::addColumn<QColor>("shape");
        QTest::addColumn<QString>("words");
        QTest::newRow("dark on white") << "a.png" << QColor(Qt::white) << QColor(Qt::black) << "darkness";
        QTest::newRow("colour on grey") << "a.png" << QColor(230, 230, 230) << QColor(200, 30, 30) << "darkness";
        QTest::newRow("white on black") << "a.png" << QColor(Qt::black) << QColor(Qt::white)
                                        << "brightness on the dark background";
        QTest::newRow("dark on nothing") << "a.png" << QColor(Qt::transparent) << QColor(Qt::black) << "opacity";
        QTest::newRow("white on nothing") << "a.png" << QColor(Qt::transparent) << QColor(Qt::white) << "opacity";
        QTest::newRow("photograph") << "a.jpg" << QColor(Qt::white) << QColor(Qt::black) << "darkness";
        QTest::newRow("wrong ending") << "a.jpeg" << QColor(Qt::white) << QColor(Qt::black) << "darkness";
    }
    void pixelsBecomePoints() {
        QFETCH(QString, name);
        QFETCH(QColor, background);
        QFETCH(QColor, shape);
        QFETCH(QString, words);
        const auto file = saved(picture(background, shape), qPrintable(name));
        const ImportedData data = readData(file);
        QCOMPARE(data.dataset.snapshots.size(), std::size_t(1));
        QCOMPARE(data.dataset.firstTime(), 0.0);
        QCOMPARE(data.dataset.title, std::string("a"));
        QCOMPARE(data.understanding,
                 "picture of 80 × 40 pixels · density: " + words.toStdString() + " · 2000 points drawn");
        // The longer side is 4: pixel 5 is at −1.75, pixel 40 at 0; above is positive.
        const Points points = pointsOf(data);
        QCOMPARE(points.cols(), 2000);
        const double slack = name.endsWith("png") ? 1e-9 : 0.11; // JPEG rings
        QVERIFY(points.row(0).minCoeff() >= -1.75 - slack && points.row(0).maxCoeff() <= slack);
        QVERIFY(points.row(1).minCoeff() >= -slack && points.row(1).maxCoeff() <= 0.75 + slack);
        QVERIFY(points.row(0).minCoeff() < -1.7 && points.row(0).maxCoeff() > -0.05);
        QVERIFY(std::abs(points.row(0).mean() + 0.875) < 0.02 && std::abs(points.row(1).mean() - 0.375) < 0.02);
    }

    void darkerIsDenser() {
        QImage image(30, 10, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter(&image).fillRect(5, 3, 10, 4, QColor(155, 155, 155)); // 100 of 255
        QPainter(&image).fillRect(15, 3, 10, 4, QColor(55, 55, 55));   // 200 of 255
        const Points points = pointsOf(readData(saved(image, "g.png")));
        const double left = (points.row(0).array() < 0).count();
        QVERIFY2(std::abs(left / 2000 - 1.0 / 3) < 0.01, qPrintable(QString::number(left)));
        // Differences no eye sees are none.
        QImage noise = image.copy();
        QPainter(&noise).fillRect(0, 0, 30, 2, QColor(250, 250, 250));
        QVERIFY(ui::densityOf(noise).density == ui::densityOf(image).density);
    }

    void seedAndNumber() {
        const auto file = saved(picture(Qt::white, Qt::black), "s.png");
        ImportOptions options;
        options.samples = 123;
        const Points first = pointsOf(readData(file, options));
        QCOMPARE(first.cols(), 123);
        QVERIFY(first == pointsOf(readData(file, options)));
        options.seed = 5;
        QVERIFY(first != pointsOf(readData(file, options)));
    }

    void largePicturesAreMadeSmaller() {
        const ImportedData data = readData(saved(picture(Qt::white, Qt::black, {5000, 2500}), "large.png"));
        QVERIFY(data.understanding.find("5000 × 2500") != std::string::npos);
        QVERIFY(std::abs(pointsOf(data).row(0).mean() + 1) < 0.02);
    }

    void vectorPictures() {
        for (const char* name : {"a.svg", "a.xml"}) {
            const ImportedData data = readData(m_folder.write(name, kSvg));
            QCOMPARE(data.understanding,
                     std::string("picture of 100 × 50 pixels · density: opacity · 2000 points drawn"));
            const Points points = pointsOf(data);
            // A circle of radius 0.8 around (−1, 0).
            const Vector center = Eigen::Vector2d(-1, 0);
            const RowVector radii = (points.colwise() - center).colwise().norm();
            QVERIFY(radii.maxCoeff() < 0.81 && radii.maxCoeff() > 0.78);
            QVERIFY(std::abs(radii.array().square().mean() - 0.32) < 0.01);
        }
        const std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\">"
                                 "<text x=\"5\" y=\"25\" font-size=\"24\">Hi</text></svg>";
        QCOMPARE(readData(m_folder.write("text.svg", text)).dataset.pointCount(), 2000);
    }

    void mistakesAreNamed() {
        const auto bytes = tests::contentOf(saved(picture(Qt::white, Qt::black, {300, 200}), "whole.png"));
        EXPECT_ERROR(readData(saved(picture(Qt::white, Qt::white), "blank.png")), ErrorCode::UnusableInput,
                     "blank.png is blank");
        EXPECT_ERROR(readData(saved(picture(Qt::transparent, Qt::transparent), "clear.png")), ErrorCode::UnusableInput,
                     "clear.png is blank");
        EXPECT_ERROR(readData(m_folder.write("blank.svg", "<svg viewBox=\"0 0 9 9\"/>")), ErrorCode::UnusableInput,
                     "blank.svg is blank");
        EXPECT_ERROR(readData(m_folder.write("cut.png", bytes.substr(0, bytes.size() / 2))), ErrorCode::UnusableInput,
                     "cut.png breaks off");
        std::string changed = bytes;
        changed[bytes.size() / 2] ^= 1;
        EXPECT_ERROR(readData(m_folder.write("changed.png", changed)), ErrorCode::UnusableInput,
                     "changed.png is damaged");
        EXPECT_ERROR(readData(m_folder.write("head.png", bytes.substr(0, 20))), ErrorCode::UnusableInput,
                     "head.png breaks off");
        EXPECT_ERROR(readData(m_folder.write("words.png", "hello")), ErrorCode::UnusableInput,
                     "words.png is no picture");
        EXPECT_ERROR(readData(m_folder.write("words.svg", "hello")), ErrorCode::UnusableInput,
                     "words.svg is no SVG picture");
        EXPECT_ERROR(readData(m_folder.write("cut.svg", std::string(kSvg).substr(0, 120))), ErrorCode::UnusableInput,
                     "cut.svg");
        EXPECT_ERROR(readData(m_folder.write("empty.png", "")), ErrorCode::UnusableInput, "empty.png is empty");
        EXPECT_ERROR(readData(m_folder.file("none.png")), ErrorCode::UnusableInput, "There is no file");
        // A vector picture under the name of another kind is drawn all the same.
        QCOMPARE(readData(m_folder.write("vector.png", kSvg)).dataset.pointCount(), 2000);
    }

    void theRegistryKnowsThemOnce() {
        ui::registerFormats();
        std::vector<std::string> suffixes;
        for (const DataReader& reader : dataReaders())
            suffixes.insert(suffixes.end(), reader.suffixes.begin(), reader.suffixes.end());
        for (const char* suffix : {"csv", "npz", "vtp", "vtu", "vtk", "pvd", "obj", "stl", "png", "jpg", "jpeg", "svg"})
            QCOMPARE(std::count(suffixes.begin(), suffixes.end(), suffix), 1);
    }
};

KINETOSCOPE_TEST(PictureReaderTest)

#include "picture_reader_test.moc"
