#include "ui/studio/edit_controller.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"
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
#include <QMenu>
#include <QUndoStack>
#include <algorithm>

namespace ui {

EditController::EditController(Document& document, Selection& selection, Playback& playback, MainWindow& window)
    : m_document(document), m_selection(selection), m_playback(playback), m_window(window) {
    connectPanels();
    connectActions();
    connect(&document, &Document::projectReplaced, this, [this] { setCurrentShown(false); });
    connect(&document, &Document::projectChanged, this, &EditController::show);
    connect(&selection, &Selection::currentSnapshotChanged, this, &EditController::showSelection);
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
    const auto choose = [this](int snapshot) {
        m_selection.setCurrentSnapshot(snapshot);
        showCurrent();
    };
    SnapshotsPanel& panel = m_window.snapshots();
    connect(&panel, &SnapshotsPanel::chosen, this, choose);
    connect(&panel, &SnapshotsPanel::timeEdited, this,
            [this](int snapshot, double time) { retime(snapshot, time, true); });
    connect(&panel, &SnapshotsPanel::renamed, this, [this](int snapshot, const QString& name) {
        attempt(tr("Rename snapshot"), [&](Project& p) { edits::renameSnapshot(p, snapshot, name.toStdString()); });
    });
    connect(&panel, &SnapshotsPanel::hiddenToggled, this, [this](int snapshot) {
        const bool hidden = m_document.project().dataset.snapshots[std::size_t(snapshot)].hidden;
        attempt(hidden ? tr("Show snapshot") : tr("Hide snapshot"),
                [&](Project& p) { edits::setHidden(p, snapshot, !hidden); });
    });
    connect(&panel, &SnapshotsPanel::menuWanted, this, [this, choose](int snapshot, const QPoint& position) {
        choose(snapshot);
        showSnapshotMenu(position);
    });
    connect(&panel, &SnapshotsPanel::addWanted, this, &EditController::addSnapshot);

    TimelineTrack* track = m_window.timeline().track();
    connect(track, &TimelineTrack::chosen, this, choose);
    connect(track, &TimelineTrack::retimed, this, &EditController::retime);

    InspectorPanel& inspector = m_window.inspector();
    connect(&inspector, &InspectorPanel::settingsEdited, this,
            [this](const QString& text, const engine::TrainingSettings& settings) {
                attempt(text, [&](Project& p) { edits::changeSettings(p, p.run().id, settings); });
                m_window.inspector().show(m_document.project()); // also where it was refused
            });
    connect(&inspector, &InspectorPanel::viewEdited, this, &EditController::changeView);
    connect(&inspector, &InspectorPanel::noiseEdited, this, &EditController::changeNoise);
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

    connect(actions["addSnapshot"], &QAction::triggered, this, &EditController::addSnapshot);
    connect(actions["duplicateSnapshot"], &QAction::triggered, this, [this] {
        int copy = -1;
        attempt(tr("Duplicate snapshot"), [&](Project& p) { copy = edits::duplicateSnapshot(p, current()); });
        if (copy >= 0)
            m_selection.setCurrentSnapshot(copy);
    });
    connect(actions["deleteSnapshot"], &QAction::triggered, this,
            [this] { attempt(tr("Delete snapshot"), [&](Project& p) { edits::deleteSnapshot(p, current()); }); });
    connect(actions["holdOut"], &QAction::triggered, this, [this](bool heldOut) {
        attempt(heldOut ? tr("Hold out snapshot") : tr("Train on snapshot"),
                [&](Project& p) { edits::setHeldOut(p, current(), heldOut); });
    });
    connect(actions["selectAll"], &QAction::triggered, this,
            [this] { m_selection.select(current(), [](const auto&) { return true; }); });
    connect(actions["selectNone"], &QAction::triggered, &m_selection, &Selection::clear);
    connect(actions["deletePoints"], &QAction::triggered, this, &EditController::deletePoints);

    connect(actions["compareCopy"], &QAction::triggered, this,
            [this] { attempt(tr("Compare with a copy"), [](Project& p) { edits::duplicateRun(p, p.run().id); }); });
    connect(actions["closePane"], &QAction::triggered, this,
            [this] { attempt(tr("Close pane"), [](Project& p) { edits::removeRun(p, p.run().id); }); });

    struct Layer {
        const char* action;
        bool LayerChoices::*member;
    };
    for (const Layer& layer :
         {Layer{"layerSnapshots", &LayerChoices::snapshots}, Layer{"layerParticles", &LayerChoices::particles},
          Layer{"layerTrails", &LayerChoices::trails}, Layer{"layerVelocity", &LayerChoices::velocity},
          Layer{"layerAxes", &LayerChoices::axes}, Layer{"layerLegend", &LayerChoices::legend}}) {
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
    const QString key = QStringLiteral("nextSnapshot");
    const int next = int(empty - snapshots.begin());
    const bool begins = !anyPoints && snapshots.size() > 1, wanted = anyPoints && empty != snapshots.end();
    if (begins)
        m_window.stage().messages()->post(
            {Severity::Information,
             tr("Drag over the stage to paint where the points start; then paint where they go in snapshot 2."),
             {},
             {},
             key});
    else if (wanted && m_suggested != next)
        m_window.stage().messages()->post(
            {Severity::Information,
             tr("Now paint where these points go: training begins with the first stroke in snapshot %1.").arg(next + 1),
             tr("Paint snapshot %1").arg(next + 1),
             [this, next] {
                 m_selection.setCurrentSnapshot(next);
                 showCurrent();
                 m_window.actions()["brushTool"]->trigger();
             },
             key});
    else if (!wanted)
        m_window.stage().messages()->retract(key);
    m_suggested = wanted ? next : -1;
}

void EditController::showSelection() {
    const engine::Dataset& dataset = m_document.project().dataset;
    const int shown = m_showsCurrent ? current() : -1;
    m_window.snapshots().show(dataset, shown);
    m_window.timeline().track()->show(dataset, shown);
    if (shown >= 0 && shown < int(dataset.snapshots.size())) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(shown)];
        m_window.toolOptions().showTarget(shown + 1, theme().snapshotColor(shown, int(dataset.snapshots.size())),
                                          QStringLiteral("t ") + shortText(snapshot.time));
        m_window.actions()["holdOut"]->setChecked(snapshot.heldOut);
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
    for (const char* id : {"duplicateSnapshot", "deleteSnapshot", "holdOut", "selectAll"})
        actions[id]->setEnabled(any);
    actions["addSnapshot"]->setEnabled(studio);
    const std::size_t runs = m_document.project().runs.size();
    actions["compareCopy"]->setEnabled(studio && runs < Project::kMostRuns);
    actions["closePane"]->setEnabled(studio && runs > 1);
    for (const char* id : {"selectNone", "deletePoints"})
        actions[id]->setEnabled(any && !m_selection.isEmpty());
}

void EditController::retime(int snapshot, double time, bool finished) {
    if (!m_gesture && !finished) {
        m_gesture.emplace(m_document, tr("Move snapshot in time"));
        m_dragged = snapshot;
    }
    const int which = m_gesture ? m_dragged : snapshot;
    attempt(tr("Move snapshot in time"), [&](Project& p) { m_dragged = edits::retimeSnapshot(p, which, time); });
    if (finished) {
        m_gesture.reset();
        m_dragged = -1;
        showSelection(); // the track stood still while a key was dragged; a refused time is taken back
    }
}

void EditController::changeView(const QString& text, const ViewChoices& view, bool finished) {
    if (!m_gesture && !finished)
        m_gesture.emplace(m_document, text);
    attempt(text, [&](Project& p) {
        p.view.particleCount = view.particleCount;
        p.view.trailSeconds = view.trailSeconds;
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

void EditController::addSnapshot() {
    const auto& snapshots = m_document.project().dataset.snapshots;
    int added = -1;
    attempt(tr("Add snapshot"), [&](Project& p) {
        double time = 0;
        if (snapshots.size() == 1)
            time = snapshots.front().time + 1;
        else if (const auto at = std::size_t(std::max(0, current())); at + 1 < snapshots.size())
            time = (snapshots[at].time + snapshots[at + 1].time) / 2;
        else if (!snapshots.empty())
            time = 2 * snapshots.back().time - snapshots[snapshots.size() - 2].time;
        added = edits::addSnapshot(p, time);
    });
    if (added >= 0) {
        m_selection.setCurrentSnapshot(added);
        showCurrent();
    }
}

void EditController::deletePoints() {
    const int snapshot = current();
    const std::vector<engine::Index> points = m_selection.points(snapshot);
    if (!points.empty())
        attempt(tr("Delete %1 points").arg(countLabel(std::int64_t(points.size()))),
                [&](Project& p) { edits::deletePoints(p, snapshot, points); });
}

void EditController::showSnapshotMenu(const QPoint& globalPosition) {
    QMenu menu(&m_window);
    menu.setObjectName(QStringLiteral("snapshotMenu"));
    const Actions& actions = m_window.actions();
    connect(menu.addAction(tr("Rename or change time…")), &QAction::triggered, this, [this] {
        if (SnapshotRow* row = m_window.snapshots().row(current()))
            row->edit();
    });
    menu.addSeparator();
    for (const char* id : {"holdOut", "duplicateSnapshot", "addSnapshot", "selectAll"})
        menu.addAction(actions[id]);
    menu.addSeparator();
    menu.addAction(actions["deleteSnapshot"]);
    menu.exec(globalPosition);
}

} // namespace ui
