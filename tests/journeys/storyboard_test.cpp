#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/panels/timeline_panel.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTimer>

namespace {

/// Three clouds of five points at the times 0, 1 and 2.
QByteArray threeClouds() {
    QByteArray text = "t,x,y\n";
    for (int t = 0; t < 3; ++t)
        for (int i = 0; i < 5; ++i)
            text += QByteArray::number(t) + ',' + QByteArray::number(t + 0.1 * i) + ',' + QByteArray::number(i * t) +
                    '\n';
    return text;
}

} // namespace

/// Everything one can do to whole snapshots, with the keyboard and with the pointer, and back again by the history.
class StoryboardJourney : public QObject {
    Q_OBJECT

    static void write(tests::ShownProgram& shown, const char* text) {
        auto* editor = shown.find<QLineEdit>("editor");
        QVERIFY(editor && editor->hasFocus());
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
    }

private slots:
    void arrangesSnapshotsAndGoesBack() {
        const tests::Home home;
        tests::ShownProgram shown(home, {home.write("three.csv", threeClouds())});
        AWAIT(shown.dataset().snapshots.size() == 3);
        const auto& snapshots = shown.dataset().snapshots;
        const engine::Dataset opened = shown.dataset();
        ui::SnapshotsPanel& panel = shown.window().snapshots();
        QVERIFY(!shown.action("renameSnapshot").isEnabled()); // none is chosen yet

        // With the keyboard alone.
        shown.click(panel.row(0));
        shown.press(Qt::Key_F2);
        write(shown, "start");
        QCOMPARE(snapshots[0].name, "start");
        shown.press(Qt::Key_W);
        write(shown, "2.5");
        QCOMPARE(snapshots[0].mass, 2.5);
        QVERIFY(shown.message("not used yet"));
        shown.press(Qt::Key_W);
        write(shown, "-1");
        QCOMPARE(snapshots[0].mass, 2.5);
        QVERIFY(shown.message("must be a positive number"));
        shown.press(Qt::Key_H, Qt::ShiftModifier);
        QVERIFY(snapshots[0].hidden && shown.action("hideSnapshot").isChecked());
        shown.press(Qt::Key_H, Qt::ShiftModifier);
        shown.press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(snapshots[1].name, "start");
        QVERIFY(snapshots[1].time == 1 && snapshots[1].points == opened.snapshots[0].points);
        QCOMPARE(shown.program().studio().selection().currentSnapshot(), 1); // it stays the chosen one
        shown.press(Qt::Key_H);
        QVERIFY(snapshots[1].heldOut);

        // A colour from the menu, which opens on the row.
        QTimer::singleShot(0, [] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu);
            menu->setActiveAction(menu->findChild<QAction*>("Green"));
            QTest::keyClick(menu, Qt::Key_Return);
        });
        shown.action("snapshotColor").trigger();
        QCOMPARE(snapshots[1].color, 0x009E73U);

        // With the pointer: the row to the end, its key to another time.
        const QPointF start = panel.row(1)->rect().center();
        const QPointF end = start + QPointF(0, 1.4 * panel.row(1)->height());
        shown.drag(*panel.row(1), {start + QPointF(0, 10), start + QPointF(0, 40), end});
        QCOMPARE(snapshots[2].name, "start");
        QVERIFY(snapshots[2].time == 2 && snapshots[2].color == 0x009E73U);
        ui::TimelineTrack* track = shown.window().timeline().track();
        const QPointF key = track->keyCenter(1);
        const double goal = track->positionOf(1.5);
        shown.drag(*track, {key + QPointF(8, 0), {goal - 10, key.y()}, {goal, key.y()}});
        QVERIFY(std::abs(snapshots[1].time - 1.5) < 0.02);

        shown.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(snapshots.size(), 4U);

        // The history lists all that, and goes to any of it.
        shown.press(Qt::Key_5, Qt::ControlModifier);
        auto* list = shown.find<QListView>("historyList");
        QVERIFY(list);
        const engine::Dataset done = shown.dataset();
        const int steps = list->model()->rowCount() - 1;
        QCOMPARE(steps, 10);
        QVERIFY(shown.keepPicture("storyboard"));
        const auto go = [&](int step) {
            const QModelIndex index = list->model()->index(step, 0);
            list->scrollTo(index);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        };
        go(0);
        QVERIFY(shown.dataset().snapshots == opened.snapshots);
        go(2);
        QVERIFY(snapshots[0].mass == 2.5 && !snapshots[0].heldOut);
        go(steps);
        QVERIFY(shown.dataset() == done);
    }
};

KINETOSCOPE_TEST(StoryboardJourney)

#include "storyboard_test.moc"
