#include "ui/document/selection.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/edits.h"

#include <QSignalSpy>
#include <QTest>

using engine::Index;
using engine::PointSet;
using engine::Vector;
using ui::Document;
using ui::Project;
using ui::Selection;
namespace edits = ui::edits;

class SelectionTest : public QObject {
    Q_OBJECT

    using Indices = std::vector<Index>;

private slots:
    void choosingPoints() {
        Document document;
        document.setProject(tests::sampleProject());
        Selection selection(document);
        QSignalSpy changed(&selection, &Selection::pointsChanged);
        QCOMPARE(selection.currentSnapshot(), 0);
        selection.setPoints(0, {7, 3, 3, 499, 500, 9999});
        QCOMPARE(selection.points(0), (Indices{3, 7, 499}));
        selection.setPoints(0, {3, 7, 499});
        QCOMPARE(changed.count(), 1);

        const auto right = [](const Eigen::Ref<const Vector>& x) { return x[0] > 0; };
        const auto upper = [](const Eigen::Ref<const Vector>& x) { return x[1] > 0; };
        const engine::Points points = document.project().dataset.snapshots[2].points.points();
        const Index rightCount = (points.row(0).array() > 0).count(),
                    both = (points.row(0).array() > 0 && points.row(1).array() > 0).count(),
                    either = (points.row(0).array() > 0 || points.row(1).array() > 0).count();
        selection.select(2, right);
        QCOMPARE(Index(selection.points(2).size()), rightCount);
        selection.select(2, upper, Selection::Combine::Add);
        QCOMPARE(Index(selection.points(2).size()), either);
        selection.select(2, right);
        selection.select(2, upper, Selection::Combine::Remove);
        QCOMPARE(Index(selection.points(2).size()), rightCount - both);
        QCOMPARE(selection.count(), rightCount - both + 3);
        selection.setPoints(0, {0, 498});
        selection.invert(0);
        QCOMPARE(Index(selection.points(0).size()), 498);
        QVERIFY(selection.points(0).front() == 1 && selection.points(0).back() == 499);
        selection.clear();
        QVERIFY(selection.isEmpty());
        selection.invert(1);
        QCOMPARE(Index(selection.points(1).size()), 600);
        selection.invert(1);
        QVERIFY(selection.isEmpty());
    }

    void movedPointsStayChosenAndRemovedOnesDoNot() {
        Document document;
        document.setProject(tests::sampleProject());
        Selection selection(document);
        selection.setPoints(0, {1, 2});
        selection.setPoints(1, {5});
        document.edit("Move", [](Project& p) { edits::movePoints(p, 0, {1, 2}, Vector::Ones(2)); });
        QCOMPARE(selection.points(0), (Indices{1, 2}));
        QSignalSpy changed(&selection, &Selection::pointsChanged);
        document.edit("Delete", [](Project& p) { edits::deletePoints(p, 0, {1, 2}); });
        QVERIFY(selection.points(0).empty());
        QCOMPARE(selection.points(1), (Indices{5}));
        QCOMPARE(changed.count(), 1);
    }

    void aTwinDoesNotTakeIt() {
        Document document;
        Project project = tests::sampleProject();
        project.dataset.snapshots[1].points = project.dataset.snapshots[0].points; // as a duplicate is at first
        document.setProject(project);
        Selection selection(document);
        selection.setPoints(0, {1, 2});
        document.edit("Move", [](Project& p) { edits::movePoints(p, 0, {1, 2}, Vector::Ones(2)); });
        QCOMPARE(selection.points(0), (Indices{1, 2}));
        QCOMPARE(selection.currentSnapshot(), 0);
        QVERIFY(selection.points(1).empty());
    }

    void aSnapshotKeepsItsSelectionWhereverItGoes() {
        Document document;
        document.setProject(tests::sampleProject());
        Selection selection(document);
        selection.setPoints(0, {4});
        selection.setPoints(1, {6});
        QSignalSpy current(&selection, &Selection::currentSnapshotChanged);
        document.edit("Retime", [](Project& p) { edits::retimeSnapshot(p, 0, 50); });
        QCOMPARE(selection.points(2), (Indices{4}));
        QCOMPARE(selection.points(0), (Indices{6}));
        QCOMPARE(selection.currentSnapshot(), 2);
        document.undo();
        QCOMPARE(selection.points(0), (Indices{4}));
        QCOMPARE(selection.currentSnapshot(), 0);
        selection.setCurrentSnapshot(2);
        document.edit("Delete", [](Project& p) { edits::deleteSnapshot(p, 2); });
        QCOMPARE(selection.currentSnapshot(), 1);
        document.edit("Delete", [](Project& p) { p.dataset.snapshots.clear(); });
        QCOMPARE(selection.currentSnapshot(), -1);
        QVERIFY(selection.isEmpty());
        document.edit("Draw", [](Project& p) { edits::addSnapshot(p, 0); });
        QCOMPARE(selection.currentSnapshot(), 0);
    }

    void anotherProjectHasNothingChosen() {
        Document document;
        document.setProject(tests::sampleProject());
        Selection selection(document);
        selection.setCurrentSnapshot(2);
        selection.setPoints(2, {1});
        document.setProject(tests::sampleProject());
        QVERIFY(selection.isEmpty());
        QCOMPARE(selection.currentSnapshot(), 0);
    }
};

KINETOSCOPE_TEST(SelectionTest)

#include "selection_test.moc"
