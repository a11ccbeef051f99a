#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/document/selection.h"
#include "ui/studio/stage_controller.h"
#include "ui/style/theme.h"
#include "ui/view/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>

namespace {

/// Whether a person works this widget, rather than Qt for another one.
bool isWorked(const QWidget* widget) {
    if (qobject_cast<const QScrollBar*>(widget) || widget->objectName().startsWith(QLatin1String("qt_")))
        return false;
    const QWidget* parent = widget->parentWidget();
    if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent))
        return false; // its field or its list speak for it
    for (const QWidget* around = parent; around; around = around->parentWidget())
        if (around->inherits("QComboBoxPrivateContainer") || around->inherits("QFileDialog") ||
            qobject_cast<const QAbstractItemView*>(around))
            return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           (widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy() && !widget->inherits("QScrollArea"));
}

QStringList nameless(const QWidget& window, int& checked) {
    QStringList problems;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!isWorked(widget))
            continue;
        ++checked;
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken && !spoken->text(QAccessible::Name).trimmed().isEmpty())
            continue;
        QString path;
        for (const QWidget* at = widget; at; at = at->parentWidget())
            path = QStringLiteral("/%1:%2").arg(QLatin1String(at->metaObject()->className()), at->objectName()) + path;
        problems += path;
    }
    return problems;
}

} // namespace

/// Everything that is worked with has a name for those who hear the window, and less motion means less motion.
class AccessibilityTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    QAction& action(const char* id) { return *m_studio->window().actions()[id]; }
    void open(const char* example) {
        m_studio->program.studio().documents().openExample(example);
        m_studio->program.studio().training().setWanted(false);
    }

private slots:
    void init() { m_studio = std::make_unique<tests::WholeStudio>(); }
    void cleanup() { m_studio.reset(); }

    void everythingInTheWindowHasAName() {
        int checked = 0;
        QStringList problems = nameless(m_studio->window(), checked);
        open("split");
        for (const char* tool : {"brushTool", "eraserTool", "lineTool", "stampTool", "polygonTool", "selectTool"}) {
            action(tool).trigger();
            problems += nameless(m_studio->window(), checked);
        }
        open("three-ways");
        problems += nameless(m_studio->window(), checked);
        action("newSpaceDrawing").trigger();
        action("brushTool").trigger();
        problems += nameless(m_studio->window(), checked);
        problems.removeDuplicates();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
        QVERIFY2(checked > 500, qPrintable(QString::number(checked)));
    }

    void everythingInTheDialogsHasAName_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"preferences", "about", "shortcuts", "help", "exportAnimation", "verifyInstallation",
                               "showResults", "findCommand", "editShortcuts", "saveView", "manageViews"})
            QTest::newRow(id) << id;
    }
    void everythingInTheDialogsHasAName() {
        QFETCH(QString, id);
        open("split");
        auto& training = m_studio->program.studio().training();
        training.trainSteps(5);
        QTRY_VERIFY_WITH_TIMEOUT(training.run() && training.run()->step == 5 && training.run()->checkpoint, 60'000);
        m_studio->program.document().edit("View", [](ui::Project& p) { p.view.savedViews = {{"Near", {}, 2}}; });
        const QByteArray name = id.toUtf8();
        QTRY_VERIFY(action(name.constData()).isEnabled());
        action(name.constData()).trigger();
        int checked = 0;
        const QWidget* dialog = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && qobject_cast<QDialog*>(widget))
                dialog = widget;
        const QStringList problems = nameless(dialog ? *dialog : m_studio->window(), checked);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
        QVERIFY(checked > 0);
        if (dialog)
            QVERIFY(!dialog->windowTitle().isEmpty());
    }

    /// Panels and camera jump, and time waits to be let run.
    void lessMotionIsKept() {
        ui::theme().setReducedMotion(true);
        open("two-clouds");
        auto& studio = m_studio->program.studio();
        studio.stage().setReducedMotion(true);
        studio.training().trainSteps(20);
        QTRY_VERIFY_WITH_TIMEOUT(studio.training().run() && studio.training().run()->trajectories, 60'000);
        QTest::qWait(50);
        QVERIFY(!studio.playback().clock().isPlaying());
        ui::SceneView& view = studio.stage().view();
        QCOMPARE(view.state().blendSeconds, 0.0);
        for (const auto motion : {ui::Theme::Motion::Fast, ui::Theme::Motion::Base, ui::Theme::Motion::Slow,
                                  ui::Theme::Motion::Camera})
            QCOMPARE(ui::theme().duration(motion), 0);
        ui::theme().setReducedMotion(false);
    }
};

KINETOSCOPE_TEST(AccessibilityTest)

#include "accessibility_test.moc"
