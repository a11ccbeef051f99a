#pragma once

#include "ui/document/document.h"
#include "ui/export/scene_composer.h"
#include "ui/tools/tool_box.h"

#include <QObject>
#include <QTimer>

namespace ui {

class MainWindow;
class Playback;
class TrainingController;

/// The stage: composes what it shows from the document, the newest model and the clock, and gives the pointer to the
/// tools.
/// Thread: GUI.
class StageController : public QObject {
    Q_OBJECT

public:
    StageController(Document& document, Selection& selection, TrainingController& training, Playback& playback,
                    MainWindow& window);

    SceneView& view() const { return *m_view; }
    ToolBox& tools() const { return *m_tools; }
    /// What the stage leaves out at the moment; empty when it draws everything.
    const QString& thinned() const { return m_thinned; }
    /// An empty plane of a good size to draw in.
    void showEmptyPlane();

signals:
    void thinnedChanged();

private:
    void connectActions();
    void connectDrawing();
    void beginDocument();
    void compose();
    void composeLater() { m_composing.start(); }
    void followTraining();
    void followClock();
    void showTool(ToolKind kind);
    void updateTheme();
    bool isPlane() const;
    bool isDrawing() const;

    Document& m_document;
    Selection& m_selection;
    TrainingController& m_training;
    Playback& m_playback;
    MainWindow& m_window;
    SceneView* m_view;
    ToolBox* m_tools;
    SceneComposer m_composer;
    QTimer m_composing;
    std::shared_ptr<const engine::Trajectories> m_trajectories;
    QString m_thinned;
    bool m_startsPlaying = true; ///< when the first trajectories of the document arrive
};

} // namespace ui
