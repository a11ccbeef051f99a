#include "tests/journeys/shown_program.h"
#include "tests/support/film_reader.h"
#include "tests/support/test_registry.h"
#include "ui/dialogs/export_row.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/timeline_panel.h"
#include "ui/widgets/readout.h"
#include "ui/window/actions.h"
#include "ui/window/gallery.h"
#include "ui/window/gallery_card.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>

namespace {

bool near(double a, double b, double tolerance = 1e-6) { return std::abs(a - b) <= tolerance; }

} // namespace

/// An example opened by keyboard is played in every way there is, and written as film, GIF and pictures.
class PlayAndExportJourney : public QObject {
    Q_OBJECT

private slots:
    void playsAndExports() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        openByKeyboard(shown);
        if (QTest::currentTestFailed())
            return;
        AWAIT(shown.isTraining() && shown.learnedMotion() && shown.step() > 50);
        shown.press(Qt::Key_T);
        AWAIT(shown.training().run()->state == engine::RunState::Paused);
        play(shown);
        if (QTest::currentTestFailed())
            return;
        scrub(shown);
        if (QTest::currentTestFailed())
            return;
        exportAll(shown, home);
    }

private:
    static void openByKeyboard(tests::ShownProgram& shown) {
        ui::Gallery& gallery = shown.window().gallery();
        // Tab leads to the examples, arrows from one to the next, Enter opens.
        const auto focused = [] { return qobject_cast<ui::GalleryCard*>(QApplication::focusWidget()); };
        for (int i = 0; i < 20 && !focused(); ++i)
            shown.press(Qt::Key_Tab);
        QVERIFY(focused());
        const auto cards = gallery.visibleCards();
        const auto wanted = cards.indexOf(gallery.card("split"));
        for (qsizetype i = cards.indexOf(focused()); i < wanted; ++i)
            shown.press(Qt::Key_Right);
        QCOMPARE(focused(), cards[wanted]);
        shown.press(Qt::Key_Return);
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        QCOMPARE(shown.dataset().exampleName, std::string("split"));
    }

    static void play(tests::ShownProgram& shown) {
        const ui::PlaybackClock& clock = shown.clock();
        AWAIT(clock.isPlaying());
        shown.press(Qt::Key_Space);
        QVERIFY(!clock.isPlaying());
        shown.press(Qt::Key_Home);
        QCOMPARE(clock.time(), clock.first());
        shown.press(Qt::Key_Right);
        QVERIFY(near(clock.time(), clock.first() + clock.duration() / (30 * clock.secondsPerPass())));
        shown.press(Qt::Key_Left);
        QVERIFY(near(clock.time(), clock.first()));

        // Twice the speed, and back.
        auto* speed = shown.find<QComboBox>("speed");
        QCOMPARE(clock.speed(), 1.0);
        shown.press(Qt::Key_K);
        QCOMPARE(clock.speed(), 2.0);
        QCOMPARE(speed->currentData().toDouble(), 2.0);
        shown.press(Qt::Key_J);
        QCOMPARE(clock.speed(), 1.0);
        shown.press(Qt::Key_K);
        shown.press(Qt::Key_K);

        // Round and round: the end is passed and time goes on.
        QVERIFY(clock.loops() && shown.click("playButton"));
        QVERIFY(clock.isPlaying());
        double highest = clock.time();
        AWAIT((highest = std::max(highest, clock.time())) > clock.first() + 0.6 * clock.duration());
        AWAIT(clock.time() < clock.first() + 0.4 * clock.duration());
        QVERIFY(clock.isPlaying());

        // Backwards, and to a stop at the beginning once it does not loop.
        shown.press(Qt::Key_L);
        shown.press(Qt::Key_R);
        QVERIFY(!clock.loops() && clock.isReversed() && shown.action("reverse").isChecked());
        AWAIT(!clock.isPlaying());
        QCOMPARE(clock.time(), clock.first());
        shown.press(Qt::Key_R);
        shown.press(Qt::Key_L);
        QVERIFY(clock.loops() && !clock.isReversed());
    }

    static void scrub(tests::ShownProgram& shown) {
        const ui::PlaybackClock& clock = shown.clock();
        ui::TimelineTrack& track = *shown.window().timeline().track();
        const double quarter = clock.first() + clock.duration() / 4, most = clock.first() + 0.8 * clock.duration();
        QSignalSpy drawn(&shown.stage(), &ui::SceneView::frameDrawn);
        const QImage before = shown.stage().grabImage();
        shown.drag(track, {{track.positionOf(quarter), 30}, {track.positionOf(most), 30}});
        QVERIFY(near(clock.time(), most, 0.01 * clock.duration()));
        QVERIFY(!clock.isPlaying());
        AWAIT(!drawn.isEmpty());
        QVERIFY(shown.stage().grabImage() != before);
        // By snapshots.
        shown.press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(near(clock.time(), clock.first()) || shown.dataset().snapshots.size() > 2);
        shown.press(Qt::Key_End);
        QCOMPARE(clock.time(), clock.last());
    }

    static void exportAll(tests::ShownProgram& shown, const tests::Home& home) {
        QDir(home.file({})).mkdir("films");
        const QDir films(home.file("films"));
        shown.press(Qt::Key_E, Qt::ControlModifier);
        AWAIT(shown.dialog());
        QDialog* dialog = shown.dialog();
        QCOMPARE(dialog->objectName(), QStringLiteral("exportDialog"));
        chooseSmallest(shown);
        QVERIFY(shown.type("rate", "10") && shown.type("seconds", "2"));
        QVERIFY(chooseName(shown, films.filePath("flow.mp4")));
        QVERIFY(shown.click("addToQueue"));
        // It goes on while the window is free: the status says how far it is.
        const ui::Readout* status = shown.window().status().right();
        AWAIT(status->text().contains("writing flow.mp4"));
        AWAIT(shown.message("Wrote flow.mp4"));
        QVERIFY(shown.keepPicture("play-and-export"));

        const tests::Film film = tests::readFilm(films.filePath("flow.mp4"));
        QVERIFY2(film.problem.isEmpty(), qPrintable(film.problem));
        QCOMPARE(film.codec, QStringLiteral("h264"));
        QCOMPARE(film.frames.size(), 20U);
        QVERIFY(near(film.seconds, 2, 0.11));
        for (const QImage& frame : film.frames)
            QCOMPARE(frame.size(), QSize(640, 360));
        // While it moves every frame differs from the one before; the end is held half a second.
        for (std::size_t i = 1; i < 15; ++i)
            QVERIFY2(tests::difference(film.frames[i], film.frames[i - 1]) > 0.05, qPrintable(QString::number(i)));
        QVERIFY(tests::difference(film.frames.front(), film.frames.back()) > 1);
        QVERIFY(tests::difference(film.frames[18], film.frames[19]) < 0.05);
        QVERIFY(tests::warmPixels(film.frames[10]) > 100);

        // GIF and numbered pictures of the same.
        QVERIFY(shown.type("seconds", "1") && shown.click("gif"));
        QVERIFY(chooseName(shown, films.filePath("flow.gif")));
        QVERIFY(shown.click("addToQueue"));
        AWAIT(shown.message("Wrote flow.gif"));
        const tests::Film gif = tests::readFilm(films.filePath("flow.gif"));
        QVERIFY2(gif.problem.isEmpty() && gif.codec == "gif", qPrintable(gif.problem + gif.codec));
        QVERIFY(gif.frames.size() > 4 && gif.frames.front() != gif.frames.back());
        QVERIFY(shown.click("png"));
        QVERIFY(chooseName(shown, films.filePath("flow-%04d.png")));
        QVERIFY(shown.click("addToQueue"));
        AWAIT(shown.message("Wrote flow-%04d.png"));
        QCOMPARE(films.entryList({"flow-*.png"}).size(), 10);
        QCOMPARE(QImage(films.filePath("flow-0001.png")).size(), QSize(640, 360));
        QVERIFY(QImage(films.filePath("flow-0001.png")) != QImage(films.filePath("flow-0005.png")));

        // A long one, ended while it is written, leaves nothing behind.
        const QStringList before = films.entryList(QDir::Files | QDir::Hidden);
        QVERIFY(shown.click("mp4") && shown.type("seconds", "600"));
        QVERIFY(chooseName(shown, films.filePath("long.mp4")));
        QVERIFY(shown.click("addToQueue"));
        AWAIT(films.entryList(QDir::Files | QDir::Hidden).size() > before.size());
        const auto rows = dialog->findChildren<ui::ExportRow*>();
        QCOMPARE(rows.last()->accessibleName(), QStringLiteral("long.mp4"));
        QVERIFY(shown.click(rows.last()->findChild<QWidget*>("exportButton")));
        AWAIT(films.entryList(QDir::Files | QDir::Hidden) == before);
        AWAIT(!status->text().contains("writing"));
        QVERIFY(!shown.message("long.mp4"));
        QVERIFY(shown.click("closeButton"));
        AWAIT(!shown.dialog());
    }

    static void chooseSmallest(tests::ShownProgram& shown) {
        auto* size = shown.find<QComboBox>("size");
        QVERIFY(size);
        size->setFocus(Qt::TabFocusReason);
        QTest::keyClick(size, Qt::Key_End);
        QCOMPARE(size->currentData().toSize(), QSize(640, 360));
    }

    static bool chooseName(tests::ShownProgram& shown, const QString& path) {
        QDialog* dialog = shown.dialog();
        return shown.click("chooseFile") && QTest::qWaitFor([&] { return shown.dialog() != dialog; }) &&
               shown.chooseFile(path) && QTest::qWaitFor([&] { return shown.dialog() == dialog; });
    }
};

KINETOSCOPE_TEST(PlayAndExportJourney)

#include "play_and_export_test.moc"
