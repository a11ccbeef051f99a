#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <QVector>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;
class QToolBar;
class QWidget;

namespace ui {

/// Every command as a QAction, made from the action table, and the menus and tool bar made from them.
class Actions : public QObject {
    Q_OBJECT

public:
    /// The actions' shortcuts work in `window`, whether or not its menu bar is shown.
    explicit Actions(QWidget* window);

    /// The action with this id. A wrong id is a programming error and ends the program.
    QAction* operator[](const char* id) const;
    /// In the order of the table.
    const QVector<QAction*>& all() const { return m_all; }
    /// The submenu for recent files, which File shows after Open.
    QMenu* recentMenu() const { return m_recent; }

    void fill(QMenuBar* bar);
    void fill(QToolBar* bar);

    /// The keys the table gives it.
    static QList<QKeySequence> defaultShortcuts(const QAction* action);
    /// Whose these keys are; null: nobody's.
    QAction* owner(const QKeySequence& keys) const;
    /// Gives the action these keys in place of those it had; whoever had one of them has it no longer.
    void setShortcuts(QAction* action, const QList<QKeySequence>& keys);
    /// All keys as in the table.
    void resetShortcuts();

    /// Where the command is found in the menus, for the command search: "Stage › Time".
    static QString placeOf(const QAction* action);
    static QString plainText(const QAction* action);
    /// Words beside the icon in the tool bar.
    static void setToolText(QAction* action, const QString& text);
    /// Its shortcut as a person reads it; empty: it has none.
    static QString keyText(const QAction* action);
    /// Name, shortcut and sentence as a tool tip. Call after changing an action's text.
    static void refreshToolTip(QAction* action);

signals:
    /// One action or more have other keys.
    void shortcutsChanged();

private:
    void give(QAction* action, const QList<QKeySequence>& keys);

    QVector<QAction*> m_all;
    QMenu* m_recent;
};

} // namespace ui
