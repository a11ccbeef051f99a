#pragma once

#include <QAbstractButton>
#include <QFrame>
#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;

namespace ui {

class Actions;

/// Search over all commands (Ctrl+K): a field and the list of what matches, laid over the window.
class CommandSearch : public QFrame {
    Q_OBJECT

public:
    CommandSearch(const Actions& actions, QWidget* window);

    /// Opens over `anchor`, or in the middle at the top where it is not visible.
    void openAt(const QWidget* anchor);
    /// What is listed at the moment, best first.
    QVector<QAction*> matches() const;
    void search(const QString& words);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void fill();
    void runCurrent();
    void dismiss();

    const Actions& m_actions;
    QLineEdit* m_field;
    QListWidget* m_list;
    QLabel* m_nothing; ///< in the place of the list when nothing matches
    QPointer<QWidget> m_focusBefore;
    bool m_pressed = false; ///< a key was pressed since it opened
};

/// What stands in the corner of the menu bar and opens the search.
class CommandSearchButton : public QAbstractButton {
    Q_OBJECT

public:
    /// `command` is what it stands for, whose keys it shows.
    explicit CommandSearchButton(const QAction* command, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {216, 22}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    const QAction* m_command;
};

} // namespace ui
