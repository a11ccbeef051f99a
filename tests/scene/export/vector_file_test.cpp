#include "ui/export/vector_file.h"

#include "tests/support/expect_error.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/scene_capture.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <variant>

/// Stills as shapes: they look like the picture of pixels, and are none.
class VectorFileTest : public QObject {
    Q_OBJECT

    static constexpr int kWidth = 640, kHeight = 420;
    QTemporaryDir m_folder;

    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    static QByteArray contents(const std::string& path) {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static ui::VectorPicture record(const ui::SceneState& state) {
        ui::Scene scene;
        scene.update(state, kWidth, kHeight);
        return scene.record();
    }
    QByteArray svg(const ui::SceneState& state) const {
        ui::writeVectorFile(path("still.svg"), {{{0, 0, kWidth, kHeight}, record(state)}}, kWidth, kHeight, 1, {});
        return contents(path("still.svg"));
    }
    static QImage drawn(const QByteArray& svg) {
        QImage image(kWidth, kHeight, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        QSvgRenderer(svg).render(&painter);
        return image;
    }
    /// Mean difference of the brightness of two pictures, of 255.
    static double difference(const QImage& a, const ui::Image& b) {
        double sum = 0;
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                const std::uint8_t* pixel = b.row(y) + std::size_t(x) * 4;
                sum += std::abs(qGray(a.pixel(x, y)) - qGray(pixel[0], pixel[1], pixel[2]));
            }
        return sum / (kWidth * kHeight);
    }

private slots:
    void itLooksLikeThePictureOfPixels_data() {
        QTest::addColumn<ui::SceneState>("state");
        QTest::newRow("plane, dark") << tests::splittingState(true);
        QTest::newRow("plane, light") << tests::splittingState(false);
        QTest::newRow("space") << tests::spaceState(false, 900);
        ui::SceneState heat = tests::splittingState(true);
        heat.density = {.heat = true, .contours = true, .top = 1.2};
        QTest::newRow("heat map") << heat;
        ui::SceneState map = tests::splittingState(false);
        map.outlines = {{std::make_shared<const engine::Outlines>(
            engine::Outlines{"coast", {{-9, -1}, {0, 0.5}, {9, -1}, {-1, 1}, {1, 1}}, {3, 5}})}};
        QTest::newRow("map") << map;
    }
    void itLooksLikeThePictureOfPixels() {
        QFETCH(ui::SceneState, state);
        ui::SceneCapture capture;
        const ui::Image pixels = capture.draw(state, kWidth, kHeight);
        const double near = difference(drawn(svg(state)), pixels);
        QVERIFY2(near < 2.5, qPrintable(QString::number(near)));
        state.snapshots.clear(); // the comparison can fail
        state.motion.particles = false;
        const double far = difference(drawn(svg(state)), pixels);
        QVERIFY2(far > 1.3 * near, qPrintable(QStringLiteral("%1 %2").arg(far).arg(near)));
    }

    void shapesAreShapesAndTypeIsText() {
        const QByteArray plain = svg(tests::splittingState(true));
        QVERIFY(plain.count("<circle") + plain.count("<ellipse") > 2000); // 5 × 420 points, 300 particles
        QVERIFY(plain.contains("</text>") && plain.contains("polyline") && !plain.contains("<image"));
        ui::SceneState heat = tests::splittingState(true);
        heat.density = {.heat = true, .top = 1.2};
        QCOMPARE(svg(heat).count("<image"), 1);
        const ui::VectorPicture many = record(tests::splittingState(true, 300, 30'000)); // 30,000 a snapshot
        const auto pixels = std::count_if(many.parts.begin(), many.parts.end(), [](const auto& part) {
            return std::holds_alternative<ui::VectorPicture::Pixels>(part);
        });
        QVERIFY(pixels >= 1 && many.parts.size() < 40'000);
    }

    void aReliefIsNotWhole() {
        ui::SceneState state = tests::splittingState(false);
        QVERIFY(record(state).isWhole);
        state.field = {tests::splittingPlane(), engine::PlaneQuantity::Action, ui::Palette::Viridis, -9, 4};
        state.field.height = 1.2;
        state.dimension = 3;
        state.bounds.upper.z() = 1.2;
        QVERIFY(!record(state).isWhole);
    }

    void aPageHasTheSizeOfThePicture() {
        const ui::VectorPicture picture = record(tests::splittingState(false));
        ui::writeVectorFile(path("still.pdf"), {{{0, 0, kWidth, kHeight}, picture}}, kWidth, kHeight, 1, {});
        const QByteArray pdf = contents(path("still.pdf"));
        QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("/MediaBox [0 0 480.000000 315.000000]") && pdf.contains("/FontFile"));
    }

    /// What lies beyond its own pane is not to be seen in the next one.
    void panesAreCutOff() {
        ui::VectorPicture left{100, 100, 0xff000000, {}, true}, right = left;
        left.parts = {ui::VectorPicture::Line{{{-50, 50}, {300, 50}}, 10, 0xff0000ff},
                      ui::VectorPicture::Circle{{150, 20}, 9, 0xff0000ff},
                      ui::VectorPicture::Area{{{80, 70}, {180, 70}, {180, 90}, {80, 90}}, 0xff0000ff, 0xff0000ff}};
        ui::writeVectorFile(path("two.svg"), {{{0, 0, 100, 100}, left}, {{100, 0, 100, 100}, right}}, 200, 100, 1, {});
        QImage image(200, 100, QImage::Format_RGB32);
        QPainter painter(&image);
        QSvgRenderer(contents(path("two.svg"))).render(&painter);
        painter.end();
        QVERIFY(qRed(image.pixel(50, 50)) > 200 && qRed(image.pixel(95, 80)) > 200);
        for (int y = 0; y < 100; ++y)
            for (int x = 102; x < 200; ++x)
                QCOMPARE(qRed(image.pixel(x, y)), 0);
    }

    void itAppearsWholeOrNotAtAll() {
        EXPECT_ERROR(ui::writeVectorFile("/proc/x.svg", {}, 10, 10, 1, {}), engine::ErrorCode::CannotWrite, "/proc/x.svg");
        QVERIFY(ui::isVectorFile("a.SVG") && ui::isVectorFile("a.pdf") && !ui::isVectorFile("a.png"));
    }
};

KINETOSCOPE_TEST(VectorFileTest)

#include "vector_file_test.moc"
