#include "ui/dialogs/import_times.h"

#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/style/theme.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

/// Times and points of the import dialog: words in order, dates, continuous times, files, holes, samples.
class ImportTimesTest : public QObject {
    Q_OBJECT

    using Times = std::vector<double>;

    tests::TemporaryFolder m_folder;
    std::unique_ptr<ui::ImportDialog> m_dialog;

    void open(const engine::SnapshotFiles& files) {
        m_dialog = std::make_unique<ui::ImportDialog>("data", files, engine::joined(files), nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void open(const char* content) { open(engine::readSnapshots({m_folder.write("data.csv", content)})); }
    template <class Widget> Widget* find(const char* name) { return m_dialog->findChild<Widget*>(name); }
    QTableWidget* table() { return find<QTableWidget>("timeTable"); }
    QString words() { return find<QLabel>("timeWords")->text(); }
    QString cell(int row, int column) { return table()->item(row, column)->text(); }
    /// Types a time as a person would: any key begins the edit, Enter ends it.
    void type(int row, const QString& text) {
        m_dialog->showPage("timesPage");
        table()->setCurrentCell(row, 1);
        QTest::keyClick(table(), Qt::Key_F2);
        auto* editor = table()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        if (text.isEmpty())
            QTest::keyClick(editor, Qt::Key_Delete);
        else
            QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
    }
    const engine::Dataset& dataset() { return m_dialog->data().dataset; }
    Times times() {
        Times times;
        for (const engine::Snapshot& snapshot : dataset().snapshots)
            times.push_back(snapshot.time);
        return times;
    }
    std::vector<std::string> names() {
        std::vector<std::string> names;
        for (const engine::Snapshot& snapshot : dataset().snapshots)
            names.push_back(snapshot.name);
        return names;
    }

private slots:
    void initTestCase() { ui::theme(); }
    void cleanup() { m_dialog.reset(); }

    void aRowCanBeDragged() {
        open("stage,x,y\nlate,0,1\nlate,1,1\nearly,2,1\nearly,1,2\nmid,2,3\n");
        find<QToolButton>("timesPage")->click();
        QWidget* view = table()->viewport();
        const auto middle = [&](int row) { return table()->visualRect(table()->model()->index(row, 0)).center(); };
        const auto drag = [&](int from, QPoint to) {
            QTest::mousePress(view, Qt::LeftButton, {}, middle(from));
            for (const QPoint& at : {middle(from) + QPoint(0, 4), (middle(from) + to) / 2, to}) {
                QMouseEvent move(QEvent::MouseMove, QPointF(at), view->mapToGlobal(QPointF(at)), Qt::NoButton,
                                 Qt::LeftButton, {});
                QCoreApplication::sendEvent(view, &move);
            }
        };
        auto* line = find<QFrame>("dropLine");
        drag(0, middle(2) + QPoint(0, 10));
        QVERIFY(line->isVisible());
        QTest::keyClick(table(), Qt::Key_Escape); // not this time
        QVERIFY(!line->isVisible());
        QTest::mouseRelease(view, Qt::LeftButton, {}, middle(2) + QPoint(0, 10));
        QCOMPARE(cell(0, 0), QStringLiteral("late"));
        drag(0, middle(2) + QPoint(0, 10));
        QTest::mouseRelease(view, Qt::LeftButton, {}, middle(2) + QPoint(0, 10));
        QCOMPARE(cell(0, 0), QStringLiteral("early"));
        QCOMPARE(cell(2, 0), QStringLiteral("late"));
        drag(1, middle(0) - QPoint(0, 10));
        QTest::mouseRelease(view, Qt::LeftButton, {}, middle(0) - QPoint(0, 10));
        QTRY_COMPARE(names(), (std::vector<std::string>{"mid", "early", "late"}));
    }

    void wordsCanBePutInOrder() {
        open("stage,x,y\nlate,0,1\nlate,1,1\nearly,2,1\nearly,1,2\nmid,2,3\n");
        find<QToolButton>("timesPage")->click();
        QVERIFY(table()->isVisible());
        QVERIFY2(words().contains("in the order of the file"), qPrintable(words()));
        QCOMPARE(cell(0, 0), QStringLiteral("late"));
        QCOMPARE(cell(2, 1), QStringLiteral("2"));
        QVERIFY(!find<QPushButton>("earlier")->isEnabled());

        QTest::keyClick(table(), Qt::Key_Down, Qt::AltModifier);
        find<QPushButton>("later")->click();
        QTRY_COMPARE(names(), (std::vector<std::string>{"early", "mid", "late"}));
        QCOMPARE(times(), (Times{0, 1, 2}));
        QCOMPARE(table()->currentRow(), 2);
        QVERIFY(!find<QPushButton>("later")->isEnabled());
        QTRY_VERIFY2(words().contains("early = 0, mid = 1, late = 2 as chosen"), qPrintable(words()));
    }

    void aTimeCanBeTypedOrLeftOut() {
        open("stage,x,y\nearly,0,1\nearly,1,1\nmid,2,1\nlate,1,2\nlate,2,3\n");
        type(2, "7,5");
        QTRY_COMPARE(times(), (Times{0, 1, 7.5}));
        type(0, "");
        QTRY_COMPARE(times(), (Times{1, 7.5}));
        QCOMPARE(dataset().pointCount(), 3);
        QTRY_COMPARE(cell(2, 0), QStringLiteral("early")); // behind those with a time
        m_dialog->showPage("pointsPage");
        QVERIFY2(find<QLabel>("rowCounts")->text().contains("2 without a time"),
                 qPrintable(find<QLabel>("rowCounts")->text()));
        type(0, "soon"); // no time: as before
        QTRY_COMPARE(cell(0, 1), QStringLiteral("1"));
        QCOMPARE(times(), (Times{1, 7.5}));
    }

    void datesSayTheirDayZeroAndCanBeTurnedAround() {
        open("day,x\n01/02/2024,1\n01/02/2024,2\n05/02/2024,2\n05/02/2024,4\n");
        QVERIFY2(words().contains("days since 01/02/2024"), qPrintable(words()));
        QCOMPARE(times(), (Times{0, 4}));
        m_dialog->showPage("timesPage");
        QVERIFY(find<QToolButton>("monthFirst")->isVisible());
        QCOMPARE(find<QLineEdit>("timeUnit")->text(), QStringLiteral("days"));
        find<QToolButton>("monthFirst")->click();
        QTRY_COMPARE(times(), (Times{0, 121})); // 2 January to 2 May
        QCOMPARE(find<ui::SegmentedControl>("order")->current(), QStringLiteral("monthFirst"));
    }

    void continuousTimesAreCut() {
        std::string text = "t,x\n";
        for (int i = 0; i < 60; ++i)
            text += std::to_string(i * i * 0.01) + ",1\n";
        open(text.c_str());
        QCOMPARE(dataset().snapshots.size(), 8U);
        m_dialog->showPage("timesPage");
        QVERIFY(find<QCheckBox>("binned")->isChecked() && !table()->isVisible());
        auto* bins = find<ui::NumberField>("bins");
        bins->setFocus();
        bins->selectAll();
        QTest::keyClicks(bins, "3");
        QTest::keyClick(bins, Qt::Key_Return);
        QTRY_COMPARE(dataset().snapshots.size(), 3U);
        QCOMPARE(dataset().snapshots[0].points.size(), 20);
        find<QToolButton>("equalWidth")->click();
        QTRY_VERIFY(dataset().snapshots[0].points.size() > 30);
        find<QCheckBox>("binned")->click();
        QTRY_COMPARE(dataset().snapshots.size(), 60U);
    }

    void theUnitIsALabel() {
        open("t,x\n0,1\n1,2\n");
        m_dialog->showPage("timesPage");
        auto* unit = find<QLineEdit>("timeUnit");
        unit->setFocus();
        QTest::keyClicks(unit, "weeks");
        QTest::keyClick(unit, Qt::Key_Tab);
        QTRY_COMPARE(dataset().timeUnit, std::string("weeks"));
        QCOMPARE(times(), (Times{0, 1}));
    }

    void filesHaveTimesAndCanBeMoved() {
        const auto a = m_folder.write("a.csv", "x\n1\n2\n"), b = m_folder.write("b.csv", "x\n3\n4\n5\n");
        const auto own = m_folder.write("own.csv", "t,x\n5,1\n6,2\n");
        open(engine::readSnapshots({a, b, own}));
        QVERIFY(!find<QToolButton>("columnsPage"));
        QVERIFY(table()->isVisible());
        QCOMPARE(cell(0, 0), QStringLiteral("a.csv"));
        QCOMPARE(cell(2, 1), QStringLiteral("5, 6"));
        QVERIFY(!(table()->item(2, 1)->flags() & Qt::ItemIsEditable));
        QVERIFY(!find<QPushButton>("earlier")->isEnabled() && find<QPushButton>("later")->isEnabled());
        const engine::Real first = dataset().snapshots[2].time;
        find<QPushButton>("later")->click();
        QTRY_COMPARE(dataset().snapshots[2].points.size(), 3); // b is before a now
        type(0, "2.5");
        QTRY_COMPARE(dataset().snapshots[0].time, 2.5);
        QVERIFY(first > 6);
        type(0, ""); // a file has a time
        QTRY_COMPARE(cell(0, 1), QStringLiteral("2.5"));
    }

    void theTimeOfAnAddedFileCanBeChosen() {
        engine::SnapshotFiles base = engine::readSnapshots({m_folder.write("base.csv", "t,x\n0,1\n1,2\n")});
        const engine::Dataset open_ = engine::joined(base).dataset;
        open(engine::addedTo(open_, engine::readSnapshots({m_folder.write("more.csv", "x\n3\n4\n")})));
        QCOMPARE(times(), (Times{0, 1, 2}));
        QCOMPARE(find<QPushButton>("importDataButton")->text(), QStringLiteral("Add 2 points"));
        type(0, "0.5");
        QTRY_COMPARE(times(), (Times{0, 0.5, 1}));
        auto* role = find<QComboBox>("incompleteRows");
        role->setCurrentIndex(1);
        emit role->activated(1); // understood again, the time stays
        QTRY_VERIFY(find<QPushButton>("importDataButton")->isEnabled());
        QCOMPARE(times(), (Times{0, 0.5, 1}));
    }

    void rowsWithoutAValueAreCountedOrRefused() {
        open("t,x,y\n0,1,1\n0,,1\n1,2,1\n,2,1\n1,NA,3\n");
        const QString counts = find<QLabel>("rowCounts")->text();
        QVERIFY2(counts.contains("2 without a coordinate") && counts.contains("1 without a time"), qPrintable(counts));
        m_dialog->showPage("pointsPage");
        auto* choice = find<QComboBox>("incompleteRows");
        QTRY_VERIFY(choice->hasFocus()); // once the window is active
        QTest::keyClick(choice, Qt::Key_End);
        emit choice->activated(2);
        QTRY_VERIFY2(m_dialog->note()->text().contains("line 3"), qPrintable(m_dialog->note()->text()));
        QVERIFY(!find<QPushButton>("importDataButton")->isEnabled());
    }

    void aSampleKeepsTheMass() {
        open("t,x\n0,1\n0,2\n1,2\n1,3\n1,4\n1,5\n");
        m_dialog->showPage("pointsPage");
        find<QCheckBox>("thinned")->click();
        auto* most = find<ui::NumberField>("mostPoints");
        most->setFocus();
        most->selectAll();
        QTest::keyClicks(most, "1");
        QTest::keyClick(most, Qt::Key_Return);
        QTRY_COMPARE(dataset().pointCount(), 2);
        QCOMPARE(find<QTableWidget>("snapshotTable")->item(1, 4)->text(), QStringLiteral("2.00"));
        find<QCheckBox>("thinned")->click();
        QTRY_COMPARE(dataset().pointCount(), 6);
    }
};

KINETOSCOPE_TEST(ImportTimesTest)

#include "import_times_test.moc"
