#include "ui/studio/stage_controller.h"

#include "ui/document/run_words.h"
#include "ui/document/selection.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/timeline_panel.h"
#include "ui/panels/tool_options.h"
#include "ui/playback/playback.h"
#include "ui/scene/color_map.h"
#include "ui/studio/training_controller.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/view/legend_strip.h"
#include "ui/view/pane.h"
#include "ui/view/pane_grid.h"
#include "ui/view/pane_plate.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <algorithm>

namespace ui {

namespace {

constexpr int kTrainingFrames = 30; // a second, while the network needs the processor
constexpr float kPresenterText = 20;

struct ToolAction {
    ToolKind kind;
    const char* action;
};
constexpr ToolAction kToolActions[] = {{ToolKind::Brush, "brushTool"},
                                       {ToolKind::Eraser, "eraserTool"},
                                       {ToolKind::Select, "selectTool"},
                                       {ToolKind::Navigate, "moveTool"}};

} // namespace

StageController::StageController(Document& document, Selection& selection, TrainingController& training,
                                 Playback& playback, MainWindow& window)
    : m_document(document),
      m_selection(selection),
      m_training(training),
      m_playback(playback),
      m_window(window),
      m_panes(new PaneGrid),
      m_tools(nullptr) {
    window.stage().setView(m_panes);
    if (!view().isUsable())
        window.stage().messages()->post({Severity::Error, view().problem()});
    connectDrawing();
    connectPanes();
    connectActions();

    m_composing.setSingleShot(true);
    m_composing.setInterval(0);
    connect(&m_composing, &QTimer::timeout, this, &StageController::compose);
    connect(&document, &Document::projectReplaced, this, &StageController::beginDocument);
    connect(&document, &Document::projectChanged, this, &StageController::composeLater);
    connect(&selection, &Selection::currentSnapshotChanged, this, &StageController::composeLater);
    connect(&training, &TrainingController::updated, this, &StageController::followTraining);
    connect(&playback, &Playback::ticked, this, [this] {
        for (int i = 0; i < m_panes->count(); ++i)
            m_panes->view(i).setTime(m_playback.clock().time());
    });
    connect(&playback, &Playback::timeChanged, this, &StageController::followClock);
    connect(&playback, &Playback::modeChanged, this, &StageController::followClock);
    connect(&window, &MainWindow::modeChanged, this, &StageController::composeLater);
    connect(window.stage().messages(), &MessageBar::heightChanged, this, &StageController::composeLater);
    connect(&theme(), &Theme::changed, this, &StageController::updateTheme);
    updateTheme();
    followClock();
}

SceneView& StageController::view() const { return m_panes->activeView(); }

void StageController::adopt(SceneView& view) {
    view.setFocusPolicy(Qt::ClickFocus);
    view.setReducedMotion(theme().reducedMotion());
    connect(&view, &SceneView::graphicsUnavailable, this, [this](const QString& text) {
        m_window.stage().messages()->post({Severity::Error, text});
    });
    connect(&view, &SceneView::frameDrawn, this, &StageController::showThinned);
}

void StageController::showThinned() {
    if (const QString thinned = view().statistics().thinned; std::exchange(m_thinned, thinned) != thinned)
        emit thinnedChanged();
}

void StageController::setReducedMotion(bool reduced) {
    for (int i = 0; i < m_panes->count(); ++i)
        m_panes->view(i).setReducedMotion(reduced);
}

void StageController::connectPanes() {
    adopt(view());
    connect(m_panes, &PaneGrid::viewAdded, this, [this](SceneView* view) {
        adopt(*view);
        m_tools->add(*view);
    });
    connect(m_panes, &PaneGrid::chosen, this, &StageController::choosePane);
    connect(m_panes, &PaneGrid::closeWanted, this, [this](int pane) {
        choosePane(pane);
        m_window.actions()["closePane"]->trigger();
    });
    connect(m_panes, &PaneGrid::cameraChanged, this, [this](SceneView* by) {
        m_window.toolOptions().setScale(by->camera().halfHeight);
        m_document.setCamera(by->cameraFollows() ? std::nullopt : std::optional(storedCamera(by->camera())));
    });
}

void StageController::choosePane(int pane) {
    const auto& runs = m_document.project().runs;
    if (std::size_t(pane) < runs.size())
        m_document.setActiveRun(runs[std::size_t(pane)].id);
}

bool StageController::isPlane() const { return m_document.project().dataset.dimension() <= 2; }

void StageController::connectDrawing() {
    DrawingContext context{m_document, m_selection, {}, {}, {}, {}};
    context.settings = [this] { return m_window.toolOptions().settings(); };
    context.halfHeight = [this] { return view().camera().halfHeight; };
    context.color = [this] {
        const int count = int(m_document.project().dataset.snapshots.size());
        return snapshotColor(std::max(0, m_selection.currentSnapshot()), count, theme().isDark());
    };
    context.refused = [this](const engine::Error& error) { m_window.stage().messages()->post(messageOf(error)); };
    m_tools = new ToolBox(view(), context, this);
    connect(m_tools, &ToolBox::chosen, this, &StageController::showTool);
    connect(&m_window.toolOptions(), &ToolOptions::changed, this, [this] {
        m_tools->refresh();
        composeLater();
    });
}

void StageController::connectActions() {
    const Actions& actions = m_window.actions();
    for (const ToolAction& tool : kToolActions)
        connect(actions[tool.action], &QAction::triggered, this, [this, tool] { m_tools->choose(tool.kind); });
    actions["moveTool"]->setChecked(true);
    const auto scaleBrush = [this](double factor) {
        BrushSettings settings = m_window.toolOptions().settings();
        settings.radius *= factor;
        m_window.toolOptions().setSettings(settings);
    };
    connect(actions["smallerBrush"], &QAction::triggered, this, [scaleBrush] { scaleBrush(0.8); });
    connect(actions["largerBrush"], &QAction::triggered, this, [scaleBrush] { scaleBrush(1.25); });

    connect(actions["fitView"], &QAction::triggered, this, [this] { view().fit(); });
    connect(actions["nextPane"], &QAction::triggered, this,
            [this] { choosePane((m_panes->active() + 1) % m_panes->count()); });
    using Side = CameraRig::Side;
    const std::pair<const char*, Side> sides[] = {
        {"viewIso", Side::Iso}, {"viewTop", Side::Top}, {"viewFront", Side::Front}, {"viewSide", Side::Right}};
    for (const auto& [id, side] : sides)
        connect(actions[id], &QAction::triggered, this, [this, side = side] { view().showSide(side); });

    Playback& playback = m_playback;
    connect(actions["play"], &QAction::triggered, &playback, &Playback::toggle);
    connect(actions["previousFrame"], &QAction::triggered, this, [&playback] { playback.stepFrames(-1); });
    connect(actions["nextFrame"], &QAction::triggered, this, [&playback] { playback.stepFrames(1); });
    connect(actions["toStart"], &QAction::triggered, this, [&playback] { playback.setTime(playback.clock().first()); });
    connect(actions["toEnd"], &QAction::triggered, this, [&playback] { playback.setTime(playback.clock().last()); });
    connect(actions["loop"], &QAction::triggered, &playback, &Playback::setLoops);
    connect(actions["reverse"], &QAction::triggered, &playback, &Playback::setReversed);
    connect(actions["slower"], &QAction::triggered, this,
            [&playback] { playback.setSpeed(playback.clock().speed() / 2); });
    connect(actions["faster"], &QAction::triggered, this,
            [&playback] { playback.setSpeed(playback.clock().speed() * 2); });
    const auto toSnapshot = [this](int direction) {
        const auto& snapshots = m_document.project().dataset.snapshots;
        const double now = m_playback.clock().time(), near = 1e-9 * std::max(1e-300, m_playback.clock().duration());
        double target = now;
        for (const engine::Snapshot& s : snapshots) {
            if (direction > 0 && s.time > now + near) {
                target = s.time;
                break;
            }
            if (direction < 0 && s.time < now - near)
                target = s.time;
        }
        m_playback.setPlaying(false);
        m_playback.setTime(target);
    };
    connect(actions["previousSnapshot"], &QAction::triggered, this, [toSnapshot] { toSnapshot(-1); });
    connect(actions["nextSnapshot"], &QAction::triggered, this, [toSnapshot] { toSnapshot(1); });
    connect(&m_window.timeline(), &TimelinePanel::speedChosen, &playback, &Playback::setSpeed);
    connect(m_window.timeline().track(), &TimelineTrack::scrubbed, this, [this](double time) {
        m_playback.setPlaying(false);
        m_playback.setTime(time);
    });
}

void StageController::beginDocument() {
    m_trajectories.clear();
    m_startsPlaying = !theme().reducedMotion();
    m_playback.setPlaying(false);
    m_playback.setTime(m_playback.clock().first());
    m_tools->choose(ToolKind::Navigate);
    m_window.actions()["moveTool"]->setChecked(true);
    compose(); // at once, so that the camera is fitted to these data
    if (const auto& camera = m_document.project().view.camera)
        view().setCamera(cameraPose(*camera));
    else
        view().fit();
}

void StageController::showEmptyPlane() {
    CameraPose pose;
    pose.halfHeight = 1.4;
    view().setCamera(pose);
    m_tools->choose(ToolKind::Brush);
    m_window.actions()["brushTool"]->setChecked(true);
}

void StageController::compose() {
    m_composing.stop();
    const bool presenting = m_window.mode() == MainWindow::Mode::Presenter;
    const Project& project = m_document.project();
    const int count = int(project.runs.size());
    const bool hasNewPanes = m_panes->count() != count;
    m_panes->setCount(count);
    m_panes->setActive(int(project.activeIndex()));
    SceneExtras extras;
    extras.clock = presenting;
    extras.title = presenting && count == 1; // several have plates that say more
    if (!presenting && isDrawing() && m_selection.currentSnapshot() >= 0)
        extras.edited = std::size_t(m_selection.currentSnapshot());
    extras.onionSkin = m_window.toolOptions().settings().onionSkin;
    PaneScenes scenes = m_composer.compose(project, results(), theme().isDark() ? darkTheme() : lightTheme(),
                                           m_playback.clock().time(), extras);
    for (int i = 0; i < count; ++i) {
        SceneState& state = scenes.panes[std::size_t(i)];
        state.motion.backward = m_playback.clock().isReversed();
        const int top = m_panes->view(i).mapTo(m_panes, QPoint()).y();
        state.topInset = float(std::max(0, m_window.stage().messages()->wantedHeight() - top));
        if (presenting) {
            state.sizes.legendText = state.sizes.captionText = kPresenterText;
            state.sizes.axisText = 0.8F * kPresenterText;
        }
        state.overlay = view().state().overlay;
        m_panes->view(i).setState(state);
    }
    if (hasNewPanes)
        m_panes->linkCameras();
    m_panes->legend().show(scenes.legend);
    showPlates();

    const bool plane = isPlane();
    for (const char* id : {"brushTool", "eraserTool", "selectTool", "smallerBrush", "largerBrush"})
        m_window.actions()[id]->setEnabled(plane && m_window.mode() == MainWindow::Mode::Studio);
    for (const char* id : {"viewIso", "viewTop", "viewFront", "viewSide"})
        m_window.actions()[id]->setEnabled(!plane);
    m_window.actions()["nextPane"]->setEnabled(count > 1);
}

std::vector<SceneResults> StageController::results() const {
    std::vector<SceneResults> results;
    for (const Run& run : m_document.project().runs) {
        SceneResults& result = results.emplace_back();
        if (const auto& update = m_training.run(run.id))
            result = {update->trajectories, update->field};
    }
    return results;
}

void StageController::showPlates() {
    const auto& runs = m_document.project().runs;
    if (runs.size() < 2 || int(runs.size()) != m_panes->count())
        return;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& update = m_training.run(runs[i].id);
        PaneWords words;
        words.title = QString::fromStdString(runTitle(runs[i]));
        const bool isModel = update && update->model;
        words.detail =
            QString::fromStdString(runDetail(runs[i], isModel ? std::optional(update->model->dynamics) : std::nullopt));
        if (update && update->totalSteps > 0) {
            words.count = tr("%1 steps").arg(countLabel(update->step));
            words.progress = double(update->step) / double(update->totalSteps);
        }
        m_panes->pane(int(i)).plate().show(words);
    }
}

bool StageController::isDrawing() const {
    return m_tools->kind() == ToolKind::Brush || m_tools->kind() == ToolKind::Eraser;
}

void StageController::followTraining() {
    const bool training = m_training.isTraining();
    m_playback.setTraining(training);
    for (int i = 0; i < m_panes->count(); ++i)
        m_panes->view(i).setFrameRateCap(training ? kTrainingFrames : 0);
    std::vector<std::shared_ptr<const engine::Trajectories>> trajectories;
    for (const SceneResults& result : results())
        trajectories.push_back(result.trajectories);
    const auto isThere = [](const auto& motion) { return motion != nullptr; };
    if (m_startsPlaying && std::any_of(trajectories.begin(), trajectories.end(), isThere)) {
        m_startsPlaying = false;
        m_playback.setPlaying(true);
    }
    if (std::exchange(m_trajectories, trajectories) != trajectories)
        composeLater();
    showPlates();
}

void StageController::followClock() {
    const PlaybackClock& clock = m_playback.clock();
    m_window.timeline().showClock(clock, QString::fromStdString(m_document.project().dataset.timeUnit));
    const Actions& actions = m_window.actions();
    actions["loop"]->setChecked(clock.loops());
    actions["reverse"]->setChecked(clock.isReversed());
    m_training.setBackward(clock.isReversed());
    actions["play"]->setText(clock.isPlaying() ? tr("&Pause") : tr("&Play"));
    Actions::refreshToolTip(actions["play"]);
    if (m_window.mode() == MainWindow::Mode::Presenter || view().state().motion.backward != clock.isReversed())
        composeLater();
}

void StageController::showTool(ToolKind kind) {
    const bool drawing = isDrawing();
    m_window.showToolOptions(drawing);
    m_window.toolOptions().showTool(kind == ToolKind::Eraser ? tr("Eraser") : tr("Brush"), kind == ToolKind::Brush);
    m_window.toolOptions().setScale(view().camera().halfHeight);
    if (drawing && m_selection.currentSnapshot() < 0 && !m_document.project().dataset.isEmpty())
        m_selection.setCurrentSnapshot(0);
    composeLater();
}

void StageController::updateTheme() {
    setReducedMotion(theme().reducedMotion());
    composeLater();
}

} // namespace ui
