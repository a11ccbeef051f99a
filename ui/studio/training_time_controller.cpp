#include "ui/studio/training_time_controller.h"

#include "engine/session/plane_sampler.h"
#include "engine/session/stage_motion.h"
#include "ui/panels/charts_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/optimizer_settings.h"
#include "ui/studio/training_controller.h"
#include "ui/style/numbers.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
const QString kMessage = QStringLiteral("trainingTime");
}

TrainingTimeController::TrainingTimeController(Document& document, TrainingController& training, MainWindow& window,
                                               QObject* parent)
    : QObject(parent), m_document(document), m_training(training), m_window(window) {
    const Actions& actions = window.actions();
    connect(actions["earlierInTraining"], &QAction::triggered, this, [this] { move(-1); });
    connect(actions["laterInTraining"], &QAction::triggered, this, [this] { move(1); });
    connect(actions["newestModel"], &QAction::triggered, this, [this] { choose(std::nullopt); });
    connect(&window.inspector().training(), &OptimizerSettings::stepChosen, this, &TrainingTimeController::choose);
    connect(&window.charts(), &ChartsPanel::stepChosen, this, [this](double step) {
        const std::vector<std::int64_t> steps = this->steps();
        const auto& run = m_training.run();
        if (steps.empty() || !run)
            return;
        // The nearest on a logarithmic scale, as the charts are; the end of the curve is the newest model.
        const auto apart = [step](double other) { return std::abs(std::log(std::max(step, 1.0) / std::max(other, 1.0))); };
        const auto nearest = *std::min_element(steps.begin(), steps.end(), [&](std::int64_t a, std::int64_t b) {
            return apart(double(a)) < apart(double(b));
        });
        choose(apart(double(run->step)) < apart(double(nearest)) ? std::nullopt : std::optional(nearest));
    });
    connect(&training, &TrainingController::updated, this, &TrainingTimeController::follow);
    connect(&document, &Document::projectChanged, this, &TrainingTimeController::follow);
    connect(&document, &Document::projectReplaced, this, [this] {
        ++m_documents;
        m_made.clear();
        choose(std::nullopt);
    });
    connect(&window, &MainWindow::modeChanged, this, &TrainingTimeController::show);
    show();
}

std::vector<std::int64_t> TrainingTimeController::steps() const {
    std::vector<std::int64_t> steps;
    for (const Run& run : m_document.project().runs)
        if (const auto& update = m_training.run(run.id); update && update->milestones)
            for (const engine::Milestone& milestone : *update->milestones)
                steps.push_back(milestone.step);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    return steps;
}

const engine::Milestone* TrainingTimeController::milestone(int run, std::int64_t step) const {
    const auto& update = m_training.run(run);
    if (!update || !update->milestones || update->milestones->empty())
        return nullptr;
    const engine::Milestone* last = &update->milestones->front();
    for (const engine::Milestone& milestone : *update->milestones)
        if (milestone.step <= step)
            last = &milestone;
    return last;
}

engine::ParticleSettings TrainingTimeController::particlesOf(const Run& run) const {
    return {m_document.project().view.particleCount, run.settings.seed, run.noise};
}

bool TrainingTimeController::isMade(const Run& run, const engine::Milestone& milestone) const {
    const auto found = m_made.find({run.id, milestone.step});
    return found != m_made.end() && found->second.model == milestone.model &&
           found->second.particles == particlesOf(run) &&
           (found->second.hasPlane || !m_document.project().view.wantPlane());
}

const SceneResults* TrainingTimeController::results(int run) const {
    const engine::Milestone* at = m_step ? milestone(run, *m_step) : nullptr;
    const auto found = at ? m_made.find({run, at->step}) : m_made.end();
    return found != m_made.end() && found->second.model == at->model ? &found->second.results : nullptr;
}

std::optional<std::int64_t> TrainingTimeController::stepOf(int run) const {
    return results(run) ? std::optional(milestone(run, *m_step)->step) : std::nullopt;
}

void TrainingTimeController::choose(std::optional<std::int64_t> step) {
    if (step == m_step)
        return show();
    m_step = step;
    show();
    makeNext();
    emit changed();
}

void TrainingTimeController::move(int by) {
    const std::vector<std::int64_t> steps = this->steps();
    const auto now = m_step ? std::lower_bound(steps.begin(), steps.end(), *m_step) - steps.begin()
                            : std::ptrdiff_t(steps.size());
    const std::ptrdiff_t next = std::clamp<std::ptrdiff_t>(now + by, 0, std::ptrdiff_t(steps.size()));
    choose(next < std::ptrdiff_t(steps.size()) ? std::optional(steps[std::size_t(next)]) : std::nullopt);
}

void TrainingTimeController::follow() {
    const std::vector<std::int64_t> steps = this->steps();
    if (m_step && std::find(steps.begin(), steps.end(), *m_step) == steps.end()) {
        m_made.clear(); // another training has begun
        choose(std::nullopt);
    }
    if (steps != m_shownSteps)
        show();
    makeNext();
}

/// The step that is shown first, then all others.
void TrainingTimeController::makeNext() {
    if (!m_step || m_background.isBusy() || !m_training.obstacle().isEmpty())
        return;
    const auto& runs = m_document.project().runs;
    for (const Run& run : runs)
        if (const engine::Milestone* at = milestone(run.id, *m_step); at && !isMade(run, *at))
            return make(run, *at);
    for (const Run& run : runs)
        if (const auto& update = m_training.run(run.id); update && update->milestones)
            for (const engine::Milestone& other : *update->milestones)
                if (!isMade(run, other))
                    return make(run, other);
}

void TrainingTimeController::make(const Run& run, const engine::Milestone& milestone) {
    const bool plane = m_document.project().view.wantPlane();
    m_background.run(
        [model = milestone.model, dataset = m_document.project().dataset, particles = particlesOf(run),
         plane](std::stop_token stop) {
            engine::WorkerPool pool(1);
            Made made{model, particles, plane, {}};
            if (model->dimension() != dataset.dimension())
                return made;
            engine::StageMotion motion =
                engine::stageMotion(*model, pool, dataset, particles, engine::MotionCare::Final, stop);
            if (plane && dataset.dimension() == 2)
                made.results.plane =
                    engine::samplePlane(model, pool, dataset, *motion.trajectories, engine::MotionCare::Final);
            made.results.trajectories = std::move(motion.trajectories);
            made.results.field = std::move(motion.field);
            return made;
        },
        [this, key = Key(run.id, milestone.step), document = m_documents](Outcome<Made> outcome) {
            if (document != m_documents)
                return;
            if (!outcome.value) {
                m_window.stage().messages()->post(messageOf(*outcome.error));
                return choose(std::nullopt);
            }
            m_made[key] = std::move(*outcome.value);
            emit changed();
            makeNext();
        });
}

void TrainingTimeController::show() {
    m_shownSteps = steps();
    const bool studio = m_window.mode() != MainWindow::Mode::Gallery;
    const Actions& actions = m_window.actions();
    const bool any = studio && !m_shownSteps.empty();
    actions["earlierInTraining"]->setEnabled(any && (!m_step || *m_step > m_shownSteps.front()));
    actions["laterInTraining"]->setEnabled(any && m_step);
    actions["newestModel"]->setEnabled(any && m_step);
    m_window.inspector().training().showSteps(m_shownSteps, m_step);
    m_window.charts().showStep(m_step);
    const bool single = m_document.project().runs.size() == 1; // several have plates that say it
    if (m_step && studio && single)
        m_window.stage().messages()->post({Severity::Information,
                                           tr("The stage shows step %1 of the training.").arg(countLabel(*m_step)),
                                           tr("Show the newest"), [this] { choose(std::nullopt); }, kMessage});
    else
        m_window.stage().messages()->retract(kMessage);
}

} // namespace ui
