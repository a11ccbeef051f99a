#include "ui/studio/population_controller.h"

#include "ui/document/selection.h"
#include "ui/export/scene_projector.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/population_panel.h"
#include "ui/studio/training_controller.h"
#include "ui/style/numbers.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QDockWidget>
#include <algorithm>

namespace ui {

namespace {
constexpr engine::Index kMostPoints = 400;
} // namespace

PopulationController::PopulationController(Document& document, Selection& selection, TrainingController& training,
                                           MainWindow& window, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_selection(selection),
      m_training(training),
      m_window(window),
      m_panel(new PopulationPanel),
      m_dock(window.addBesideCharts(m_panel, QStringLiteral("populationDock"), tr("Population"))) {
    connect(window.actions()["followSelection"], &QAction::triggered, this, &PopulationController::follow);
    connect(m_panel, &PopulationPanel::closed, this, &PopulationController::clear);
    connect(m_panel, &PopulationPanel::columnChosen, this, [this](int index) {
        m_column = index;
        find(m_paths);
    });
    connect(&window, &MainWindow::modeChanged, this, &PopulationController::showPanel);
    connect(&document, &Document::projectReplaced, this, &PopulationController::clear);
    connect(&selection, &Selection::pointsChanged, this, &PopulationController::showEnabled);
    connect(&training, &TrainingController::updated, this, &PopulationController::showEnabled);
    showEnabled();
}

void PopulationController::showEnabled() {
    const auto& run = m_training.run();
    m_window.actions()["followSelection"]->setEnabled(run && run->model && !m_selection.isEmpty() &&
                                                      m_selection.currentSnapshot() >= 0);
}

std::vector<int> PopulationController::columns() const {
    std::vector<int> result;
    const auto& attributes = m_document.project().dataset.attributes;
    for (std::size_t k = 0; k < attributes.size(); ++k)
        if (!attributes[k].categories.empty())
            result.push_back(int(k));
    return result;
}

void PopulationController::follow() {
    const int snapshot = m_selection.currentSnapshot();
    const auto& snapshots = m_document.project().dataset.snapshots;
    const auto& run = m_training.run();
    if (snapshot < 0 || snapshot >= int(snapshots.size()) || !run || !run->model)
        return;
    const std::vector<engine::Index>& chosen = m_selection.points(snapshot);
    m_count = engine::Index(chosen.size());
    const engine::Index count = std::min(m_count, kMostPoints);
    if (count == 0)
        return;
    std::vector<engine::Index> pushed;
    for (engine::Index k = 0; k < count; ++k)
        pushed.push_back(chosen[std::size_t(k * m_count / count)]);
    const engine::Snapshot& from = snapshots[std::size_t(snapshot)];
    m_points = from.points.select(pushed).points();
    m_time = from.time;
    m_column = 0;
    find(nullptr);
}

void PopulationController::find(std::shared_ptr<const engine::PathsThrough> known) {
    const auto& run = m_training.run();
    if (!run || !run->model)
        return;
    const std::vector<int> groups = columns();
    const int column = groups.empty() ? -1 : groups[std::size_t(std::clamp(m_column, 0, int(groups.size()) - 1))];
    const Run& active = m_document.project().run();
    const engine::PathSettings settings{active.settings.seed, active.noise};
    m_background.run(
        [model = run->model, dataset = m_document.project().dataset, points = m_points, time = m_time, settings, column,
         known](std::stop_token stop) {
            engine::WorkerPool pool(1);
            Result result;
            result.paths = known ? *known : engine::pathsThrough(*model, pool, dataset, points, time, settings, stop);
            if (column >= 0)
                result.shares = engine::groupShares(dataset, column, result.paths);
            return result;
        },
        [this, number = ++m_number](Outcome<Result> outcome) {
            if (outcome.error)
                m_window.stage().messages()->post(messageOf(*outcome.error));
            if (!outcome.value || number != m_number)
                return;
            m_paths = std::make_shared<const engine::PathsThrough>(outcome.value->paths);
            m_shares = std::move(outcome.value->shares);
            m_isShown = true;
            showPanel();
            emit changed();
        });
}

std::optional<ProbeView> PopulationController::view() const {
    if (!m_isShown)
        return {};
    const Projection picture = m_document.project().projection();
    ProbeView view;
    view.future = projected(m_paths->future, picture);
    view.past = projected(m_paths->past, picture);
    return view;
}

void PopulationController::clear() {
    ++m_number;
    m_isShown = false;
    m_shares.clear();
    showPanel();
    emit changed();
}

void PopulationController::showPanel() {
    m_dock->setVisible(m_isShown && m_window.mode() == MainWindow::Mode::Studio);
    if (!m_isShown)
        return;
    const engine::Dataset& dataset = m_document.project().dataset;
    const std::vector<int> groups = columns();
    QStringList names;
    for (const int column : groups)
        names += QString::fromStdString(dataset.attributes[std::size_t(column)].name);
    const int chosen = std::clamp(m_column, 0, std::max(0, int(groups.size()) - 1));
    m_panel->show(tr("%1 points of t %2").arg(countLabel(m_count), timeLabel(m_time)), names, chosen);
    if (!groups.empty())
        m_panel->diagram().show(m_shares, dataset.attributes[std::size_t(groups[std::size_t(chosen)])].categories,
                                QString::fromStdString(dataset.timeUnit));
}

} // namespace ui
