#include "tests/journeys/shown_program.h"
#include "tests/support/film_reader.h"
#include "tests/support/picture_file.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/timeline_panel.h"
#include "ui/view/scene_view.h"
#include "ui/widgets/number_field.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QPainter>
#include <cmath>

/// From the empty window to a film of two shapes in space, with pointer and keys alone: the very steps of the help page
/// "Your first animation in space". The page's pictures are made here; those of the raster route are the ones to keep in
/// resources/pictures.
class FirstAnimationJourney : public QObject {
    Q_OBJECT

    static constexpr QSize kOnPage{640, 400};

    /// A small picture of the window, with a ring around the thing the page speaks of and the pointer there.
    static bool keepStep(tests::ShownProgram& shown, int step, const QWidget* marked = nullptr) {
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&shown.stage(), &leave);
        QImage picture, before;
        for (int i = 0; i < 10 && (i == 0 || picture != before); ++i) { // until what fades or loads is done
            before = picture;
            QTest::qWait(250);
            picture = shown.picture();
        }
        if (marked) {
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(QColor(0xff, 0xa5, 0x2b), 4));
            const QPoint corner = shown.window().mapFromGlobal(marked->mapToGlobal(QPoint()));
            painter.drawRoundedRect(QRectF(corner, marked->size()).adjusted(-5, -5, 5, 5), 10, 10);
        }
        return keepStep(picture, step);
    }
    static bool keepStep(const QImage& picture, int step) {
        const QImage small = picture.scaled(kOnPage, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        const QString folder = QStringLiteral(KINETOSCOPE_PICTURE_FOLDER "/") + qEnvironmentVariable("KINETOSCOPE_VIEW");
        const QString name = QStringLiteral("first-animation-%1.png").arg(step);
        // Beside it the one on the page: there is one for every step.
        return QDir().mkpath(folder) && tests::saveSmallPicture(small, folder + QLatin1Char('/') + name) &&
               QFile::exists(QStringLiteral(":/pictures/") + name);
    }
    static void dragFromTheMiddle(tests::ShownProgram& shown, QPointF way) {
        const QPointF middle = shown.stage().rect().center();
        shown.drag(shown.stage(), {middle, middle + way / 2, middle + way});
    }

private slots:
    void fromTheEmptyWindowToAFilm() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        QWidget* start = shown.find<QWidget>("drawInSpace");
        QVERIFY(start);
        QVERIFY(keepStep(shown, 1, start));
        QVERIFY(shown.click(start));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio && shown.stage().statistics().milliseconds > 0 &&
              shown.action("stampTool").isEnabled());

        // The first shape: a torus of a thousand points.
        QVERIFY(shown.click("stampTorus") && shown.type("spaceStampCount", "1000"));
        QVERIFY(keepStep(shown, 2, shown.find<QWidget>("stampTorus")));
        dragFromTheMiddle(shown, {130, 0});
        const auto& snapshots = shown.dataset().snapshots;
        QCOMPARE(snapshots[0].points.size(), 1000);
        auto* next = shown.find<QWidget>("messageAction");
        QVERIFY(next);
        QVERIFY(keepStep(shown, 3, next));

        // The second: a knot. Nothing else is needed for the motion to begin.
        QVERIFY(shown.click(next));
        QVERIFY(!shown.message("paint where these points go"));
        QVERIFY(shown.click("stampKnot"));
        dragFromTheMiddle(shown, {150, 0});
        QCOMPARE(snapshots[1].points.size(), 1000);
        AWAIT(shown.isTraining() && shown.learnedMotion() && shown.clock().isPlaying());
        AWAIT(shown.clock().time() > 0.4 && shown.clock().time() < 0.6);
        QVERIFY(keepStep(shown.picture(), 4));

        // To look at it: without a tool, turned, at half time.
        const Eigen::Vector3d eye = shown.stage().camera().toEye();
        shown.press(Qt::Key_V);
        QVERIFY(shown.action("moveTool").isChecked());
        dragFromTheMiddle(shown, {50, 70});
        QVERIFY((shown.stage().camera().toEye() - eye).norm() > 0.3);
        AWAIT(shown.step() > 300);
        shown.press(Qt::Key_Space);
        shown.drag(*shown.window().timeline().track(), {{shown.window().timeline().track()->positionOf(0.5), 30.0}});
        QVERIFY(std::abs(shown.clock().time() - 0.5) < 0.02);
        QVERIFY(keepStep(shown, 5, shown.window().timeline().track()));

        // The film.
        shown.press(Qt::Key_E, Qt::ControlModifier);
        AWAIT(shown.dialog());
        const QDialog* dialog = shown.dialog();
        auto* size = shown.find<QComboBox>("size");
        QVERIFY(size);
        size->setFocus(Qt::TabFocusReason);
        QTest::keyClick(size, Qt::Key_End);
        QCOMPARE(size->currentData().toSize(), QSize(640, 360));
        QVERIFY(shown.type("rate", "15") && shown.type("seconds", "2"));
        QVERIFY(shown.click("chooseFile"));
        AWAIT(shown.dialog() != dialog);
        QVERIFY(shown.chooseFile(home.file("first.mp4")));
        AWAIT(shown.dialog() == dialog);
        QVERIFY(keepStep(shown, 6, shown.find<QWidget>("addToQueue")));
        QVERIFY(shown.click("addToQueue"));
        AWAIT(shown.message("Wrote first.mp4"));
        QVERIFY(shown.click("closeButton"));
        AWAIT(!shown.dialog());
        QVERIFY(keepStep(shown, 7, shown.find<QWidget>("messageAction")));

        const tests::Film film = tests::readFilm(home.file("first.mp4"));
        QVERIFY2(film.problem.isEmpty(), qPrintable(film.problem));
        QCOMPARE(film.codec, QStringLiteral("h264"));
        QCOMPARE(film.frames.size(), 30U);
        QVERIFY(keepStep(film.frames[8], 8));
        // It moves from frame to frame, and ends elsewhere than it began.
        for (std::size_t i = 1; i < 20; ++i)
            QVERIFY2(film.frames[i] != film.frames[i - 1], qPrintable(QString::number(i)));
        QVERIFY(tests::warmPixels(film.frames[8]) > 100);
        QVERIFY(tests::difference(film.frames.front(), film.frames[20]) > 1);
    }
};

KINETOSCOPE_TEST(FirstAnimationJourney)

#include "first_animation_test.moc"
