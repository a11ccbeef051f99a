#include "tests/support/test_registry.h"
#include "ui/dialogs/shortcut_editor.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/window/actions.h"
#include "ui/window/command_search.h"
#include "ui/window/shortcut_store.h"

#include <QAction>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace {

/// A window with all commands, and the editor over it.
struct Editing {
    QMainWindow window;
    ui::Actions actions{&window};
    ui::ShortcutEditor editor{actions, &window};

    Editing() {
        window.resize(1000, 760);
        window.show();
        editor.show();
        if (!QTest::qWaitForWindowExposed(&editor))
            qFatal("the editor does not appear");
    }
    template <class Widget> Widget& find(const char* name) { return *editor.findChild<Widget*>(name); }
    QString message() { return find<QLabel>("shortcutMessage").text(); }
    void press(const char* action, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        editor.choose(actions[action]);
        auto& keys = find<QKeySequenceEdit>("shortcutKeys");
        keys.setFocus();
        QTest::keyClick(&keys, key, modifiers);
        QCoreApplication::processEvents();
    }
    void click(const char* button) { QTest::mouseClick(&find<QPushButton>(button), Qt::LeftButton); }
    QString shownKeys(const char* action) {
        for (QTreeWidgetItemIterator at(&find<QTreeWidget>("shortcutList")); *at; ++at)
            if ((*at)->data(0, Qt::UserRole).value<QAction*>() == actions[action])
                return (*at)->text(1);
        return QStringLiteral("not listed");
    }
    QList<QKeySequence> keysOf(const char* action) { return actions[action]->shortcuts(); }
};

QList<QKeySequence> keys(const char* text) { return {QKeySequence(QLatin1String(text), QKeySequence::PortableText)}; }

} // namespace

class ShortcutEditorTest : public QObject {
    Q_OBJECT

private slots:
    void everyCommandIsListedBelowItsPlace() {
        Editing e;
        int listed = 0;
        for (QTreeWidgetItemIterator at(&e.find<QTreeWidget>("shortcutList")); *at; ++at)
            if (const auto* action = (*at)->data(0, Qt::UserRole).value<QAction*>()) {
                QCOMPARE((*at)->parent()->text(0), ui::Actions::placeOf(action));
                ++listed;
            }
        QCOMPARE(listed, int(e.actions.all().size()));
        QCOMPARE(e.shownKeys("themeLight"), QString()); // also those without keys
        QCOMPARE(e.shownKeys("redo"), QStringLiteral("Ctrl+Shift+Z, Ctrl+Y"));
    }

    void theFilterGoesByNamePlaceAndKeys() {
        Editing e;
        auto& filter = e.find<QLineEdit>("shortcutFilter");
        const auto shown = [&] {
            QStringList names;
            for (QTreeWidgetItemIterator at(&e.find<QTreeWidget>("shortcutList"), QTreeWidgetItemIterator::NotHidden);
                 *at; ++at)
                if (const auto* action = (*at)->data(0, Qt::UserRole).value<QAction*>();
                    action && !(*at)->parent()->isHidden())
                    names += action->objectName();
            return names;
        };
        filter.setText("theme light");
        QCOMPARE(shown(), QStringList{"themeLight"});
        QCOMPARE(e.editor.current(), e.actions["themeLight"]);
        filter.setText("ctrl+k");
        QVERIFY(shown().contains("findCommand") && !shown().contains("brushTool"));
        filter.setText("qqqq");
        QVERIFY(shown().isEmpty() && !e.editor.current());
        QVERIFY(!e.find<QKeySequenceEdit>("shortcutKeys").isEnabled());
        filter.clear();
        QVERIFY(shown().size() == e.actions.all().size() && e.editor.current());
    }

    void pressedKeysBelongToTheChosenCommand() {
        Editing e;
        e.press("themeLight", Qt::Key_F9, Qt::ControlModifier);
        QCOMPARE(e.keysOf("themeLight"), keys("Ctrl+F9"));
        QCOMPARE(e.shownKeys("themeLight"), QStringLiteral("Ctrl+F9"));
        QVERIFY(e.actions["themeLight"]->toolTip().contains("Ctrl+F9"));
        QVERIFY(e.message().contains("Ctrl+F9"));
        // The second stroke takes the place of the first.
        e.press("themeLight", Qt::Key_F10, Qt::ControlModifier);
        QCOMPARE(e.keysOf("themeLight"), keys("Ctrl+F10"));
        e.click("clearShortcut");
        QVERIFY(e.keysOf("themeLight").isEmpty());
        QCOMPARE(e.shownKeys("themeLight"), QString());
    }

    void keysOfAnotherCommandAreTakenOnlyWhenAsked() {
        Editing e;
        QVERIFY(!e.find<QPushButton>("takeShortcut").isVisible());
        e.press("eraserTool", Qt::Key_B);
        QCOMPARE(e.keysOf("eraserTool"), keys("E"));
        QCOMPARE(e.keysOf("brushTool"), keys("B"));
        QVERIFY2(e.message().contains("Brush") && e.message().contains("Stage"), qPrintable(e.message()));
        QVERIFY(e.find<QPushButton>("takeShortcut").isVisible());
        // Whoever goes on to another command has not taken them.
        e.editor.choose(e.actions["stampTool"]);
        QVERIFY(!e.find<QPushButton>("takeShortcut").isVisible() && e.message().isEmpty());
        e.press("eraserTool", Qt::Key_B);
        e.click("takeShortcut");
        QCOMPARE(e.keysOf("eraserTool"), keys("B"));
        QVERIFY(e.keysOf("brushTool").isEmpty());
        QCOMPARE(e.shownKeys("brushTool"), QString());
        QVERIFY(!e.actions["brushTool"]->toolTip().contains("&nbsp;"));
        // Back to what it had means taking again, and asks again.
        e.editor.choose(e.actions["brushTool"]);
        e.click("resetShortcut");
        QVERIFY(e.message().contains("Eraser") && e.keysOf("brushTool").isEmpty());
        e.click("takeShortcut");
        QCOMPARE(e.keysOf("brushTool"), keys("B"));
        QVERIFY(e.keysOf("eraserTool").isEmpty());
    }

    void everythingGoesByKeyboard() {
        Editing e;
        auto& list = e.find<QTreeWidget>("shortcutList");
        QCOMPARE(e.editor.focusWidget(), &e.find<QLineEdit>("shortcutFilter"));
        QTest::keyClicks(e.editor.focusWidget(), "eraser");
        QTest::keyClick(e.editor.focusWidget(), Qt::Key_Tab);
        QTRY_COMPARE(e.editor.focusWidget(), &list);
        QTest::keyClick(&list, Qt::Key_Return);
        auto& field = e.find<QKeySequenceEdit>("shortcutKeys");
        QTRY_VERIFY(field.isAncestorOf(e.editor.focusWidget()) || field.hasFocus());
        QTest::keyClick(&field, Qt::Key_B);
        QTRY_VERIFY(e.message().contains("Brush"));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(e.keysOf("eraserTool"), keys("B"));
        QVERIFY(e.editor.isVisible()); // neither key has closed it
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(e.editor.focusWidget(), &list);
        QVERIFY(e.editor.isVisible());
    }

    void resetAllBringsTheTableBack() {
        Editing e;
        QVERIFY(!e.find<QPushButton>("resetAllShortcuts").isEnabled());
        e.press("themeDark", Qt::Key_F9);
        e.press("redo", Qt::Key_B);
        e.click("takeShortcut");
        QVERIFY(e.keysOf("redo") == keys("B") && e.keysOf("brushTool").isEmpty());
        e.click("resetAllShortcuts");
        for (const QAction* action : e.actions.all())
            QCOMPARE(action->shortcuts(), ui::Actions::defaultShortcuts(action));
        QVERIFY(!e.find<QPushButton>("resetAllShortcuts").isEnabled());
    }

    void choicesComeBackInANewWindow() {
        QTemporaryDir folder;
        const QString file = folder.filePath("settings.ini");
        {
            Editing e;
            e.press("eraserTool", Qt::Key_B);
            e.click("takeShortcut");
            e.press("themeLight", Qt::Key_Semicolon, Qt::ControlModifier);
            QSettings settings(file, QSettings::IniFormat);
            ui::storeShortcuts(e.actions, settings);
            settings.setValue("shortcuts/ofAnotherVersion", "Ctrl+F9");
        }
        {
            QMainWindow window;
            ui::Actions actions(&window);
            QSettings settings(file, QSettings::IniFormat);
            ui::loadShortcuts(actions, settings);
            QCOMPARE(actions["eraserTool"]->shortcuts(), keys("B"));
            QVERIFY(actions["brushTool"]->shortcuts().isEmpty());
            QCOMPARE(actions["themeLight"]->shortcuts(), keys("Ctrl+;"));
            QCOMPARE(actions["redo"]->shortcuts().size(), 2);
            actions.resetShortcuts();
            ui::storeShortcuts(actions, settings);
        }
        QSettings settings(file, QSettings::IniFormat);
        settings.beginGroup("shortcuts");
        QCOMPARE(settings.allKeys(), QStringList());
    }

    void aChoiceHoldsAgainstATableThatGivesItsKeysAway() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        settings.setValue("shortcuts/themeLight", "B"); // the file knows nothing of the brush
        QMainWindow window;
        ui::Actions actions(&window);
        ui::loadShortcuts(actions, settings);
        QCOMPARE(actions["themeLight"]->shortcuts(), keys("B"));
        QVERIFY(actions["brushTool"]->shortcuts().isEmpty());
    }

    void theSheetShowsTheKeysAsTheyAre() {
        QMainWindow window;
        window.resize(1200, 900);
        ui::Actions actions(&window);
        const auto written = [&] {
            const ui::ShortcutsDialog sheet(actions, &window);
            QStringList texts;
            for (const QLabel* label : sheet.findChildren<QLabel*>())
                texts += label->text();
            return texts;
        };
        QVERIFY(!written().contains("Ctrl+F9") && !written().contains("Light"));
        actions.setShortcuts(actions["themeLight"], keys("Ctrl+F9"));
        actions.setShortcuts(actions["findCommand"], keys("Ctrl+F8"));
        QVERIFY(written().contains("Ctrl+F9") && written().contains("Light"));
        QVERIFY(written().contains("Ctrl+F8 finds a command by its name"));
        QVERIFY(!written().join(' ').contains("Ctrl+K"));
    }
};

KINETOSCOPE_TEST(ShortcutEditorTest)

#include "shortcut_editor_test.moc"
