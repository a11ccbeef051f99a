#pragma once

#include "ui/document/document.h"
#include "ui/export/pane_composer.h"
#include "ui/tools/tool_box.h"

#include <QObject>
#include <QTimer>

namespace ui {

class MainWindow;
class PaneGrid;
class Playback;
class TrainingController;

/// The stage: composes what it shows from the document, the newest models and the clock, a pane for each run, and gives
/// the pointer to the tools. Panes have one camera and one clock; the one a person presses makes its run the active
/// one.
/// Thread: GUI.
class StageController : public QObject {
    Q_OBJECT

public:
    StageController(Document& document, Selection& selection, TrainingController& training, Playback& playback,
                    MainWindow& window);

    /// Of the active run.
    SceneView& view() const;
    PaneGrid& panes() const { return *m_panes; }
    ToolBox& tools() const { return *m_tools; }
    /// What the stage leaves out at the moment; empty when it draws everything.
    const QString& thinned() const { return m_thinned; }
    /// An empty plane of a good size to draw in.
    void showEmptyPlane();
    void setReducedMotion(bool reduced);
    /// What the runs' models make of the data, in their order.
    std::vector<SceneResults> results() const;

signals:
    void thinnedChanged();

private:
    void connectActions();
    void connectDrawing();
    void connectPanes();
    void adopt(SceneView& view);
    void choosePane(int pane);
    void beginDocument();
    void compose();
    void showPlates();
    void composeLater() { m_composing.start(); }
    void followTraining();
    void followClock();
    void showTool(ToolKind kind);
    void updateTheme();
    void showThinned();
    bool isPlane() const;
    bool isDrawing() const;

    Document& m_document;
    Selection& m_selection;
    TrainingController& m_training;
    Playback& m_playback;
    MainWindow& m_window;
    PaneGrid* m_panes;
    ToolBox* m_tools;
    PaneComposer m_composer;
    QTimer m_composing;
    std::vector<std::shared_ptr<const engine::Trajectories>> m_trajectories; ///< by run, as shown
    QString m_thinned;
    bool m_startsPlaying = true; ///< when the first trajectories of the document arrive
};

} // namespace ui
