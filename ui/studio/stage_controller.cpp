#include "ui/studio/stage_controller.h"

#include "ui/document/selection.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/timeline_panel.h"
#include "ui/panels/tool_options.h"
#include "ui/playback/playback.h"
#include "ui/scene/color_map.h"
#include "ui/studio/training_controller.h"
#include "ui/style/theme.h"
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
      m_view(new SceneView),
      m_tools(nullptr) {
    m_view->setObjectName(QStringLiteral("stage"));
    m_view->setAccessibleName(tr("Stage"));
    m_view->setFocusPolicy(Qt::ClickFocus);
    window.stage().setView(m_view);
    if (!m_view->isUsable())
        window.stage().messages()->post({Severity::Error, m_view->problem()});
    connect(m_view, &SceneView::graphicsUnavailable, this, [this](const QString& text) {
        m_window.stage().messages()->post({Severity::Error, text});
    });
    connectDrawing();
    connectActions();

    m_composing.setSingleShot(true);
    m_composing.setInterval(0);
    connect(&m_composing, &QTimer::timeout, this, &StageController::compose);
    connect(&document, &Document::projectReplaced, this, &StageController::beginDocument);
    connect(&document, &Document::projectChanged, this, &StageController::composeLater);
    connect(&selection, &Selection::currentSnapshotChanged, this, &StageController::composeLater);
    connect(&training, &TrainingController::updated, this, &StageController::followTraining);
    connect(&playback, &Playback::ticked, this, [this] { m_view->setTime(m_playback.clock().time()); });
    connect(&playback, &Playback::timeChanged, this, &StageController::followClock);
    connect(&playback, &Playback::modeChanged, this, &StageController::followClock);
    connect(&window, &MainWindow::modeChanged, this, &StageController::composeLater);
    connect(window.stage().messages(), &MessageBar::heightChanged, this, &StageController::composeLater);
    connect(&theme(), &Theme::changed, this, &StageController::updateTheme);
    connect(m_view, &SceneView::frameDrawn, this, [this] {
        if (const QString thinned = m_view->statistics().thinned; thinned != m_thinned) {
            m_thinned = thinned;
            emit thinnedChanged();
        }
    });
    updateTheme();
    followClock();
}

bool StageController::isPlane() const { return m_document.project().dataset.dimension() <= 2; }

void StageController::connectDrawing() {
    DrawingContext context{m_document, m_selection, {}, {}, {}, {}};
    context.settings = [this] { return m_window.toolOptions().settings(); };
    context.halfHeight = [this] { return m_view->camera().halfHeight; };
    context.color = [this] {
        const int count = int(m_document.project().dataset.snapshots.size());
        return snapshotColor(std::max(0, m_selection.currentSnapshot()), count, theme().isDark());
    };
    context.refused = [this](const engine::Error& error) { m_window.stage().messages()->post(messageOf(error)); };
    m_tools = new ToolBox(*m_view, context, this);
    connect(m_tools, &ToolBox::chosen, this, &StageController::showTool);
    connect(&m_window.toolOptions(), &ToolOptions::changed, this, [this] {
        m_tools->refresh();
        composeLater();
    });
    connect(m_view, &SceneView::cameraChanged, this, [this] {
        m_window.toolOptions().setScale(m_view->camera().halfHeight);
        m_document.setCamera(m_view->cameraFollows() ? std::nullopt : std::optional(storedCamera(m_view->camera())));
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

    connect(actions["fitView"], &QAction::triggered, m_view, &SceneView::fit);
    using Side = CameraRig::Side;
    const std::pair<const char*, Side> sides[] = {
        {"viewIso", Side::Iso}, {"viewTop", Side::Top}, {"viewFront", Side::Front}, {"viewSide", Side::Right}};
    for (const auto& [id, side] : sides)
        connect(actions[id], &QAction::triggered, this, [this, side = side] { m_view->showSide(side); });

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
    m_trajectories.reset();
    m_startsPlaying = !theme().reducedMotion();
    m_playback.setPlaying(false);
    m_playback.setTime(m_playback.clock().first());
    m_tools->choose(ToolKind::Navigate);
    m_window.actions()["moveTool"]->setChecked(true);
    compose(); // at once, so that the camera is fitted to these data
    if (const auto& camera = m_document.project().view.camera)
        m_view->setCamera(cameraPose(*camera));
    else
        m_view->fit();
}

void StageController::showEmptyPlane() {
    CameraPose pose;
    pose.halfHeight = 1.4;
    m_view->setCamera(pose);
    m_tools->choose(ToolKind::Brush);
    m_window.actions()["brushTool"]->setChecked(true);
}

void StageController::compose() {
    m_composing.stop();
    const bool presenting = m_window.mode() == MainWindow::Mode::Presenter;
    SceneResults results;
    if (const auto& run = m_training.run())
        results = {run->trajectories, run->field};
    SceneExtras extras;
    extras.title = extras.clock = presenting;
    if (!presenting && isDrawing() && m_selection.currentSnapshot() >= 0)
        extras.edited = std::size_t(m_selection.currentSnapshot());
    extras.onionSkin = m_window.toolOptions().settings().onionSkin;
    SceneState state = m_composer.compose(m_document.project(), results, theme().isDark() ? darkTheme() : lightTheme(),
                                          m_playback.clock().time(), extras);
    state.motion.backward = m_playback.clock().isReversed();
    state.topInset = float(m_window.stage().messages()->wantedHeight());
    if (presenting) {
        state.sizes.legendText = state.sizes.captionText = kPresenterText;
        state.sizes.axisText = 0.8F * kPresenterText;
    }
    state.overlay = m_view->state().overlay;
    m_view->setState(state);

    const bool plane = isPlane();
    for (const char* id : {"brushTool", "eraserTool", "selectTool", "smallerBrush", "largerBrush"})
        m_window.actions()[id]->setEnabled(plane && m_window.mode() == MainWindow::Mode::Studio);
    for (const char* id : {"viewIso", "viewTop", "viewFront", "viewSide"})
        m_window.actions()[id]->setEnabled(!plane);
}

bool StageController::isDrawing() const {
    return m_tools->kind() == ToolKind::Brush || m_tools->kind() == ToolKind::Eraser;
}

void StageController::followTraining() {
    const auto& run = m_training.run();
    const bool training = m_training.isTraining();
    m_playback.setTraining(training);
    m_view->setFrameRateCap(training ? kTrainingFrames : 0);
    const auto trajectories = run ? run->trajectories : nullptr;
    if (trajectories && m_startsPlaying) {
        m_startsPlaying = false;
        m_playback.setPlaying(true);
    }
    if (trajectories != m_trajectories) {
        m_trajectories = trajectories;
        composeLater();
    }
}

void StageController::followClock() {
    const PlaybackClock& clock = m_playback.clock();
    m_window.timeline().showClock(clock, QString::fromStdString(m_document.project().dataset.timeUnit));
    const Actions& actions = m_window.actions();
    actions["loop"]->setChecked(clock.loops());
    actions["reverse"]->setChecked(clock.isReversed());
    actions["play"]->setText(clock.isPlaying() ? tr("&Pause") : tr("&Play"));
    Actions::refreshToolTip(actions["play"]);
    if (m_window.mode() == MainWindow::Mode::Presenter || m_view->state().motion.backward != clock.isReversed())
        composeLater();
}

void StageController::showTool(ToolKind kind) {
    const bool drawing = isDrawing();
    m_window.showToolOptions(drawing);
    m_window.toolOptions().showTool(kind == ToolKind::Eraser ? tr("Eraser") : tr("Brush"), kind == ToolKind::Brush);
    m_window.toolOptions().setScale(m_view->camera().halfHeight);
    if (drawing && m_selection.currentSnapshot() < 0 && !m_document.project().dataset.isEmpty())
        m_selection.setCurrentSnapshot(0);
    composeLater();
}

void StageController::updateTheme() {
    m_view->setReducedMotion(theme().reducedMotion());
    composeLater();
}

} // namespace ui
