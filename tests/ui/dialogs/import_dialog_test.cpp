#include "ui/dialogs/import_dialog.h"

#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using engine::ColumnRole;

class ImportDialogTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    std::unique_ptr<ui::ImportDialog> m_dialog;

    QComboBox* role(const char* column) {
        return m_dialog->findChild<QComboBox*>(QStringLiteral("role_") + QLatin1String(column));
    }
    ColumnRole roleOf(const char* column) { return ColumnRole(role(column)->currentData().toInt()); }
    /// By keyboard in the opened list: only Enter chooses.
    void choose(const char* column, ColumnRole wanted) {
        QComboBox* box = role(column);
        box->showPopup();
        QTest::keyClick(box->view(), Qt::Key_Home);
        while (box->view()->currentIndex().row() != box->findData(int(wanted)))
            QTest::keyClick(box->view(), Qt::Key_Down);
        QTest::keyClick(box->view(), Qt::Key_Return);
        QVERIFY(roleOf(column) == wanted);
    }
    QPushButton* import() { return m_dialog->findChild<QPushButton*>("importDataButton"); }
    void open(const engine::SnapshotFiles& files) {
        m_dialog = std::make_unique<ui::ImportDialog>("cells.csv", files, engine::joined(files), nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    const engine::Dataset& dataset() { return m_dialog->data().dataset; }

private slots:
    void initTestCase() { ui::theme(); }
    void init() {
        const auto file = m_folder.write("cells.csv", "day,x,y,z,kind,batch\n"
                                                      "2,0,1,5,a,1\n2,1,1,5,b,2\n"
                                                      "4,2,1,6,a,1\n4,3,2,6,b,2\n4,2,3,6,b,2\n");
        open(engine::readSnapshots({file}));
    }
    void cleanup() { m_dialog.reset(); }

    void showsTheGuessAndWhatComesOfIt() {
        QVERIFY(roleOf("day") == ColumnRole::Time && roleOf("x") == ColumnRole::Coordinate);
        QVERIFY(roleOf("kind") == ColumnRole::Attribute);
        auto* snapshots = m_dialog->findChild<QTableWidget*>("snapshotTable");
        QCOMPARE(snapshots->rowCount(), 2);
        QCOMPARE(snapshots->item(1, 1)->text(), QStringLiteral("t = 4"));
        QCOMPARE(snapshots->item(1, 3)->text(), QStringLiteral("3"));
        auto* rows = m_dialog->findChild<QTableWidget*>("firstRows");
        QCOMPARE(rows->item(0, 0)->text(), QStringLiteral("2")); // the line in the file
        QCOMPARE(rows->item(3, 2)->text(), QStringLiteral("3"));
        QCOMPARE(import()->text(), QStringLiteral("Import 5 points"));
        QVERIFY(m_dialog->note()->text().contains("Ready"));
    }

    void anotherRoleIsAnotherDataset() {
        choose("z", ColumnRole::Ignore);
        choose("batch", ColumnRole::Attribute);
        QTRY_VERIFY(import()->isEnabled());
        QTRY_COMPARE(dataset().dimension(), 2);
        QCOMPARE(dataset().snapshots.size(), 2U);
        QCOMPARE(dataset().axisNames, (std::vector<std::string>{"x", "y"}));
        QVERIFY(m_dialog->data().understanding.find("x, y") != std::string::npos);
    }

    void thereIsOneTime() {
        choose("batch", ColumnRole::Time);
        QTRY_VERIFY(import()->isEnabled() && dataset().snapshots.size() == 2 && dataset().firstTime() == 1);
        QVERIFY(roleOf("day") == ColumnRole::Ignore);
    }

    void whatCannotBeIsSaidAndNotImported() {
        choose("kind", ColumnRole::Coordinate); // words
        QTRY_VERIFY(m_dialog->note()->text().contains("Not yet"));
        QVERIFY2(m_dialog->note()->text().contains("kind"), qPrintable(m_dialog->note()->text()));
        QVERIFY(!import()->isEnabled());
        choose("kind", ColumnRole::Attribute);
        QTRY_VERIFY(import()->isEnabled());
        QVERIFY(m_dialog->note()->text().contains("Ready"));
    }

    void withoutTimesItCanBeLookedAt() {
        choose("day", ColumnRole::Ignore);
        QTRY_COMPARE(dataset().snapshots.size(), 1U);
        QTRY_VERIFY(import()->isEnabled());
        QVERIFY(m_dialog->note()->text().contains("Not yet") && m_dialog->note()->text().contains("only one snapshot"));
    }
};

KINETOSCOPE_TEST(ImportDialogTest)

#include "import_dialog_test.moc"
