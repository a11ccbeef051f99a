#include "ui/panels/snapshots_panel.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/panels/snapshot_row.h"
#include "ui/style/theme.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

class SnapshotsPanelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ui::SnapshotsPanel> makePanel() {
        auto panel = std::make_unique<ui::SnapshotsPanel>();
        panel->resize(168, 480);
        panel->show(tests::sampleDataset(), 0);
        panel->QWidget::show();
        (void)QTest::qWaitForWindowExposed(panel.get());
        return panel;
    }

    static void drag(ui::SnapshotRow* row, const QWidget* over, int above, bool letsGo = true) {
        const QPoint start = row->rect().center();
        const QPoint goal = row->mapFromGlobal(over->mapToGlobal(over->rect().center() + QPoint(0, -above)));
        QTest::mousePress(row, Qt::LeftButton, {}, start);
        for (int i = 1; i <= 8; ++i) { // not QTest::mouseMove(), which moves the real pointer
            const QPoint at = start + (goal - start) * i / 8;
            QMouseEvent move(QEvent::MouseMove, at, row->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(row, &move);
        }
        if (letsGo)
            QTest::mouseRelease(row, Qt::LeftButton, {}, goal);
    }

private slots:
    void initTestCase() { ui::theme(); }

    void draggingARowMovesIt() {
        const auto panel = makePanel();
        QSignalSpy moved(panel.get(), &ui::SnapshotsPanel::moved);
        drag(panel->row(0), panel->row(2), -20); // below the middle of the last
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.takeFirst(), QVariantList({0, 2}));
        drag(panel->row(2), panel->row(0), 20);
        QCOMPARE(moved.takeFirst(), QVariantList({2, 0}));
        drag(panel->row(0), panel->row(1), -20);
        QCOMPARE(moved.takeFirst(), QVariantList({0, 1}));
    }

    void aRowLetGoBesideItselfStays() {
        const auto panel = makePanel();
        QSignalSpy moved(panel.get(), &ui::SnapshotsPanel::moved);
        drag(panel->row(1), panel->row(1), 30);
        drag(panel->row(0), panel->row(1), 20);
        QCOMPARE(moved.count(), 0);
    }

    void theLineShowsWhereAndEscapeGivesUp() {
        const auto panel = makePanel();
        QSignalSpy moved(panel.get(), &ui::SnapshotsPanel::moved);
        const auto* line = panel->findChild<QWidget*>("dropLine");
        QVERIFY(line && line->isHidden());
        drag(panel->row(0), panel->row(2), -20, false);
        QVERIFY(line->isVisible());
        QVERIFY(line->y() > panel->row(2)->geometry().center().y());
        QTest::keyClick(panel->row(0), Qt::Key_Escape);
        QVERIFY(line->isHidden());
        QTest::mouseRelease(panel->row(0), Qt::LeftButton, {}, QPoint(20, 300));
        QCOMPARE(moved.count(), 0);
    }

    void aMassIsTyped() {
        const auto panel = makePanel();
        QSignalSpy massEdited(panel.get(), &ui::SnapshotsPanel::massEdited);
        auto* editor = panel->row(0)->findChild<QLineEdit*>("editor");
        panel->row(0)->editMass();
        QVERIFY(editor->isVisible());
        QTest::keyClicks(editor, "2.5");
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(editor->isHidden());
        QCOMPARE(massEdited.takeFirst().at(1).value<std::optional<double>>(), std::optional(2.5));

        panel->row(2)->editMass(); // has 1.7; empty takes it away
        editor = panel->row(2)->findChild<QLineEdit*>("editor");
        QCOMPARE(editor->text(), "1.7");
        editor->clear();
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(!massEdited.takeFirst().at(1).value<std::optional<double>>());

        panel->row(0)->editMass();
        editor = panel->row(0)->findChild<QLineEdit*>("editor");
        QTest::keyClicks(editor, "much");
        QTest::keyClick(editor, Qt::Key_Return); // handed on, so that the edit can refuse it with words
        QVERIFY(std::isnan(*massEdited.takeFirst().at(1).value<std::optional<double>>()));

        panel->row(0)->editMass();
        QTest::keyClicks(editor, "3");
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(editor->isHidden() && massEdited.isEmpty());
    }
};

KINETOSCOPE_TEST(SnapshotsPanelTest)

#include "snapshots_panel_test.moc"
