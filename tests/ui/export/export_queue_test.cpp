#include "ui/export/export_queue.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/project_file.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using ui::ExportQueue;

/// The queue with the program it calls.
class ExportQueueTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static ui::Project project() {
        ui::Project project;
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            snapshot.points = engine::PointSet(tests::randomPoints(2, 50, 1).array() + 3 * time);
            project.dataset.snapshots.push_back(snapshot);
        }
        return project;
    }
    ui::ExportOrder order(const QString& file) const {
        ui::ExportOrder order{project(), {}, m_folder.filePath(file), {}};
        order.settings.width = 320;
        order.settings.height = 200;
        order.settings.framesPerSecond = 10;
        order.settings.seconds = 1;
        return order;
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

private slots:
    void cleanup() {
        for (const QString& file : files())
            QFile::remove(m_folder.filePath(file));
    }

    /// Every choice of an order is one the program understands.
    void theProgramTakesEveryOrder() {
        const QString copy = m_folder.filePath("copy.kino");
        ui::writeProject(project(), copy);
        ui::ExportOrder film = order("film-%04d.png"), still = order("still.png");
        film.settings.holdLast = 0.3;
        film.settings.from = 0.9;
        film.settings.to = 0.2;
        film.settings.theme = ui::lightTheme();
        film.settings.extras.clock = false;
        film.settings.extras.title = true;
        still.stillTime = 0.25;
        for (const ui::ExportOrder& order : {film, still}) {
            QProcess program;
            program.start(KINETOSCOPE_PROGRAM, QStringList{"render"} + ExportQueue::arguments(order, copy));
            QVERIFY(program.waitForFinished());
            QVERIFY2(program.exitCode() == 0, program.readAllStandardError());
        }
        QCOMPARE(files().filter("film-").size(), 10);
        QVERIFY(files().contains("still.png"));
        QCOMPARE(QImage(m_folder.filePath("film-0010.png")).size(), QSize(320, 200));
        // The end is held: its frames are one picture.
        QCOMPARE(QImage(m_folder.filePath("film-0010.png")), QImage(m_folder.filePath("film-0009.png")));
    }

    void progressIsUnderstood() {
        ExportQueue::Job job;
        QVERIFY(ExportQueue::readProgress("Drawing  58 %  6 s left  frame 139 of 240", job));
        QCOMPARE(job.frame, 139);
        QCOMPARE(job.frames, 240);
        QCOMPARE(job.secondsLeft, 6.0);
        QVERIFY(ExportQueue::readProgress("Drawing  1 %  2 min 05 s left  frame 2 of 240", job));
        QCOMPARE(job.secondsLeft, 125.0);
        QVERIFY(ExportQueue::readProgress("Drawing  1 %  1 h 20 min left  frame 2 of 240", job));
        QCOMPARE(job.secondsLeft, 4800.0);
        QVERIFY(ExportQueue::readProgress("Drawing  0 %  time left not known yet  frame 1 of 240", job));
        QVERIFY(job.secondsLeft < 0);
        QVERIFY(!ExportQueue::readProgress("kinetoscope: Cannot write the file.", job));
    }

    void writesOneAfterAnotherWithProgress() {
        ExportQueue queue(QStringLiteral(KINETOSCOPE_PROGRAM));
        QStringList finished;
        std::vector<int> frames;
        connect(&queue, &ExportQueue::finished, this, [&](const QString& file) { finished += file; });
        connect(&queue, &ExportQueue::changed, this, [&] { frames.push_back(queue.jobs().constFirst().frame); });
        ui::ExportOrder film = order("film.gif");
        film.settings.seconds = 20;
        queue.add(film);
        queue.add(order("second.gif"));
        QVERIFY(queue.isBusy() && queue.jobs()[1].state == ExportQueue::State::Waiting);
        QTRY_VERIFY_WITH_TIMEOUT(!queue.isBusy(), 60'000);
        QCOMPARE(finished, (QStringList{film.output, m_folder.filePath("second.gif")}));
        QVERIFY(queue.jobs()[0].bytes > 1000);
        QVERIFY2(std::any_of(frames.begin(), frames.end(), [](int frame) { return frame > 0 && frame < 200; }),
                 "no progress between start and end");
        QCOMPARE(files(), (QStringList{"film.gif", "second.gif"}));
    }

    void cancelLeavesNothingAndTheNextBegins() {
        ExportQueue queue(QStringLiteral(KINETOSCOPE_PROGRAM));
        ui::ExportOrder film = order("long.mp4");
        film.settings.seconds = 3600;
        const int id = queue.add(film);
        queue.add(order("next.gif"));
        QTRY_VERIFY_WITH_TIMEOUT(queue.jobs()[0].frame > 0, 30'000);
        queue.cancel(id);
        QTRY_VERIFY_WITH_TIMEOUT(!queue.isBusy(), 30'000);
        QVERIFY(queue.jobs()[0].state == ExportQueue::State::Cancelled);
        QVERIFY(queue.jobs()[1].state == ExportQueue::State::Done);
        QCOMPARE(files(), QStringList{"next.gif"});
    }

    void aFailureIsTheProgramsOwnWords() {
        ExportQueue queue(QStringLiteral(KINETOSCOPE_PROGRAM));
        queue.add(order("nowhere/film.mp4"));
        QTRY_VERIFY_WITH_TIMEOUT(!queue.isBusy(), 30'000);
        QVERIFY(queue.jobs()[0].state == ExportQueue::State::Failed);
        QVERIFY2(queue.jobs()[0].problem.startsWith("Cannot write"), qPrintable(queue.jobs()[0].problem));
    }
};

KINETOSCOPE_TEST(ExportQueueTest)

#include "export_queue_test.moc"
