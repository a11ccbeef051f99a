#pragma once

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

    /// Where the command is found in the menus, for the command search: "Stage › Time".
    static QString placeOf(const QAction* action);
    static QString plainText(const QAction* action);
    /// Words beside the icon in the tool bar.
    static void setToolText(QAction* action, const QString& text);
    /// Name, shortcut and sentence as a tool tip. Call after changing an action's text.
    static void refreshToolTip(QAction* action);

private:
    QVector<QAction*> m_all;
    QMenu* m_recent;
};

} // namespace ui
