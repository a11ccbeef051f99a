#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/document/project_file.h"
#include "ui/panels/message_bar.h"
#include "ui/window/actions.h"
#include "ui/window/gallery.h"
#include "ui/window/gallery_card.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFile>
#include <algorithm>

namespace {

struct BadFile {
    QString name;
    QByteArray content;
    QStringList says; ///< what, where and what to do
};

QVector<BadFile> badFiles() {
    return {
        {"empty.csv", "", {"empty.csv", "empty"}},
        {"header.csv", "t,x,y\n", {"header.csv"}},
        {"other.csv", "t,x,y,z\n3,0,1,1\n3,1,1,0\n3,2,1,2\n", {"other.csv", "3 coordinates", "the open dataset"}},
        {"inf.csv", "t,x,y\n0,0,1\n0,inf,1\n1,2,1\n1,2,1\n", {"inf.csv", "line 3", "x", "inf"}},
        {"text.csv", "t,x,y\n0,0,1\n1,2,1\n1,2,oops\n", {"text.csv", "line 4", "y", "oops"}},
        {"word.csv", "x,y\n0.5,1.5\n1.5,1.5\n2.5,here\n", {"word.csv", "line 4", "y", "here"}},
        {"ragged.csv", "t,x,y\n0,0,1\n1,2\n1,2,1\n", {"ragged.csv", "line 3"}},
        {"binary.csv", QByteArray::fromHex("7f454c460201010000000000000000000200003e00010000"), {"binary.csv"}},
        {"text.kino", "t,x,y\n0,1,2\n", {"text.kino"}},
    };
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Bad files dropped on a window in which something is being learned: each is explained, and nothing is disturbed.
class BadFileJourney : public QObject {
    Q_OBJECT

private slots:
    void explainsEveryBadFileAndGoesOn() {
        const tests::Home home;
        QVector<BadFile> files = badFiles();
        for (const BadFile& file : files)
            home.write(file.name, file.content);
        addProjects(home, files);

        tests::ShownProgram shown(home);
        QVERIFY(shown.click(shown.window().gallery().card("split")));
        AWAIT(shown.isTraining() && shown.learnedMotion());
        const engine::Dataset dataset = shown.dataset();
        const QString title = shown.program().document().title();
        const std::uint64_t generation = shown.training().run()->generation;

        for (const BadFile& file : std::as_const(files)) {
            const std::int64_t step = shown.step();
            shown.drop(home.file(file.name));
            AWAIT(hasError(shown, file.name));
            const ui::Message message = *shown.message(file.name);
            for (const QString& words : file.says)
                QVERIFY2(message.text.contains(words), qPrintable(message.text));
            // What happened, then in a sentence of its own what to do; and a button that helps.
            QVERIFY2(message.text.count(". ") >= 1 && message.text.endsWith('.'), qPrintable(message.text));
            QVERIFY2(!message.actionText.isEmpty() && message.action, qPrintable(message.text));
            QVERIFY2(shown.dataset() == dataset, qPrintable(file.name));
            QCOMPARE(shown.program().document().title(), title);
            QVERIFY(!shown.dialog() && shown.window().mode() == ui::MainWindow::Mode::Studio);
            AWAIT(shown.isTraining() && shown.step() > step);
            QCOMPARE(shown.training().run()->generation, generation);
        }
        // The newest says all; the ones before do not pile up.
        const auto& messages = shown.window().stage().messages()->messages();
        QCOMPARE(std::count_if(messages.begin(), messages.end(),
                               [](const ui::Message& m) { return m.severity == ui::Severity::Error; }),
                 1);
        QVERIFY(shown.keepPicture("recover-from-bad-file"));

        // And then a good one.
        shown.drop(home.write("good.csv", "t,x,y\n0,0,1\n0,1,1\n0,0,0\n1,2,1\n1,3,2\n1,2,3\n"));
        AWAIT(shown.message("good.csv") && shown.message("good.csv")->severity == ui::Severity::Success);
        QCOMPARE(shown.dataset().pointCount(), 6);
        QVERIFY(!shown.message("equal-times.kino"));
        AWAIT(shown.isTraining() && shown.learnedMotion());
    }

    /// The button of the message leads out: the columns as they were understood, changeable.
    void oneSnapshotCanBeTakenAllTheSame() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.drop(home.write("one.csv", "t,x,y\n3,0,1\n3,1,1\n3,2,1\n"));
        AWAIT(hasError(shown, "one.csv"));
        QVERIFY(shown.window().mode() == ui::MainWindow::Mode::Gallery);
        QVERIFY(shown.click("messageAction"));
        AWAIT(shown.dialog());
        QVERIFY(shown.click("importDataButton"));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        QCOMPARE(shown.dataset().pointCount(), 3);
        QVERIFY(!shown.action("toggleTraining").isEnabled());
        QVERIFY(shown.action("toggleTraining").toolTip().contains("only one snapshot"));
    }

private:
    static bool hasError(tests::ShownProgram& shown, const QString& name) {
        const ui::Message* message = shown.message(name);
        return message && message->severity == ui::Severity::Error;
    }

    /// Projects that were cut short, or that say what cannot be.
    static void addProjects(const tests::Home& home, QVector<BadFile>& files) {
        ui::Project project;
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            snapshot.points = engine::PointSet(engine::Points::Random(2, 500));
            project.dataset.snapshots.push_back(snapshot);
        }
        ui::writeProject(project, home.file("whole.kino"));
        const QByteArray whole = contentOf(home.file("whole.kino"));
        home.write("truncated.kino", whole.left(whole.size() / 2));
        files += {"truncated.kino", {}, {"truncated.kino", "not a whole", "another copy"}};
        project.dataset.snapshots[1].time = 0;
        ui::writeProject(project, home.file("equal-times.kino"));
        files += {"equal-times.kino", {}, {"equal-times.kino", "same time"}};
    }
};

KINETOSCOPE_TEST(BadFileJourney)

#include "bad_file_test.moc"
