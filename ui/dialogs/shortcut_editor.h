#pragma once

#include "ui/dialogs/studio_dialog.h"

#include <QKeySequence>
#include <QList>

class QAction;
class QKeySequenceEdit;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

class Actions;

/// Every command with its keys, by the place it has in the menus: one chooses a command and presses other keys for it.
/// Keys that belong to another command stay there until the person says that they shall be taken.
class ShortcutEditor : public StudioDialog {
    Q_OBJECT

public:
    ShortcutEditor(Actions& actions, QWidget* parent);

    /// The command that keys are pressed for; null: the filter leaves none.
    QAction* current() const;
    void choose(const QAction* action);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeRecorder();
    void fill();
    void filter();
    void showKeys();
    void showCurrent();
    void takePressed();
    /// Gives the keys to the current command, or says whose they are.
    void offer(const QList<QKeySequence>& keys);
    void takeOver();
    void say(const QString& words, bool offersTakingOver = false);
    QTreeWidgetItem* itemOf(const QAction* action) const;

    Actions& m_actions;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    QLabel *m_name, *m_sentence, *m_message;
    QKeySequenceEdit* m_record;
    QPushButton *m_clear, *m_reset, *m_takeOver, *m_resetAll = nullptr;
    QList<QKeySequence> m_wanted; ///< another command has one of them
};

} // namespace ui
