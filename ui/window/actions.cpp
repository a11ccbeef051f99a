#include "ui/window/actions.h"

#include "ui/style/icons.h"
#include "ui/window/action_table.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>
#include <QWidget>
#include <algorithm>
#include <map>

namespace ui {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("ui::Actions", text); }

const char* menuTitle(ActionMenu menu) {
    switch (menu) {
    case ActionMenu::File:
        return QT_TRANSLATE_NOOP("ui::Actions", "&File");
    case ActionMenu::Edit:
        return QT_TRANSLATE_NOOP("ui::Actions", "&Edit");
    case ActionMenu::View:
        return QT_TRANSLATE_NOOP("ui::Actions", "&View");
    case ActionMenu::Stage:
        return QT_TRANSLATE_NOOP("ui::Actions", "&Stage");
    case ActionMenu::Train:
        return QT_TRANSLATE_NOOP("ui::Actions", "&Train");
    case ActionMenu::Learn:
        return QT_TRANSLATE_NOOP("ui::Actions", "&Learn");
    case ActionMenu::Help:
        break;
    }
    return QT_TRANSLATE_NOOP("ui::Actions", "&Help");
}

/// Of two in a row, one is meant.
QString withoutMnemonic(const QString& text) {
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && ++i == text.size())
            break;
        plain += text[i];
    }
    return plain;
}

const ActionSpec& specOf(const QAction* action) {
    const auto table = actionTable();
    return *std::find_if(table.begin(), table.end(),
                         [&](const ActionSpec& spec) { return action->objectName() == QLatin1String(spec.id); });
}

QList<QKeySequence> keysOf(const ActionSpec& spec) {
    QList<QKeySequence> keys;
    for (const QString& key : QString::fromLatin1(spec.shortcuts).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        keys += QKeySequence(key, QKeySequence::PortableText);
    return keys;
}

} // namespace

Actions::Actions(QWidget* window) : QObject(window), m_recent(new QMenu(translated("Open &recent"), window)) {
    m_recent->setObjectName(QStringLiteral("recentMenu"));
    m_recent->setToolTipsVisible(true);
    auto* tools = new QActionGroup(this);
    auto* themes = new QActionGroup(this);
    auto* symmetries = new QActionGroup(this);
    for (const ActionSpec& spec : actionTable()) {
        auto* action = new QAction(translated(spec.text), this);
        action->setObjectName(QLatin1String(spec.id));
        action->setIcon(icon(QLatin1String(spec.icon)));
        action->setShortcuts(keysOf(spec));
        action->setCheckable(spec.checkable);
        action->setStatusTip(translated(spec.sentence));
        if (*spec.toolText)
            setToolText(action, translated(spec.toolText));
        if (spec.toolGroup == 3)
            tools->addAction(action);
        if (action->objectName().startsWith(QLatin1String("theme")))
            themes->addAction(action);
        if (action->objectName().startsWith(QLatin1String("symmetry")) &&
            action->objectName() != QLatin1String("symmetryAboutView"))
            symmetries->addAction(action);
        refreshToolTip(action);
        window->addAction(action);
        m_all += action;
    }
}

QAction* Actions::operator[](const char* id) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const QAction* a) { return a->objectName() == QLatin1String(id); });
    if (found == m_all.end())
        qFatal("no action is named %s", id);
    return *found;
}

QList<QKeySequence> Actions::defaultShortcuts(const QAction* action) { return keysOf(specOf(action)); }

QAction* Actions::owner(const QKeySequence& keys) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const QAction* action) { return action->shortcuts().contains(keys); });
    return found == m_all.end() ? nullptr : *found;
}

void Actions::setShortcuts(QAction* action, const QList<QKeySequence>& keys) {
    if (action->shortcuts() == keys)
        return;
    for (const QKeySequence& key : keys)
        if (QAction* before = owner(key); before && before != action) {
            QList<QKeySequence> left = before->shortcuts();
            left.removeAll(key);
            give(before, left);
        }
    give(action, keys);
    emit shortcutsChanged();
}

void Actions::resetShortcuts() {
    for (QAction* action : m_all)
        give(action, defaultShortcuts(action));
    emit shortcutsChanged();
}

void Actions::give(QAction* action, const QList<QKeySequence>& keys) {
    action->setShortcuts(keys);
    refreshToolTip(action);
}

void Actions::fill(QMenuBar* bar) {
    std::map<ActionMenu, QMenu*> menus;
    std::map<std::pair<QMenu*, QString>, QMenu*> submenus;
    std::map<QMenu*, int> lastGroup;
    for (QAction* action : m_all) {
        const ActionSpec& spec = specOf(action);
        QMenu*& menu = menus[spec.menu];
        if (!menu) {
            menu = bar->addMenu(translated(menuTitle(spec.menu)));
            lastGroup[menu] = spec.group;
        }
        if (lastGroup[menu] != spec.group)
            menu->addSeparator();
        lastGroup[menu] = spec.group;
        QMenu* target = menu;
        if (*spec.submenu) {
            QMenu*& submenu = submenus[{menu, QLatin1String(spec.submenu)}];
            if (!submenu)
                submenu = menu->addMenu(translated(spec.submenu));
            target = submenu;
        }
        target->addAction(action);
        if (action->objectName() == QLatin1String("openFile"))
            target->addMenu(m_recent);
    }
}

void Actions::fill(QToolBar* bar) {
    const auto addSpace = [bar](QSizePolicy::Policy policy) {
        auto* space = new QWidget;
        space->setSizePolicy(policy, QSizePolicy::Preferred);
        space->setMinimumWidth(6); // with the bar's spacing, eight
        bar->addWidget(space);
    };
    const auto addGroup = [&](int group) {
        for (QAction* action : m_all) {
            if (specOf(action).toolGroup != group)
                continue;
            bar->addAction(action);
            auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
            button->setObjectName(action->objectName() + QLatin1String("Button"));
            button->setFocusPolicy(Qt::TabFocus);
            const bool words = *specOf(action).toolText;
            button->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
            button->setProperty("words", words);
        }
    };
    addSpace(QSizePolicy::Fixed);
    for (int group = 1; group <= 4; ++group) {
        if (group > 1)
            bar->addSeparator();
        addGroup(group);
    }
    addSpace(QSizePolicy::Expanding);
    addGroup(-1);
    addSpace(QSizePolicy::Fixed);
}

void Actions::setToolText(QAction* action, const QString& text) {
    action->setIconText(QLatin1Char(' ') + text); // a little more room between icon and words than Qt leaves
}

QString Actions::placeOf(const QAction* action) {
    const ActionSpec& spec = specOf(action);
    QString place = withoutMnemonic(translated(menuTitle(spec.menu)));
    if (*spec.submenu)
        place += QStringLiteral(" › ") + withoutMnemonic(translated(spec.submenu));
    return place;
}

QString Actions::plainText(const QAction* action) {
    QString text = withoutMnemonic(action->text());
    if (text.endsWith(QChar(0x2026)))
        text.chop(1);
    return text;
}

QString Actions::keyText(const QAction* action) { return action->shortcut().toString(QKeySequence::NativeText); }

void Actions::refreshToolTip(QAction* action) {
    QString tip = QStringLiteral("<b>%1</b>").arg(plainText(action).toHtmlEscaped());
    if (!action->shortcut().isEmpty())
        tip += QStringLiteral("&nbsp;&nbsp; %1").arg(keyText(action).toHtmlEscaped());
    action->setToolTip(
        QStringLiteral("<p style='white-space:pre'>%1<br>%2</p>").arg(tip, action->statusTip().toHtmlEscaped()));
}

} // namespace ui
