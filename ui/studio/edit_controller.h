#pragma once

#include "ui/document/document.h"

#include <QObject>
#include <functional>
#include <optional>

namespace ui {

class MainWindow;
class Playback;
class Selection;

/// Joins panels and commands with the document: what a person changes becomes an edit, what an edit changes is shown.
/// Thread: GUI.
class EditController : public QObject {
    Q_OBJECT

public:
    EditController(Document& document, Selection& selection, Playback& playback, MainWindow& window);

    /// Marks the snapshot that tools and commands work on.
    void showCurrent() { setCurrentShown(true); }
    bool showsCurrent() const { return m_showsCurrent; }
    /// The list and the line of time, as the document has them.
    void showSelection();
    /// Runs an edit; what it refuses is said in the message bar.
    void attempt(const QString& text, const std::function<void(Project&)>& change);

signals:
    /// Which snapshot is worked on, or what can be done with it, may be another.
    void currentShown();

private:
    void connectPanels();
    void connectActions();
    void show(Document::Changes changes);
    void suggestNextSnapshot();
    void showEnabled();
    void changeView(const QString& text, const ViewChoices& view, bool finished);
    void changeNoise(std::optional<double> noise, bool finished);
    void changeLambda(std::optional<double> lambda, bool finished);
    void deletePoints();
    int current() const;
    void setCurrentShown(bool shown);

    Document& m_document;
    Selection& m_selection;
    Playback& m_playback;
    MainWindow& m_window;
    std::optional<Document::Gesture> m_gesture; ///< while a slider is dragged
    bool m_showsCurrent = false;                ///< once a person has chosen a snapshot or a tool that works on one
    int m_suggested;                            ///< the empty snapshot that was suggested, or what is in its place
};

} // namespace ui
