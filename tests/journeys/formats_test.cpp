#include "tests/journeys/sample_files.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>

namespace {

using tests::SampleFiles;
using tests::Way;

constexpr int kEdge = 3;

/// Pixels that are not like the stage's edge: what is drawn on it.
int drawnPixels(const QImage& stage) {
    const QRgb empty = stage.pixel(stage.width() / 2, kEdge);
    int count = 0;
    for (int y = 0; y < stage.height(); ++y)
        for (int x = 0; x < stage.width(); ++x) {
            const QRgb pixel = stage.pixel(x, y);
            count += std::abs(qRed(pixel) - qRed(empty)) + std::abs(qGreen(pixel) - qGreen(empty)) +
                         std::abs(qBlue(pixel) - qBlue(empty)) >
                     90;
        }
    return count;
}

/// What the screen shows of the stage.
QImage stageOnScreen(tests::ShownProgram& shown) {
    const QWidget& stage = shown.stage();
    return shown.picture().copy(QRect(stage.mapTo(stage.window(), QPoint(0, 0)), stage.size()));
}

/// Whether the screen shows the stage as it is: points, and the background of the theme.
bool isPainted(tests::ShownProgram& shown) {
    QCoreApplication::processEvents();
    const QImage screen = stageOnScreen(shown), stage = shown.stage().grabImage();
    const QPoint edge(screen.width() / 2, kEdge);
    const bool isLight = !ui::theme().isDark();
    return screen.pixel(edge) == stage.pixel(edge) && (qGray(screen.pixel(edge)) > 128) == isLight &&
           drawnPixels(screen) > 500;
}

} // namespace

/// Every format, brought into the window as a person would: what is in the file is on the stage, and the window says how
/// it was understood. A picture of each is kept.
class FormatsJourney : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { ui::theme().choose(ui::Theme::Choice::Dark); }

    void isOnTheStage_data() {
        QTest::addColumn<QString>("format");
        // How it is drawn does not depend on the format: the other route of graphics sees one of each kind.
        const bool isShort = qEnvironmentVariable("KINETOSCOPE_VIEW") == QLatin1String("gl");
        const QStringList formats = isShort ? QStringList{"csv", "obj", "png"} : tests::sampleFormats();
        for (const QString& format : formats)
            QTest::newRow(qPrintable(format)) << format;
    }
    void isOnTheStage() {
        QFETCH(QString, format);
        const tests::Home home;
        const SampleFiles files = tests::sampleFiles(format, home);
        tests::ShownProgram shown(home);
        QVERIFY(bring(shown, files));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);

        const engine::Dataset& dataset = shown.dataset();
        QCOMPARE(dataset.dimension(), files.dimension);
        QCOMPARE(timesOf(dataset), files.times);
        QCOMPARE(dataset.pointCount(), engine::Index(files.points));
        if (!files.axes.isEmpty())
            QCOMPARE(axesOf(dataset), files.axes);
        const QString name = files.paths.isEmpty()       ? QStringLiteral("pasted table")
                             : files.paths.size() == 1 ? files.paths.first().section('/', -1)
                                                         : QStringLiteral("3 files");
        AWAIT(shown.message(name));
        const ui::Message* message = shown.message(name);
        QVERIFY2(message->text.contains(files.told), qPrintable(message->text));
        AWAIT(isPainted(shown));
        if (files.times.size() > 1)
            AWAIT(shown.training().run() && shown.training().run()->trajectories);
        QVERIFY(keepPictures(shown, files));
    }

private:
    static bool bring(tests::ShownProgram& shown, const SampleFiles& files) {
        switch (files.way) {
        case Way::Drop:
            shown.drop(files.paths);
            return true;
        case Way::Paste:
            QGuiApplication::clipboard()->setText(files.text);
            shown.press(Qt::Key_V, Qt::ControlModifier);
            return true;
        case Way::OpenDialog:
            shown.press(Qt::Key_O, Qt::ControlModifier);
            return QTest::qWaitFor([&] { return shown.dialog() != nullptr; }) && shown.chooseFile(files.paths.first());
        }
        return false;
    }

    static std::vector<double> timesOf(const engine::Dataset& dataset) {
        std::vector<double> times;
        for (const engine::Snapshot& snapshot : dataset.snapshots)
            times.push_back(snapshot.time);
        return times;
    }
    static QStringList axesOf(const engine::Dataset& dataset) {
        QStringList names;
        for (const std::string& name : dataset.axisNames)
            names += QString::fromStdString(name);
        return names;
    }

    /// Dark; of a table, a solid and a picture in light and large too.
    static bool keepPictures(tests::ShownProgram& shown, const SampleFiles& files) {
        if (!shown.keepPicture("format-" + files.format))
            return false;
        if (files.format != "csv" && files.format != "obj" && files.format != "png")
            return true;
        ui::theme().choose(ui::Theme::Choice::Light);
        if (!QTest::qWaitFor([&] { return isPainted(shown); }, 20'000) ||
            !shown.keepPicture("format-" + files.format + "-light"))
            return false;
        shown.window().setGeometry(QRect(0, 0, 1920, 1080));
        return QTest::qWaitFor([&] { return shown.stage().width() > 1200 && isPainted(shown); }, 20'000) &&
               shown.keepPicture("format-" + files.format + "-large");
    }
};

KINETOSCOPE_TEST(FormatsJourney)

#include "formats_test.moc"
