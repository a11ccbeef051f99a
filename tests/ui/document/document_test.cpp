#include "ui/document/document.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/edits.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <string>

using engine::Error;
using engine::Index;
using engine::PointSet;
using engine::Vector;
using ui::Document;
using ui::Project;
namespace edits = ui::edits;

namespace {

Document::Changes lastChanges(const QSignalSpy& spy) { return spy.back().front().value<Document::Changes>(); }

int codeOf(const QList<QVariant>& failure) { return int(static_cast<const Error*>(failure[1].constData())->code()); }

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

    /// The document with the sample project, as it was opened.
    static void fill(Document& document) { document.setProject(tests::sampleProject(), "/nowhere/cells.kino"); }

private slots:
    void anEditIsOneUndoableStep() {
        Document document;
        fill(document);
        const Project before = document.project();
        QSignalSpy changed(&document, &Document::projectChanged);

        document.edit("Hold out", [](Project& p) { edits::setHeldOut(p, 0, true); });
        QVERIFY(document.project().dataset.snapshots[0].heldOut);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(lastChanges(changed), Document::Changes(Document::DatasetChange));
        QCOMPARE(document.history().undoText(), QString("Hold out"));

        const Project after = document.project();
        document.undo();
        QVERIFY(document.project() == before);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(lastChanges(changed), Document::Changes(Document::DatasetChange));
        document.redo();
        QVERIFY(document.project() == after);
    }

    void whatChangedIsTold() {
        Document document;
        fill(document);
        QSignalSpy changed(&document, &Document::projectChanged);
        document.edit("Wider", [](Project& p) { p.run().settings.hidden = {256}; });
        QCOMPARE(lastChanges(changed), Document::Changes(Document::SettingsChange));
        document.edit("Arrows", [](Project& p) { p.view.layers.velocity = false; });
        QCOMPARE(lastChanges(changed), Document::Changes(Document::ViewChange));
        document.setCheckpoint(3, tests::sampleCheckpoint(2, 5));
        QCOMPARE(lastChanges(changed), Document::Changes(Document::ResultsChange));
        document.setProject(Project());
        QCOMPARE(int(lastChanges(changed)), 31);
    }

    void anEditThatChangesNothingLeavesNoTrace() {
        Document document;
        fill(document);
        QSignalSpy changed(&document, &Document::projectChanged);
        document.edit("Nothing", [](Project& p) { edits::setHeldOut(p, 1, true); });
        document.edit("Same points", [](Project& p) {
            engine::PointSet& points = p.dataset.snapshots[0].points;
            points = PointSet(points.points(), points.weights(), points.attributes());
        });
        QCOMPARE(document.history().count(), 0);
        QCOMPARE(changed.count(), 0);
        QVERIFY(!document.isModified());
    }

    void anEditThatThrowsLeavesNoTrace() {
        Document document;
        fill(document);
        const Project before = document.project();
        QVERIFY_EXCEPTION_THROWN(document.edit("Retime",
                                               [](Project& p) {
                                                   p.dataset.title = "half done";
                                                   edits::retimeSnapshot(p, 0, 3 - 1 / 3.0);
                                               }),
                                 Error);
        QVERIFY(document.project() == before);
        QCOMPARE(document.history().count(), 0);
    }

    void aGestureIsOneStep() {
        Document document;
        fill(document);
        const Project before = document.project();
        QSignalSpy changed(&document, &Document::projectChanged);
        {
            Document::Gesture stroke(document, "Brush");
            for (int i = 0; i < 20; ++i) {
                Document::Gesture inner(document, "is part of the outer one");
                document.edit("ignored", [&](Project& p) {
                    edits::appendPoints(p, 0, PointSet(tests::randomPoints(2, 10, std::uint64_t(i))));
                });
            }
            QCOMPARE(document.history().count(), 0);
            QVERIFY(document.isModified());
        }
        QCOMPARE(changed.count(), 20);
        QCOMPARE(document.history().count(), 1);
        QCOMPARE(document.history().undoText(), QString("Brush"));
        QCOMPARE(document.project().dataset.snapshots[0].points.size(), Index(700));
        document.undo();
        QVERIFY(document.project() == before);
        QVERIFY(!document.isModified());
        document.redo();
        QCOMPARE(document.project().dataset.snapshots[0].points.size(), Index(700));
    }

    void aGestureThatEndsWhereItBeganLeavesNoTrace() {
        Document document;
        fill(document);
        {
            Document::Gesture drag(document, "Speed");
            document.edit({}, [](Project& p) { p.view.secondsPerPass = 9; });
            document.edit({}, [](Project& p) { p.view.secondsPerPass = 4; });
        }
        QCOMPARE(document.history().count(), 0);
        QVERIFY(!document.isModified());
    }

    void aGestureCanBeTakenBack_data() {
        QTest::addColumn<QString>("how");
        for (const char* how : {"cancel", "undo", "history"})
            QTest::newRow(how) << how;
    }
    void aGestureCanBeTakenBack() {
        QFETCH(QString, how);
        Document document;
        fill(document);
        const Project opened = document.project();
        document.edit("First", [](Project& p) { edits::deletePoints(p, 0, {0, 7}); });
        const Project first = document.project();
        {
            Document::Gesture stroke(document, "Erase");
            document.edit({}, [](Project& p) { edits::eraseDisc(p, 0, Vector::Zero(2), 1); });
            if (how == "cancel")
                stroke.cancel();
            else if (how == "undo")
                document.undo();
            else
                document.history().undo(); // from a list of the history: the stroke goes and one step more
        }
        QVERIFY(document.project() == (how == "history" ? opened : first));
        document.history().setIndex(0);
        QVERIFY(document.project() == opened);
        document.history().setIndex(1);
        QVERIFY(document.project() == first);
    }

    void anEditFromWithinASignalIsSafe() {
        Document document;
        fill(document);
        // As a panel would that keeps one thing in step with another.
        connect(&document, &Document::projectChanged, &document, [&] {
            const int wanted = 5 * int(document.project().dataset.snapshots.size());
            document.edit("Follows", [&](Project& p) { p.view.particleCount = wanted; });
        });
        document.edit("Duplicate", [](Project& p) { edits::duplicateSnapshot(p, 0); });
        QCOMPARE(document.project().view.particleCount, 20);
        document.history().setIndex(0);
        QCOMPARE(document.project().dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(document.project().view.particleCount, 15);
        QCOMPARE(document.history().undoText(), QString("Follows"));
    }

    void touchingPointsOrTimesEndsTheTieToTheExample() {
        Document document;
        fill(document);
        const auto example = [&] { return document.project().dataset.exampleName; };
        document.edit("Name", [](Project& p) { edits::renameSnapshot(p, 0, "start"); });
        document.edit("Hide", [](Project& p) { edits::setHidden(p, 0, true); });
        document.edit("Hold out", [](Project& p) { edits::setHeldOut(p, 0, true); });
        QCOMPARE(example(), std::string("split"));
        document.edit("Retime", [](Project& p) { edits::retimeSnapshot(p, 0, 1.5); });
        QCOMPARE(example(), std::string());
        document.undo();
        QCOMPARE(example(), std::string("split"));
        document.edit("Move", [](Project& p) { edits::movePoints(p, 0, {1}, Vector::Ones(2)); });
        QCOMPARE(example(), std::string());
        engine::Dataset other = tests::sampleDataset(3);
        other.exampleName = "split";
        document.replaceDataset("Example", other);
        QCOMPARE(example(), std::string("split"));
    }

    void trainingResultsAreOutsideTheHistory() {
        Document document;
        fill(document);
        const auto first = document.project().runs[0].checkpoint, second = tests::sampleCheckpoint(2, 8);
        document.edit("Move", [](Project& p) { edits::movePoints(p, 0, {1}, Vector::Ones(2)); });
        document.undo();
        QVERIFY(!document.isModified());
        document.setCheckpoint(3, second);
        QVERIFY(document.isModified());
        QCOMPARE(document.history().count(), 1);
        document.redo();
        QCOMPARE(document.project().runs[0].checkpoint, second);
        document.undo();
        QCOMPARE(document.project().runs[0].checkpoint, second);
        document.setCheckpoint(99, first); // of a run that is gone
        QCOMPARE(document.project().runs[0].checkpoint, second);
    }

    void resultsThatFitNoLongerGoAndComeBack() {
        Document document;
        fill(document);
        const auto flat = document.project().runs[0].checkpoint;
        document.replaceDataset("Import", tests::sampleDataset(3));
        QVERIFY(!document.project().runs[0].checkpoint);
        document.setCheckpoint(3, tests::sampleCheckpoint(3));
        document.undo();
        QCOMPARE(document.project().runs[0].checkpoint, flat);
        document.edit("Delete run", [](Project& p) { p.runs.erase(p.runs.begin()); });
        document.undo();
        QCOMPARE(document.project().runs[0].checkpoint, flat);
    }

    void theActiveRunIsNoEdit() {
        Document document;
        fill(document);
        QCOMPARE(document.project().run().id, 3);
        document.edit("Wider", [](Project& p) { p.run().settings.hidden = {256}; });
        QSignalSpy changed(&document, &Document::projectChanged);
        document.setActiveRun(4);
        QCOMPARE(lastChanges(changed), Document::Changes(Document::ActiveChange));
        QCOMPARE(document.project().run().id, 4);
        QCOMPARE(document.history().count(), 1);
        document.undo(); // takes the width back, and leaves the person where they are
        QCOMPARE(document.project().run().id, 4);
        QVERIFY(!document.isModified());
        document.setActiveRun(99);
        QCOMPARE(document.project().run().id, 4);
    }

    void aClosedRunComesBackWithWhatItLearned() {
        Document document;
        fill(document);
        const auto learned = document.project().runs[0].checkpoint;
        QSignalSpy changed(&document, &Document::projectChanged);
        document.edit("Close pane", [](Project& p) { edits::removeRun(p, 3); });
        QCOMPARE(document.project().run().id, 4);
        QVERIFY(lastChanges(changed).testFlag(Document::ActiveChange));
        document.undo();
        QCOMPARE(document.project().runs.size(), 2U);
        QCOMPARE(document.project().run().id, 3); // and is worked on again
        QVERIFY(learned && document.project().runs[0].checkpoint == learned);
    }

    void noiseOfParticlesIsAMatterOfTheView() {
        Document document;
        fill(document);
        QSignalSpy changed(&document, &Document::projectChanged);
        document.edit("Noise", [](Project& p) { edits::setNoise(p, 3, 0.5); });
        QCOMPARE(lastChanges(changed), Document::Changes(Document::ViewChange));
    }

    void theCameraIsNoEdit() {
        Document document;
        fill(document);
        const ui::ViewChoices::Camera camera{{9, 9, 9}, {}, {}, 2, false};
        document.edit("Arrows", [](Project& p) { p.view.layers.velocity = false; });
        document.setCamera(camera);
        document.undo();
        QVERIFY(document.project().view.camera == camera);
        QVERIFY(!document.isModified());
    }

    void orthographicIsNoEditButIsHeardOf() {
        Document document;
        fill(document);
        const bool before = document.project().view.orthographic;
        document.edit("Arrows", [](Project& p) { p.view.layers.velocity = false; });
        QSignalSpy changed(&document, &Document::projectChanged);
        document.setOrthographic(!before);
        QCOMPARE(lastChanges(changed), Document::Changes(Document::ViewChange));
        document.setOrthographic(!before);
        QCOMPARE(changed.count(), 1);
        document.undo();
        QCOMPARE(document.project().view.orthographic, !before);
        QVERIFY(!document.isModified());
    }

    void savingAndOpening() {
        QTemporaryDir folder;
        const QString path = folder.filePath("deep ✶.kino");
        Document document;
        document.setProject(tests::sampleProject());
        QCOMPARE(document.title(), QString("Zellen ✶"));
        document.edit("Move", [](Project& p) { edits::movePoints(p, 0, {1}, Vector::Ones(2)); });
        const Project written = document.project();

        QSignalSpy saved(&document, &Document::saved), clean(&document, &Document::cleanChanged),
            titled(&document, &Document::titleChanged);
        document.saveAs(path);
        document.edit("Meanwhile", [](Project& p) { edits::setHidden(p, 0, true); });
        document.finishFileWork();
        QCOMPARE(saved.count(), 1);
        QCOMPARE(document.path(), path);
        QCOMPARE(document.title(), QString("deep ✶"));
        QCOMPARE(titled.count(), 1);
        QVERIFY(document.isModified()); // by what happened meanwhile
        document.undo();
        QVERIFY(!document.isModified());
        QCOMPARE(clean.count(), 1);

        Document other;
        QSignalSpy opened(&other, &Document::opened), replaced(&other, &Document::projectReplaced);
        other.open(path);
        QVERIFY(opened.wait());
        QCOMPARE(replaced.count(), 1);
        QVERIFY(other.project().dataset == written.dataset);
        QVERIFY(!other.isModified());
        QCOMPARE(other.path(), path);
    }

    void aFailedOpenOrSaveChangesNothing() {
        QTemporaryDir folder;
        Document document;
        fill(document);
        document.edit("Hide", [](Project& p) { edits::setHidden(p, 0, true); });
        const Project before = document.project();
        QSignalSpy failed(&document, &Document::failed);
        document.open(folder.filePath("not there.kino"));
        document.finishFileWork();
        QCOMPARE(failed.count(), 1);
        QCOMPARE(codeOf(failed[0]), int(engine::ErrorCode::UnusableInput));
        document.saveAs("/proc/nobody/writes/here.kino");
        document.finishFileWork();
        QCOMPARE(failed.count(), 2);
        QCOMPARE(codeOf(failed[1]), int(engine::ErrorCode::CannotWrite));
        QVERIFY(document.project() == before);
        QVERIFY(document.isModified());
        QCOMPARE(document.path(), QString("/nowhere/cells.kino"));
    }

    void theLastOfSeveralFilesWins() {
        QTemporaryDir folder;
        Document document;
        document.setProject(tests::sampleProject());
        document.saveAs(folder.filePath("a.kino"));
        document.saveAs(folder.filePath("b.kino"));
        document.finishFileWork();
        QSignalSpy opened(&document, &Document::opened);
        document.open(folder.filePath("a.kino"));
        document.open(folder.filePath("b.kino"));
        document.finishFileWork();
        QCOMPARE(opened.count(), 1);
        QCOMPARE(document.path(), folder.filePath("b.kino"));
        document.open(folder.filePath("a.kino"));
        document.setProject(Project()); // a gallery card, clicked while the file was read
        document.finishFileWork();
        QVERIFY(document.path().isEmpty() && document.project().dataset.isEmpty());
    }

    void savingOutlivesTheDocument() {
        QTemporaryDir folder;
        const QString path = folder.filePath("quit.kino");
        {
            Document document;
            document.setProject(tests::sampleProject());
            document.saveAs(path);
        }
        QVERIFY(QFile::exists(path));
    }
};

KINETOSCOPE_TEST(DocumentTest)

#include "document_test.moc"
