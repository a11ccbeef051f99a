#include "tests/support/test_registry.h"
#include "ui/style/icons.h"
#include "ui/window/action_table.h"
#include "ui/window/actions.h"
#include "ui/window/command_search.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>

namespace {

/// A window of its own with all actions and the command search.
struct Searchable {
    QMainWindow window;
    ui::Actions actions{&window};
    ui::CommandSearch* search = new ui::CommandSearch(actions, &window);

    Searchable() { window.resize(900, 700); }
    bool show() {
        window.show();
        return QTest::qWaitForWindowExposed(&window);
    }
    QLineEdit* field() const { return search->findChild<QLineEdit*>("commandField"); }
};

} // namespace

class ActionsTest : public QObject {
    Q_OBJECT

private slots:
    void everyActionSaysWhatItIs() {
        QMainWindow window;
        const ui::Actions actions(&window);
        QCOMPARE(actions.all().size(), qsizetype(ui::actionTable().size()));
        QSet<QString> names;
        for (const QAction* action : actions.all()) {
            QVERIFY2(!ui::Actions::plainText(action).isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(action->statusTip().endsWith('.'), qPrintable(action->objectName()));
            QVERIFY2(action->toolTip().contains(action->statusTip().toHtmlEscaped()), qPrintable(action->objectName()));
            QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
            names += action->objectName();
        }
        for (const ui::ActionSpec& spec : ui::actionTable())
            if (*spec.icon)
                QVERIFY2(ui::hasIcon(spec.icon), spec.id);
    }

    void noShortcutMeansTwoThings() {
        QMainWindow window;
        const ui::Actions actions(&window);
        QHash<QKeySequence, QString> owners;
        for (const QAction* action : actions.all())
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!key.isEmpty(), qPrintable(action->objectName()));
                QVERIFY2(!owners.contains(key),
                         qPrintable(key.toString() + ": " + action->objectName() + " and " + owners[key]));
                owners[key] = action->objectName();
            }
        QCOMPARE(owners[QKeySequence(Qt::Key_Space)], QStringLiteral("play"));
        QCOMPARE(owners[QKeySequence(Qt::Key_T)], QStringLiteral("toggleTraining"));
    }

    void everyActionHasItsPlaceInTheMenus() {
        QMainWindow window;
        ui::Actions actions(&window);
        actions.fill(window.menuBar());
        QStringList titles;
        QSet<QAction*> reached;
        std::function<void(const QList<QAction*>&)> walk = [&](const QList<QAction*>& list) {
            for (QAction* action : list) {
                reached += action;
                if (action->menu())
                    walk(action->menu()->actions());
            }
        };
        for (QAction* menu : window.menuBar()->actions())
            titles += menu->text().remove('&');
        walk(window.menuBar()->actions());
        QCOMPARE(titles, (QStringList{"File", "Edit", "View", "Stage", "Train", "Learn", "Help"}));
        for (QAction* action : actions.all())
            QVERIFY2(reached.contains(action), qPrintable(action->objectName()));
    }

    void theToolBarShowsTheMainOnes() {
        QMainWindow window;
        ui::Actions actions(&window);
        auto* bar = new QToolBar;
        actions.fill(bar);
        for (const char* id :
             {"newDrawing", "openFile", "save", "undo", "redo", "brushTool", "toggleTraining", "exportAnimation"})
            QVERIFY2(bar->actions().contains(actions[id]), id);
        delete bar;
    }

    void everyActionIsFoundByItsName() {
        Searchable hidden;
        auto& [window, actions, search] = hidden;
        search->openAt(nullptr);
        for (QAction* action : actions.all()) {
            if (action->objectName() == QLatin1String("findCommand"))
                continue; // one is there already
            search->search(ui::Actions::plainText(action));
            QVERIFY2(!search->matches().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(ui::Actions::plainText(search->matches().constFirst()) == ui::Actions::plainText(action),
                     qPrintable(action->objectName() + " found " + search->matches().constFirst()->objectName()));
        }
        search->search(QStringLiteral("qqqqq"));
        QVERIFY(search->matches().isEmpty());
    }

    void theSearchRunsByKeyboard() {
        Searchable shown;
        auto& [window, actions, search] = shown;
        QVERIFY(shown.show());
        search->openAt(nullptr);
        auto* field = shown.field();
        QSignalSpy brush(actions["brushTool"], &QAction::triggered), light(actions["themeLight"], &QAction::triggered);
        QTest::keyClicks(field, "brus");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(brush.count(), 1);
        QVERIFY(!search->isVisible());
        search->openAt(nullptr);
        QTest::keyClicks(field, "theme");
        const qsizetype count = search->matches().size();
        QVERIFY(count >= 3);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!search->isVisible());
        QCOMPARE(light.count(), 0);
    }

    void whatOpenedTheSearchIsNotTypedIntoIt() {
        Searchable shown;
        auto& [window, actions, search] = shown;
        QVERIFY(shown.show());
        auto* field = shown.field();
        const auto repeat = [field](Qt::Key key, const QString& text) {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text, true);
            QApplication::sendEvent(field, &event);
        };
        search->openAt(nullptr);
        // Ctrl was let go before K, which repeats.
        repeat(Qt::Key_K, "k");
        repeat(Qt::Key_K, "k");
        QCOMPARE(field->text(), QString());
        QTest::keyClicks(field, "light");
        QCOMPARE(field->text(), QStringLiteral("light"));
        repeat(Qt::Key_T, "t"); // a key held on purpose
        QCOMPARE(field->text(), QStringLiteral("lightt"));
        QTest::keyClick(field, Qt::Key_Backspace);
        QSignalSpy light(actions["themeLight"], &QAction::triggered);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(light.count(), 1);
        search->openAt(nullptr);
        repeat(Qt::Key_K, "k"); // the next time as well
        QCOMPARE(field->text(), QString());
    }

    void whoFindsNothingIsTold() {
        Searchable hidden;
        auto& [window, actions, search] = hidden;
        search->openAt(nullptr);
        const auto* nothing = search->findChild<QLabel*>("noCommand");
        QVERIFY(nothing->isHidden());
        search->search("qqqqq");
        QVERIFY(!nothing->isHidden() && search->findChild<QListWidget*>("commandList")->isHidden());
        search->search("light");
        QVERIFY(nothing->isHidden() && !search->findChild<QListWidget*>("commandList")->isHidden());
        QCOMPARE(search->matches().constFirst(), actions["themeLight"]);
    }
};

KINETOSCOPE_TEST(ActionsTest)

#include "actions_test.moc"
