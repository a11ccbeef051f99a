#include "ui/studio/edit_controller.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/snapshot_row.h"
#include "ui/panels/snapshots_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/panels/tool_options.h"
#include "ui/playback/playback.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QUndoStack>
#include <algorithm>

namespace ui {

namespace {
constexpr int kBegin = -1, kNothing = -2; ///< what is suggested besides snapshots
}

EditController::EditController(Document& document, Selection& selection, Playback& playback, MainWindow& window)
    : m_document(document), m_selection(selection), m_playback(playback), m_window(window), m_suggested(kNothing) {
    connectPanels();
    connectActions();
    connect(&document, &Document::projectReplaced, this, [this] {
        m_suggested = kNothing;
        setCurrentShown(false);
    });
    connect(&document, &Document::projectChanged, this, &EditController::show);
    connect(&selection, &Selection::currentSnapshotChanged, this, &EditController::showSelection);
    connect(&selection, &Selection::currentSnapshotChanged, this, &EditController::suggestNextSnapshot);
    connect(&selection, &Selection::pointsChanged, this, &EditController::showEnabled);
    connect(&theme(), &Theme::changed, this, &EditController::showSelection);
    connect(&window, &MainWindow::modeChanged, this, &EditController::showEnabled);
    show(Document::Changes(~0));
}

int EditController::current() const { return m_selection.currentSnapshot(); }

void EditController::setCurrentShown(bool shown) {
    if (shown == m_showsCurrent)
        return;
    m_showsCurrent = shown;
    showSelection();
}

void EditController::attempt(const QString& text, const std::function<void(Project&)>& change) {
    try {
        m_document.edit(text, change);
    } catch (const engine::Error& error) {
        m_window.stage().messages()->post(messageOf(error));
    }
}

void EditController::connectPanels() {
    InspectorPanel& inspector = m_window.inspector();
    connect(&inspector, &InspectorPanel::settingsEdited, this,
            [this](const QString& text, const engine::TrainingSettings& settings) {
                attempt(text, [&](Project& p) { edits::changeSettings(p, p.run().id, settings); });
                m_window.inspector().show(m_document.project()); // also where it was refused
            });
    connect(&inspector, &InspectorPanel::viewEdited, this, &EditController::changeView);
    connect(&inspector, &InspectorPanel::noiseEdited, this, &EditController::changeNoise);
    connect(&inspector, &InspectorPanel::lambdaEdited, this, &EditController::changeLambda);
}

void EditController::connectActions() {
    const Actions& actions = m_window.actions();
    connect(actions["undo"], &QAction::triggered, &m_document, &Document::undo);
    connect(actions["redo"], &QAction::triggered, &m_document, &Document::redo);
    QUndoStack& history = m_document.history();
    const auto nameStep = [](QAction* action, const QString& verb, const QString& step) {
        action->setText(step.isEmpty() ? verb : tr("%1: %2").arg(verb, step));
        Actions::refreshToolTip(action);
    };
    connect(&history, &QUndoStack::undoTextChanged, this,
            [&actions, nameStep](const QString& text) { nameStep(actions["undo"], tr("&Undo"), text); });
    connect(&history, &QUndoStack::redoTextChanged, this,
            [&actions, nameStep](const QString& text) { nameStep(actions["redo"], tr("&Redo"), text); });
    connect(&history, &QUndoStack::indexChanged, this, &EditController::showEnabled);

    m_window.history().follow(history);
    connect(&m_window.history(), &HistoryPanel::stepWanted, &history, &QUndoStack::setIndex);

    connect(actions["selectAll"], &QAction::triggered, this,
            [this] { m_selection.select(current(), [](const auto&) { return true; }); });
    connect(actions["selectNone"], &QAction::triggered, &m_selection, &Selection::clear);
    connect(actions["deletePoints"], &QAction::triggered, this, &EditController::deletePoints);

    connect(actions["compareCopy"], &QAction::triggered, this,
            [this] { attempt(tr("Compare with a copy"), [](Project& p) { edits::duplicateRun(p, p.run().id); }); });
    connect(actions["closePane"], &QAction::triggered, this,
            [this] { attempt(tr("Close pane"), [](Project& p) { edits::removeRun(p, p.run().id); }); });

    connect(actions["removeOverlay"], &QAction::triggered, this,
            [this] { attempt(tr("Remove the overlay"), [](Project& p) { p.overlays.clear(); }); });

    struct Layer {
        const char* action;
        bool LayerChoices::*member;
    };
    for (const Layer& layer :
         {Layer{"layerSnapshots", &LayerChoices::snapshots}, Layer{"layerParticles", &LayerChoices::particles},
          Layer{"layerTrails", &LayerChoices::trails}, Layer{"layerVelocity", &LayerChoices::velocity},
          Layer{"layerStreams", &LayerChoices::streams}, Layer{"layerField", &LayerChoices::field},
          Layer{"layerDensity", &LayerChoices::density}, Layer{"layerUnreached", &LayerChoices::unreached},
          Layer{"layerTruth", &LayerChoices::truth}, Layer{"layerSparks", &LayerChoices::sparks},
          Layer{"layerOverlay", &LayerChoices::overlay}, Layer{"layerAxes", &LayerChoices::axes},
          Layer{"layerLegend", &LayerChoices::legend}}) {
        QAction* action = actions[layer.action];
        connect(action, &QAction::triggered, this, [this, action, layer](bool shown) {
            attempt((shown ? tr("Show %1") : tr("Hide %1")).arg(Actions::plainText(action).toLower()),
                    [&](Project& p) { p.view.layers.*layer.member = shown; });
        });
    }
}

void EditController::show(Document::Changes changes) {
    const Project& project = m_document.project();
    if (changes & (Document::DatasetChange | Document::SettingsChange | Document::ViewChange | Document::ActiveChange))
        m_window.inspector().show(project);
    if (changes & Document::DatasetChange) {
        const engine::Dataset& dataset = project.dataset;
        if (dataset.snapshots.size() >= 2)
            m_playback.setRange(dataset.firstTime(), dataset.lastTime());
        showSelection();
    }
    if (changes & Document::ViewChange) {
        const LayerChoices& layers = project.view.layers;
        const Actions& actions = m_window.actions();
        actions["layerSnapshots"]->setChecked(layers.snapshots);
        actions["layerParticles"]->setChecked(layers.particles);
        actions["layerTrails"]->setChecked(layers.trails);
        actions["layerVelocity"]->setChecked(layers.velocity);
        actions["layerStreams"]->setChecked(layers.streams);
        actions["layerField"]->setChecked(layers.field);
        actions["layerDensity"]->setChecked(layers.density);
        actions["layerUnreached"]->setChecked(layers.unreached);
        actions["layerTruth"]->setChecked(layers.truth);
        actions["layerSparks"]->setChecked(layers.sparks);
        actions["layerOverlay"]->setChecked(layers.overlay);
        for (const char* id : {"layerOverlay", "removeOverlay"})
            actions[id]->setEnabled(!project.overlays.empty());
        actions["layerAxes"]->setChecked(layers.axes);
        actions["layerLegend"]->setChecked(layers.legend);
        m_playback.setSecondsPerPass(project.view.secondsPerPass);
    }
    if (changes & Document::DatasetChange)
        suggestNextSnapshot();
    showEnabled();
}

void EditController::suggestNextSnapshot() {
    // Whoever begins a drawing is told what to do, and after the first cloud where the second goes.
    const auto& snapshots = m_document.project().dataset.snapshots;
    const auto empty =
        std::find_if(snapshots.begin(), snapshots.end(), [](const auto& s) { return s.points.isEmpty(); });
    const bool anyPoints =
        std::any_of(snapshots.begin(), snapshots.end(), [](const auto& s) { return !s.points.isEmpty(); });
    const int next = int(empty - snapshots.begin());
    const bool begins = !anyPoints && snapshots.size() > 1;
    const bool goesOn = anyPoints && empty != snapshots.end() && current() != next; // who is there needs no telling
    const int suggestion = begins ? kBegin : goesOn ? next : kNothing;
    if (std::exchange(m_suggested, suggestion) == suggestion)
        return; // said once, and perhaps closed
    MessageBar& messages = *m_window.stage().messages();
    const QString key = QStringLiteral("nextSnapshot");
    messages.retract(key);
    if (begins)
        messages.post(
            {Severity::Information,
             tr("Drag over the stage to paint where the points start; then paint where they go in snapshot 2."),
             {},
             {},
             key});
    else if (goesOn)
        messages.post(
            {Severity::Information,
             tr("Now paint where these points go: training begins with the first stroke in snapshot %1.").arg(next + 1),
             tr("Paint snapshot %1").arg(next + 1),
             [this, next] {
                 m_selection.setCurrentSnapshot(next);
                 showCurrent();
                 const Actions& actions = m_window.actions();
                 if (actions["moveTool"]->isChecked() || actions["selectTool"]->isChecked())
                     actions["brushTool"]->trigger(); // a tool that draws stays in the hand
             },
             key});
}

void EditController::showSelection() {
    const engine::Dataset& dataset = m_document.project().dataset;
    const int shown = m_showsCurrent ? current() : -1;
    m_window.snapshots().show(dataset, shown);
    m_window.timeline().track()->show(dataset, shown);
    if (shown >= 0 && shown < int(dataset.snapshots.size())) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(shown)];
        m_window.toolOptions().showTarget(
            shown + 1, snapshotKeyColor(snapshot.color, shown, int(dataset.snapshots.size())),
            QStringLiteral("t ") + timeLabel(snapshot.time));
    } else {
        m_window.toolOptions().showTarget(0, {}, {});
    }
    showEnabled();
}

void EditController::showEnabled() {
    const Actions& actions = m_window.actions();
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery;
    const bool any = studio && m_showsCurrent && current() >= 0;
    actions["undo"]->setEnabled(studio && m_document.history().canUndo());
    actions["redo"]->setEnabled(studio && m_document.history().canRedo());
    actions["selectAll"]->setEnabled(any);
    const std::size_t runs = m_document.project().runs.size();
    actions["compareCopy"]->setEnabled(studio && runs < Project::kMostRuns);
    const auto& all = m_document.project().runs;
    const bool isLastToTrain = !m_document.project().run().stored &&
                               std::count_if(all.begin(), all.end(), [](const Run& run) { return !run.stored; }) == 1;
    actions["closePane"]->setEnabled(studio && runs > 1 && !isLastToTrain);
    for (const char* id : {"selectNone", "deletePoints"})
        actions[id]->setEnabled(any && !m_selection.isEmpty());
    emit currentShown();
}

void EditController::changeView(const QString& text, const ViewChoices& view, bool finished) {
    if (!m_gesture && !finished)
        m_gesture.emplace(m_document, text);
    attempt(text, [&](Project& p) {
        p.view.particleCount = view.particleCount;
        p.view.trailSeconds = view.trailSeconds;
        p.view.styles = view.styles;
        p.view.projection = view.projection;
    });
    if (finished)
        m_gesture.reset();
}

void EditController::changeNoise(std::optional<double> noise, bool finished) {
    const QString text = tr("Shown noise");
    if (!m_gesture && !finished)
        m_gesture.emplace(m_document, text);
    attempt(text, [&](Project& p) { edits::setNoise(p, p.run().id, noise); });
    if (finished)
        m_gesture.reset();
}

void EditController::changeLambda(std::optional<double> lambda, bool finished) {
    const QString text = tr("Growth weight");
    if (!m_gesture && !finished)
        m_gesture.emplace(m_document, text);
    attempt(text, [&](Project& p) {
        engine::TrainingSettings settings = p.run().settings;
        settings.lambda = lambda;
        edits::changeSettings(p, p.run().id, settings);
    });
    if (finished)
        m_gesture.reset();
}

void EditController::deletePoints() {
    const int snapshot = current();
    const std::vector<engine::Index> points = m_selection.points(snapshot);
    if (!points.empty())
        attempt(tr("Delete %1 points").arg(countLabel(std::int64_t(points.size()))),
                [&](Project& p) { edits::deletePoints(p, snapshot, points); });
}

} // namespace ui
