#pragma once

#include <QWidget>

class QListView;
class QUndoStack;

namespace ui {

/// All edits of the document, oldest first, with where it stands now; what was taken back is faint. Shows a history and
/// says to which step a person wants to go; changes nothing itself.
class HistoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    /// Follows it from now on. It must outlive the panel, or be replaced.
    void follow(QUndoStack& history);

signals:
    /// So many steps done: 0 is the document as it was opened.
    void stepWanted(int step);

private:
    class Steps;
    void showIndex();

    Steps* m_steps;
    QListView* m_list;
};

} // namespace ui
