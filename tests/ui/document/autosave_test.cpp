#include "ui/document/autosave.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/edits.h"
#include "ui/document/project_file.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using ui::Autosave;
using ui::Document;
using ui::Project;
namespace edits = ui::edits;

namespace {
constexpr char kOtherHalf[] = "KINETOSCOPE_TEST_FOLDER"; // see aKilledProgramLeavesItsWork

int copiesIn(const QString& folder) { return int(QDir(folder).entryList({"*.kino"}).size()); }
} // namespace

class AutosaveTest : public QObject {
    Q_OBJECT

private slots:
    void onlyUnsavedWorkIsKept() {
        QTemporaryDir folder;
        Document document;
        Autosave autosave(document, folder.path());
        document.setProject(tests::sampleProject(), folder.filePath("cells.kino"));
        autosave.run();
        autosave.finish();
        QCOMPARE(copiesIn(folder.path()), 0);

        document.edit("Hide", [](Project& p) { edits::setHidden(p, 0, true); });
        autosave.run();
        autosave.finish();
        QCOMPARE(copiesIn(folder.path()), 1);
        const QString copy = QDir(folder.path()).entryList({"*.kino"}).front();
        QVERIFY(ui::readProject(folder.filePath(copy)).dataset == document.project().dataset);

        document.undo(); // as in the file again
        QCOMPARE(copiesIn(folder.path()), 0);
    }

    void savingRemovesTheCopyEvenWhileItIsWritten() {
        QTemporaryDir folder;
        Document document;
        Autosave autosave(document, folder.path());
        document.setProject(tests::sampleProject());
        document.edit("Hide", [](Project& p) { edits::setHidden(p, 0, true); });
        autosave.run();
        document.undo();
        autosave.finish();
        QCOMPARE(copiesIn(folder.path()), 0);
    }

    void aCleanEndLeavesNothing() {
        QTemporaryDir folder;
        {
            Document document;
            Autosave autosave(document, folder.path());
            document.edit("First", [](Project& p) { edits::addSnapshot(p, 0); });
            autosave.run();
        }
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden));
    }

    void whatARunningProgramKeepsIsNotOffered() {
        QTemporaryDir folder;
        Document document;
        Autosave autosave(document, folder.path());
        document.edit("First", [](Project& p) { edits::addSnapshot(p, 0); });
        autosave.run();
        autosave.finish();
        QCOMPARE(copiesIn(folder.path()), 1);
        QVERIFY(Autosave::abandoned(folder.path()).empty());
    }

    void aKilledProgramLeavesItsWork() {
        QTemporaryDir folder;
        QProcess killed;
        killed.setProgram(QCoreApplication::applicationFilePath());
        killed.setArguments({"AutosaveTest", "worksUntilKilled"});
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(kOtherHalf, folder.path());
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        killed.setProcessEnvironment(environment);
        killed.start();
        QVERIFY(killed.waitForFinished());
        QCOMPARE(killed.exitStatus(), QProcess::CrashExit);

        auto found = Autosave::abandoned(folder.path());
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].originalPath, QString("/home/somebody/cells.kino"));
        QCOMPARE(found[0].title, QString("cells"));
        QVERIFY(found[0].time.secsTo(QDateTime::currentDateTime()) < 60);
        QVERIFY(Autosave::abandoned(folder.path()).empty()); // another start is not offered it too

        Document document;
        Autosave autosave(document, folder.path());
        QSignalSpy opened(&document, &Document::opened);
        autosave.restore(found[0]);
        QVERIFY(opened.wait());
        QVERIFY(document.project().dataset.snapshots[0].hidden);
        QCOMPARE(document.path(), QString("/home/somebody/cells.kino"));
        QVERIFY(document.isModified());
        QCOMPARE(copiesIn(folder.path()), 1); // until the work is safe elsewhere
        autosave.run();
        autosave.finish();
        QCOMPARE(copiesIn(folder.path()), 1);
        QVERIFY(!QFile::exists(found[0].file));

        const QString file = folder.filePath("safe/cells.kino");
        QDir().mkpath(folder.filePath("safe"));
        document.saveAs(file);
        document.finishFileWork();
        QCOMPARE(copiesIn(folder.path()), 0);
    }
    /// The other half of the test above.
    void worksUntilKilled() {
        const QString folder = qEnvironmentVariable(kOtherHalf);
        if (folder.isEmpty())
            QSKIP("called by aKilledProgramLeavesItsWork");
        Document document;
        Autosave autosave(document, folder);
        document.setProject(tests::sampleProject(), "/home/somebody/cells.kino");
        document.edit("Hide", [](Project& p) { edits::setHidden(p, 0, true); });
        autosave.run();
        autosave.finish();
        std::raise(SIGKILL);
    }

    void anUnreadableCopyStays() {
        QTemporaryDir folder;
        QFile file(folder.filePath("broken.kino"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK") == 2);
        file.close();
        auto found = Autosave::abandoned(folder.path());
        QCOMPARE(found.size(), std::size_t(1));
        Document document;
        Autosave autosave(document, folder.path());
        QSignalSpy failed(&document, &Document::failed);
        autosave.restore(found[0]);
        QVERIFY(failed.wait());
        QVERIFY(QFile::exists(found[0].file));
        Autosave::discard(found[0]);
        QVERIFY(!QFile::exists(found[0].file));
    }

    void anUnwritableFolderIsToldOnce() {
        Document document;
        Autosave autosave(document, "/proc/nobody/writes/here");
        QSignalSpy failed(&autosave, &Autosave::failed);
        for (int i = 0; i < 3; ++i) {
            document.edit("Add", [&](Project& p) { edits::addSnapshot(p, i); });
            autosave.run();
            autosave.finish();
        }
        QCOMPARE(failed.count(), 1);
    }
};

KINETOSCOPE_TEST(AutosaveTest)

#include "autosave_test.moc"
