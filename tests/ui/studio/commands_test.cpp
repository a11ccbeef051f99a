#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/dialogs/shortcut_editor.h"
#include "ui/studio/stage_controller.h"
#include "ui/style/theme.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/command_search.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLineEdit>

/// Commands by their keys and names, in the whole program.
class CommandsTest : public QObject {
    Q_OBJECT

    /// Keys as a person presses them: to whatever has the focus.
    static void type(const char* text) {
        for (; *text; ++text)
            QTest::keyClick(QApplication::focusWidget(), *text);
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    static void activate(QWidget& window) {
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        if (!QApplication::focusWidget())
            window.setFocus();
        QVERIFY(QApplication::focusWidget());
    }

private slots:
    void themesAreFoundAndChosenByName_data() {
        QTest::addColumn<bool>("inGallery");
        QTest::newRow("on the start screen") << true;
        QTest::newRow("in the studio") << false;
    }
    void themesAreFoundAndChosenByName() {
        QFETCH(bool, inGallery);
        tests::WholeStudio studio;
        if (!inGallery) {
            studio.program.studio().documents().openExample("split");
            QTRY_COMPARE(studio.window().mode(), ui::MainWindow::Mode::Studio);
        }
        activate(studio.window());
        const auto* search = studio.window().findChild<ui::CommandSearch*>();
        const std::pair<const char*, ui::Theme::Choice> choices[] = {{"dark", ui::Theme::Choice::Dark},
                                                                     {"light", ui::Theme::Choice::Light},
                                                                     {"contrast", ui::Theme::Choice::Contrast},
                                                                     {"Light", ui::Theme::Choice::Light},
                                                                     {"light theme", ui::Theme::Choice::Light},
                                                                     {"theme dark", ui::Theme::Choice::Dark},
                                                                     {"high contrast", ui::Theme::Choice::Contrast}};
        for (const auto& [words, choice] : choices) {
            press(Qt::Key_K, Qt::ControlModifier);
            QTRY_VERIFY(search->isVisible());
            type(words);
            press(Qt::Key_Return);
            QVERIFY2(ui::theme().choice() == choice, words);
            QVERIFY2(!search->isVisible(), words);
        }
    }

    void chosenKeysAreThereWhenTheProgramStartsAgain() {
        QTemporaryDir folder;
        const app::Application::Options options{folder.filePath("settings.ini"), folder.filePath("recovery"),
                                              QStringLiteral(KINETOSCOPE_PROGRAM), 1};
        {
            app::Application program(options);
            program.start({});
            program.window().actions()["editShortcuts"]->trigger();
            auto* editor = program.window().findChild<ui::ShortcutEditor*>();
            QVERIFY(editor);
            editor->choose(program.window().actions()["showGallery"]);
            auto* keys = editor->findChild<QKeySequenceEdit*>("shortcutKeys");
            keys->setFocus();
            QTest::keyClick(keys, Qt::Key_F9);
            QTRY_COMPARE(program.window().actions()["showGallery"]->shortcut(), QKeySequence(Qt::Key_F9));
            editor->close();
        }
        app::Application program(options);
        program.start({});
        QVERIFY(QTest::qWaitForWindowExposed(&program.window()));
        QCOMPARE(program.window().actions()["showGallery"]->shortcut(), QKeySequence(Qt::Key_F9));
        program.studio().documents().openExample("split");
        QTRY_COMPARE(program.window().mode(), ui::MainWindow::Mode::Studio);
        activate(program.window());
        press(Qt::Key_F9);
        QTRY_COMPARE(program.window().mode(), ui::MainWindow::Mode::Gallery);
    }
};

KINETOSCOPE_TEST(CommandsTest)

#include "commands_test.moc"
