#pragma once

#include "ui/document/document.h"

#include <QObject>
#include <optional>

class QMenu;

namespace ui {

class EditController;
class MainWindow;
class Selection;

/// The storyboard: what a person does to whole snapshots, in their list, on the line of time, by command or by the menu
/// under the pointer.
/// Thread: GUI.
class SnapshotController : public QObject {
    Q_OBJECT

public:
    SnapshotController(Document& document, Selection& selection, EditController& edits, MainWindow& window);

private:
    void connectPanels();
    void connectActions();
    void showState();
    void choose(int snapshot);
    void add();
    void move(int from, int to);
    void retime(int snapshot, double time, bool finished);
    void setMass(int snapshot, std::optional<double> mass);
    void setColor(std::optional<unsigned> color);
    void toggleHidden(int snapshot);
    void fillColors(QMenu& menu);
    void askForColor();
    void showMenu(const QPoint& globalPosition);
    void showColors();
    int current() const;
    const std::vector<engine::Snapshot>& snapshots() const { return m_document.project().dataset.snapshots; }

    Document& m_document;
    Selection& m_selection;
    EditController& m_edits;
    MainWindow& m_window;
    std::optional<Document::Gesture> m_gesture; ///< while a key is dragged
    int m_dragged = -1;                         ///< the snapshot whose key it is
};

} // namespace ui
