#include "ui/studio/stage_controller.h"

#include "ui/document/run_words.h"
#include "ui/document/selection.h"
#include "ui/document/space_dimension.h"
#include "ui/export/layer_composer.h"
#include "ui/panels/axes_star.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/projection_settings.h"
#include "ui/panels/timeline_panel.h"
#include "ui/panels/tool_options.h"
#include "ui/playback/playback.h"
#include "ui/scene/color_map.h"
#include "ui/scene/number_text.h"
#include "ui/studio/population_controller.h"
#include "ui/studio/probe_controller.h"
#include "ui/studio/results_controller.h"
#include "ui/studio/reveal_controller.h"
#include "ui/studio/stored_run_controller.h"
#include "ui/studio/training_controller.h"
#include "ui/studio/training_time_controller.h"
#include "ui/studio/transport.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/tools/drawing_options.h"
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
constexpr double kHiddenGrid = 72; // pixels between crossings where no grid is drawn

struct ToolAction {
    ToolKind kind;
    const char* action;
};
constexpr ToolAction kToolActions[] = {{ToolKind::Brush, "brushTool"},     {ToolKind::Eraser, "eraserTool"},
                                       {ToolKind::Line, "lineTool"},       {ToolKind::Stamp, "stampTool"},
                                       {ToolKind::Polygon, "polygonTool"}, {ToolKind::Select, "selectTool"},
                                       {ToolKind::Probe, "probeTool"},
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
      m_drawing(makeDrawingContext()),
      m_tools(nullptr),
      m_probes(new ProbeController(document, training, window, this)),
      m_populations(new PopulationController(document, selection, training, window, this)),
      m_trainingTime(new TrainingTimeController(document, training, window, this)),
      m_reveal(new RevealController(
          document, selection, training, playback, window,
          [this] { return results()[m_document.project().activeIndex()].trajectories; }, this)),
      m_resultsTable(new ResultsController(document, training, window, this)),
      m_storedRuns(new StoredRunController(document, window, this)),
      m_warmUp(new StageWarmUp(view(), this)) {
    window.stage().setView(m_panes);
    if (!view().isUsable())
        window.stage().messages()->post({Severity::Error, view().problem()});
    connectDrawing();
    connectPanes();
    connectProjection();
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
    connect(window.stage().messages(), &MessageBar::sizeChanged, this, &StageController::composeLater);
    connect(&theme(), &Theme::changed, this, &StageController::updateTheme);
    updateTheme();
    followClock();
}

SceneView& StageController::view() const { return m_panes->activeView(); }

void StageController::adopt(SceneView& view) {
    view.setFocusPolicy(Qt::ClickFocus);
    view.setReducedMotion(theme().reducedMotion());
    m_window.stage().messages()->giveWayTo(view);
    connect(&view, &SceneView::graphicsUnavailable, this, [this](const QString& text) {
        m_window.stage().messages()->post({Severity::Error, text});
    });
    connect(&view, &SceneView::frameBegins, this, &StageController::frameBegins);
    connect(&view, &SceneView::frameDrawn, this, &StageController::showThinned);
    connect(&view, &SceneView::frameDrawn, this, &StageController::drawn);
}

void StageController::connectProjection() {
    ProjectionSettings& projection = m_window.inspector().projection();
    connect(this, &StageController::drawn, &projection, [this, &projection] {
        const CameraPose pose = view().camera();
        projection.star().setScreen(pose.right(), pose.up());
    });
    connect(&projection, &ProjectionSettings::edited, this, [this](const QString&, const Projection&, bool finished) {
        if (finished)
            compose(); // the camera goes to where it all ended
        for (int i = 0; i < m_panes->count(); ++i)
            m_panes->view(i).setHoldsCamera(!finished);
    });
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
        m_document.setCamera(by->cameraFollows() ? std::nullopt : std::optional(storedCamera(by->camera())));
    });
}

void StageController::choosePane(int pane) {
    const auto& runs = m_document.project().runs;
    if (std::size_t(pane) < runs.size())
        m_document.setActiveRun(runs[std::size_t(pane)].id);
}

bool StageController::isPlane() const { return spaceDimension(m_document.project()) <= 2; }

DrawingContext StageController::makeDrawingContext() {
    DrawingContext context{m_document, m_selection, {}, {}, {}, {}, {}, {}, {}, {}};
    context.settings = [this] { return m_window.drawingOptions().settings(); };
    context.halfHeight = [this] { return view().camera().halfHeight; };
    context.viewCenter = [this] { return Eigen::Vector2d(view().camera().focus.head<2>()); };
    context.unitsPerPixel = [this] { return 1 / view().transform().pixelsPerUnit(); };
    context.axesStep = [this] {
        const double shown = view().statistics().report.gridStep;
        return shown > 0 ? shown : niceAbove(kHiddenGrid / view().transform().pixelsPerUnit());
    };
    context.movePlane = [this](const WorkPlane& plane) {
        m_window.drawingOptions().edit([&](DrawingSettings& s) { s.space.plane = plane; });
    };
    context.color = [this] {
        const auto& snapshots = m_document.project().dataset.snapshots;
        const int current = m_selection.currentSnapshot();
        if (current >= 0 && snapshots[std::size_t(current)].color)
            return Color::hex(*snapshots[std::size_t(current)].color);
        return snapshotColor(std::max(0, current), int(snapshots.size()), theme().isDark());
    };
    context.refused = [this](const engine::Error& error) { m_window.stage().messages()->post(messageOf(error)); };
    return context;
}

void StageController::connectDrawing() {
    m_tools = new ToolBox(view(), m_drawing, this);
    connect(m_tools, &ToolBox::chosen, this, &StageController::showTool);
    connect(m_tools, &ToolBox::asked, this,
            [this](const Eigen::Vector3d& place) { m_probes->ask(place, m_playback.clock().time()); });
    connect(m_probes, &ProbeController::changed, this, &StageController::composeLater);
    connect(m_populations, &PopulationController::changed, this, &StageController::composeLater);
    connect(m_reveal, &RevealController::changed, this, &StageController::composeLater);
    connect(m_trainingTime, &TrainingTimeController::changed, this, &StageController::followTraining);
    connect(&m_window.drawingOptions(), &DrawingOptions::changed, this, [this] {
        m_tools->refresh();
        composeLater();
    });
}

void StageController::connectActions() {
    const Actions& actions = m_window.actions();
    for (const ToolAction& tool : kToolActions)
        connect(actions[tool.action], &QAction::triggered, this, [this, tool] { m_tools->choose(tool.kind); });
    actions["moveTool"]->setChecked(true);
    connect(actions["fitView"], &QAction::triggered, this, [this] { view().fit(); });
    connect(actions["nextPane"], &QAction::triggered, this,
            [this] { choosePane((m_panes->active() + 1) % m_panes->count()); });
    using Side = CameraRig::Side;
    const std::pair<const char*, Side> sides[] = {
        {"viewIso", Side::Iso}, {"viewTop", Side::Top}, {"viewFront", Side::Front}, {"viewSide", Side::Right}};
    for (const auto& [id, side] : sides)
        connect(actions[id], &QAction::triggered, this, [this, side = side] { view().showSide(side); });

    connectTransport(m_document, m_playback, m_window);
}

void StageController::beginDocument() {
    m_shown.clear();
    m_startsPlaying = !theme().reducedMotion();
    m_playback.setPlaying(false);
    m_playback.setTime(m_playback.clock().first());
    m_tools->choose(ToolKind::Navigate);
    m_window.actions()["moveTool"]->setChecked(true);
    compose(); // at once, so that the camera is fitted to these data
    if (const auto& camera = m_document.project().view.camera) {
        CameraPose pose = cameraPose(*camera);
        pose.perspective = view().state().dimension > 2 && !m_document.project().view.orthographic;
        view().setCamera(pose);
    } else {
        view().fit();
    }
}

void StageController::beginDrawing() {
    if (isPlane()) { // in space the camera has been fitted to the empty stage
        CameraPose pose;
        pose.halfHeight = 1.4;
        view().setCamera(pose);
    }
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
    if (extras.edited && !isPlane())
        extras.room = view().state().bounds;
    extras.revealed = m_reveal->revealed();
    extras.onionSkin = m_window.drawingOptions().settings().onionSkin;
    PaneScenes scenes = m_composer.compose(project, results(), theme().scene(),
                                           m_playback.clock().time(), extras);
    for (int i = 0; i < count; ++i) {
        SceneState& state = scenes.panes[std::size_t(i)];
        state.motion.backward = m_playback.clock().isReversed();
        const int top = m_panes->view(i).mapTo(m_panes, QPoint()).y();
        state.topInset = float(std::max(0, m_window.stage().messages()->wantedSize().height() - top));
        if (presenting) {
            state.sizes.legendText = state.sizes.captionText = kPresenterText;
            state.sizes.axisText = 0.8F * kPresenterText;
        }
        state.overlay = view().state().overlay;
        if (std::size_t(i) == project.activeIndex()) {
            std::vector<ProbeView> probes = m_probes->views();
            if (const auto population = m_populations->view())
                probes.push_back(*population);
            composeProbes(state, count > 1 && project.view.layers.legend ? scenes.legend : state.legend,
                          std::move(probes));
        }
        m_panes->view(i).setState(state);
    }
    if (hasNewPanes)
        m_panes->linkCameras();
    m_panes->legend().show(scenes.legend);
    showPlates();

    const bool flat = view().state().dimension <= 2, plane = isPlane();
    if (!flat && plane && changesPoints(m_tools->kind())) { // a relief
        m_tools->choose(ToolKind::Navigate);
        m_window.actions()["moveTool"]->setChecked(true);
    }
    const bool draws = m_window.mode() == MainWindow::Mode::Studio && (flat || !plane);
    for (const char* id :
         {"brushTool", "eraserTool", "stampTool", "selectTool", "selectByBox", "smallerBrush", "largerBrush"})
        m_window.actions()[id]->setEnabled(draws);
    for (const char* id : {"lineTool", "polygonTool", "densityFormula", "snapToGrid", "symmetryNone",
                           "symmetryLeftRight", "symmetryUpDown", "symmetryBoth", "symmetryTurn", "symmetryAboutView"})
        m_window.actions()[id]->setEnabled(draws && plane);
    for (const char* id : {"planeXY", "planeXZ", "planeYZ", "planeScreen", "paintOnPoints"})
        m_window.actions()[id]->setEnabled(draws && !plane);
    for (const char* id : {"viewIso", "viewTop", "viewFront", "viewSide", "orthographic"})
        m_window.actions()[id]->setEnabled(!flat);
    m_window.actions()["nextPane"]->setEnabled(count > 1);
    emit composed();
}

std::vector<SceneResults> StageController::results() const {
    std::vector<SceneResults> results;
    for (const Run& run : m_document.project().runs) {
        SceneResults& result = results.emplace_back();
        if (const SceneResults* past = m_trainingTime->results(run.id))
            result = *past;
        else if (const auto& update = m_training.run(run.id))
            result = {update->trajectories, update->field, update->plane};
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
        if (const auto step = m_trainingTime->stepOf(runs[i].id)) {
            words.count = tr("at step %1").arg(countLabel(*step));
        } else if (update && update->totalSteps > 0) {
            words.count = tr("%1 steps").arg(countLabel(update->step));
            if (update->state == engine::RunState::Training)
                words.progress = double(update->step) / double(update->totalSteps);
        }
        m_panes->pane(int(i)).plate().show(words);
    }
}

bool StageController::isDrawing() const {
    return changesPoints(m_tools->kind()) && m_tools->kind() != ToolKind::Select;
}

void StageController::followTraining() {
    const bool training = m_training.isTraining();
    m_playback.setTraining(training);
    for (int i = 0; i < m_panes->count(); ++i)
        m_panes->view(i).setFrameRateCap(training ? kTrainingFrames : 0);
    std::vector<Shown> shown;
    for (const SceneResults& result : results())
        shown.push_back({result.trajectories, result.plane});
    const auto moves = [](const Shown& of) { return of.trajectories != nullptr; };
    if (m_startsPlaying && std::any_of(shown.begin(), shown.end(), moves)) {
        m_startsPlaying = false;
        m_playback.setPlaying(true);
    }
    if (std::exchange(m_shown, shown) != shown)
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
    m_window.showDrawing(changesPoints(kind));
    m_window.toolOptions().showTool(kind);
    if (isDrawing() && m_selection.currentSnapshot() < 0 && !m_document.project().dataset.isEmpty())
        m_selection.setCurrentSnapshot(0);
    composeLater();
}

void StageController::updateTheme() {
    setReducedMotion(theme().reducedMotion());
    composeLater();
}

} // namespace ui
