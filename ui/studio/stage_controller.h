#pragma once

#include "ui/document/document.h"
#include "ui/export/pane_composer.h"
#include "ui/tools/tool_box.h"
#include "ui/view/stage_warm_up.h"

#include <QObject>
#include <QTimer>

namespace ui {

class MainWindow;
class PaneGrid;
class PopulationController;
class ProbeController;
class ResultsController;
class RevealController;
class StoredRunController;
class Playback;
class TrainingController;
class TrainingTimeController;

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
    /// What the tools know about their surroundings.
    const DrawingContext& drawingContext() const { return m_drawing; }
    ProbeController& probes() const { return *m_probes; }
    PopulationController& populations() const { return *m_populations; }
    RevealController& reveal() const { return *m_reveal; }
    StoredRunController& storedRuns() const { return *m_storedRuns; }
    ResultsController& resultsTable() const { return *m_resultsTable; }
    TrainingTimeController& trainingTime() const { return *m_trainingTime; }
    /// What the stage leaves out at the moment; empty when it draws everything.
    const QString& thinned() const { return m_thinned; }
    /// An empty plane or space of a good size, and the brush to draw in it.
    void beginDrawing();
    void setReducedMotion(bool reduced);
    /// Prepares the first picture while the stage is not seen yet.
    void warmUp() { m_warmUp->start(); }
    /// What the runs' models make of the data, in their order, at the step of training that is shown.
    std::vector<SceneResults> results() const;

signals:
    /// A frame of any pane is about to be drawn, in its paint event.
    void frameBegins();
    /// A frame of any pane: camera and grid may have changed.
    void drawn();
    void thinnedChanged();
    /// The views have been given what they show.
    void composed();

private:
    void connectActions();
    DrawingContext makeDrawingContext();
    void connectDrawing();
    void connectPanes();
    void connectProjection();
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
    bool isDrawing() const;
    bool isPlane() const;

    Document& m_document;
    Selection& m_selection;
    TrainingController& m_training;
    Playback& m_playback;
    MainWindow& m_window;
    PaneGrid* m_panes;
    DrawingContext m_drawing;
    ToolBox* m_tools;
    ProbeController* m_probes;
    PopulationController* m_populations;
    TrainingTimeController* m_trainingTime;
    RevealController* m_reveal;
    ResultsController* m_resultsTable;
    StoredRunController* m_storedRuns;
    StageWarmUp* m_warmUp;
    PaneComposer m_composer;
    QTimer m_composing;
    /// What of a run's model is on the stage.
    struct Shown {
        std::shared_ptr<const engine::Trajectories> trajectories;
        std::shared_ptr<const engine::PlaneSamples> plane;
        bool operator==(const Shown&) const = default;
    };
    std::vector<Shown> m_shown; ///< by run
    QString m_thinned;
    bool m_startsPlaying = true; ///< when the first trajectories of the document arrive
};

} // namespace ui
