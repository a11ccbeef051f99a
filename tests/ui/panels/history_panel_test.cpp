#include "ui/panels/history_panel.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/document.h"
#include "ui/document/edits.h"
#include "ui/style/theme.h"

#include <QListView>
#include <QTest>

class HistoryPanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::theme(); }

    void listsStepsAndGoesToAnyOfThem() {
        ui::Document document;
        document.setProject(tests::sampleProject());
        ui::HistoryPanel panel;
        panel.resize(200, 300);
        panel.follow(document.history());
        connect(&panel, &ui::HistoryPanel::stepWanted, &document.history(), &QUndoStack::setIndex);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto* list = panel.findChild<QListView*>("historyList");
        const auto text = [&](int row) { return list->model()->index(row, 0).data().toString(); };
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(text(0), "Opened");

        std::vector<ui::Project> versions = {document.project()};
        for (const char* name : {"a", "b", "c", "d"}) {
            document.edit(name, [&](ui::Project& p) { ui::edits::renameSnapshot(p, 0, name); });
            versions.push_back(document.project());
        }
        QCOMPARE(list->model()->rowCount(), 5);
        QCOMPARE(text(4), "d");
        QCOMPARE(list->currentIndex().row(), 4);

        const auto click = [&](int row) {
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                              list->visualRect(list->model()->index(row, 0)).center());
        };
        click(1);
        QVERIFY(document.project() == versions[1]);
        QCOMPARE(list->currentIndex().row(), 1);
        QCOMPARE(list->model()->rowCount(), 5); // what was taken back is still there
        QVERIFY(list->model()->index(3, 0).data(Qt::AccessibleTextRole).toString().contains("taken back"));
        click(3);
        QVERIFY(document.project() == versions[3]);
        QTest::keyClick(list, Qt::Key_Up);
        QVERIFY(document.project() == versions[2]);
        QTest::keyClick(list, Qt::Key_Home);
        QVERIFY(document.project() == versions[0]);

        document.redo();
        QCOMPARE(list->currentIndex().row(), 1);
        document.edit("e", [&](ui::Project& p) { ui::edits::renameSnapshot(p, 0, "e"); });
        QCOMPARE(list->model()->rowCount(), 3); // b, c and d are gone
        QCOMPARE(text(2), "e");
        document.setProject(tests::sampleProject());
        QCOMPARE(list->model()->rowCount(), 1);
    }
};

KINETOSCOPE_TEST(HistoryPanelTest)

#include "history_panel_test.moc"
