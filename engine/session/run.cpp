#include "engine/session/run.h"

#include "engine/session/preview_model.h"
#include "engine/session/stage_motion.h"
#include "engine/session/stored_update.h"

#include <algorithm>
#include <utility>

namespace engine {

namespace {

using namespace std::chrono_literals;
using Clock = SessionRun::Clock;

constexpr auto kNumbersInterval = 33ms, kHistoryInterval = 100ms, kCheckpointInterval = 1000ms;
constexpr auto kDistancesInterval = 3000ms;

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

} // namespace

SessionRun::SessionRun(WorkerPool& pool, JobThread& jobs, std::function<void()> wake)
    : m_pool(pool), m_jobs(jobs), m_wake(std::move(wake)) {}

SessionRun::~SessionRun() = default;

template <class Work> void SessionRun::guarded(RunState onFailure, Work&& work) {
    try {
        work();
    } catch (const Error& e) {
        m_update.problem = e;
        m_update.state = onFailure;
    } catch (const std::bad_alloc&) {
        m_update.problem = Error(ErrorCode::WorkFailed, Sentence::of("There is not enough memory for this training."),
                                 Sentence::of("Use fewer points, a smaller batch or a smaller network."));
        m_update.state = onFailure;
    } catch (const std::exception& e) {
        m_update.problem = Error(ErrorCode::WorkFailed, Sentence::of("Training stopped unexpectedly: %1", e.what()));
        m_update.state = onFailure;
    }
    if (m_update.problem) {
        m_changed = true;
        m_wantsTraining = false;
        m_stepsToDo = 0;
    }
}

void SessionRun::setDataset(std::shared_ptr<const Dataset> dataset) {
    m_dataset = std::move(dataset);
    if (m_stored)
        beginStored();
    else if (m_configured)
        restart(Training::Begin::WarmStart, newestWeights());
}

void SessionRun::configure(const TrainingSettings& settings, const ParticleSettings& particles, bool plane) {
    m_plane.want(plane);
    const bool sameTraining = m_configured && settings == m_settings;
    if (!(particles == m_particles)) {
        m_trajectoriesStale = true;
        m_finalTrajectories = false;
        m_trajectoriesMade = {}; // a hand is waiting for it
    }
    m_particles = particles;
    if (m_stored)
        return;
    m_settings = settings;
    if (sameTraining)
        return;
    m_configured = true;
    if (m_dataset)
        restart(Training::Begin::WarmStart, newestWeights());
}

std::shared_ptr<const Checkpoint> SessionRun::newestWeights() const {
    const bool isStored = !m_learns || m_training->trainer()->stepsDone() == m_checkpointStep;
    return isStored ? m_lastGood : m_training->checkpoint(m_update.seconds, m_update.milestones);
}

void SessionRun::restart(Training::Begin begin, std::shared_ptr<const Checkpoint> from) {
    const std::uint64_t generation = m_update.generation + 1;
    const RunUpdate before = std::move(m_update);
    m_training.reset();
    m_learns = false;
    m_lastGood = from;
    m_update = RunUpdate();
    m_update.generation = generation;
    m_previewDue = false;
    m_changed = true;
    m_rate = {};
    m_distances = {};
    if (!from)
        begin = Training::Begin::Fresh;
    m_checkpointStep = begin == Training::Begin::Continue ? from->step : -1;
    const bool wanted = m_wantsTraining;
    guarded(RunState::Empty, [&] {
        m_training = std::make_unique<Training>(m_dataset, m_settings, m_pool, m_jobs, begin, from, m_wake);
        m_update.state = RunState::Preparing;
        m_update.note = m_training->source().note();
        m_update.kineticEnergy = m_training->source().kineticEnergy();
        m_update.totalSteps = m_settings.steps + m_settings.refineSteps;
        if (from) {
            // The flow learned so far stays on the stage while the new one is learned.
            m_update.model = from->model();
            m_update.seconds = from->seconds;
            m_update.checkpoint = from;
            if (begin == Training::Begin::Continue)
                m_update.milestones = from->milestones;
            m_update.plane = before.plane;
            m_trajectoriesStale = m_update.model->dimension() == m_dataset->dimension();
            if (!m_trajectoriesStale)
                m_update.model = nullptr;
            if (wanted && begin == Training::Begin::WarmStart)
                m_training->beginWith(m_training->source().makeQuickly());
            else // no steps will show what another equation of motion means
                m_previewDue =
                    !(from->settings.dynamics(from->normalization) == m_settings.dynamics(from->normalization));
        } else {
            m_previewDue = true;
        }
        m_finalTrajectories = false;
    });
    m_wantsTraining = wanted && !m_update.problem;
}

void SessionRun::train() {
    if (!m_training || m_update.state == RunState::Finished)
        return;
    m_wantsTraining = true;
    m_update.problem.reset();
    if (m_update.state == RunState::Failed)
        m_update.state = RunState::Paused;
    m_rate = {};
    m_changed = true;
}

void SessionRun::pause() {
    m_wantsTraining = false;
    m_stepsToDo = 0;
    m_changed = true;
}

void SessionRun::stepOnly(int count) {
    if (!m_training || m_update.state == RunState::Finished)
        return;
    m_wantsTraining = false;
    m_stepsToDo += std::max(0, count);
    m_changed = true;
}

void SessionRun::stop() {
    pause();
    if (m_training && m_training->trainer())
        m_update.state = RunState::Finished;
}

void SessionRun::reset() {
    m_wantsTraining = false;
    m_stepsToDo = 0;
    if (m_dataset && m_configured && !m_stored)
        restart(Training::Begin::Fresh, nullptr);
}

void SessionRun::restore(std::shared_ptr<const Checkpoint> checkpoint) {
    m_stored.reset();
    m_wantsTraining = false;
    m_stepsToDo = 0;
    m_settings = checkpoint->settings;
    m_configured = true;
    if (!m_dataset) {
        m_lastGood = std::move(checkpoint);
        return;
    }
    restart(Training::Begin::Continue, std::move(checkpoint));
}

void SessionRun::showStored(std::shared_ptr<const Checkpoint> checkpoint) {
    m_wantsTraining = false;
    m_stepsToDo = 0;
    m_training.reset();
    m_learns = false;
    m_lastGood.reset();
    m_stored = std::move(checkpoint);
    if (m_dataset)
        beginStored();
}

void SessionRun::beginStored() {
    const std::uint64_t generation = std::exchange(m_update, {}).generation + 1;
    guarded(RunState::Empty, [&] { m_update = storedUpdate(m_stored, *m_dataset); });
    m_update.generation = generation;
    m_distances = {};
    m_trajectoriesStale = m_changed = true;
    m_finalTrajectories = false;
}

bool SessionRun::showsPlane() const {
    return m_plane.isWanted() && m_update.model && m_update.trajectories && m_update.trajectories->dimension() == 2;
}

bool SessionRun::wantsSteps() const { return m_wantsTraining || m_stepsToDo > 0; }

bool SessionRun::isBusy() const {
    if (m_stored)
        return m_update.model && (m_trajectoriesStale || !m_finalTrajectories || (showsPlane() && m_plane.isDue()));
    if (!m_training || m_update.state == RunState::Failed)
        return false;
    const bool canStep = m_update.state == RunState::Training || m_update.state == RunState::Paused;
    return m_previewDue || (wantsSteps() && canStep) || (m_update.model && m_trajectoriesStale && !wantsSteps()) ||
           (m_update.model && !m_finalTrajectories && !wantsSteps()) ||
           (showsPlane() && m_plane.isDue() && m_update.state != RunState::Preparing && !wantsSteps());
}

void SessionRun::showPreview() {
    m_previewDue = false;
    const auto path = m_training->source().makeQuickly();
    if (!path->hasVelocity())
        return;
    m_update.model = previewModel(*path, m_settings, m_training->normalization(), m_pool);
    m_update.isPreview = true;
    m_trajectoriesStale = true;
    m_changed = true;
}

void SessionRun::work(std::chrono::milliseconds slice) {
    if (!m_training || m_update.state == RunState::Failed || m_update.state == RunState::Empty)
        return;
    if (m_previewDue) {
        guarded(RunState::Failed, [&] { showPreview(); });
        return; // shown before the first step is taken
    }
    guarded(RunState::Failed, [&] {
        const auto begin = Clock::now();
        if (!m_training->isReady()) {
            m_update.state = RunState::Preparing;
            m_update.activity = "Pairing points";
            m_update.progress = m_training->preparation();
            m_changed = true;
            return;
        }
        Trainer& trainer = *m_training->trainer();
        if (m_update.state == RunState::Preparing) {
            m_update.state = wantsSteps() ? RunState::Training : RunState::Paused;
            m_update.activity.clear();
            m_update.progress = -1;
            m_changed = true;
            refreshNumbers();
        }
        if (m_update.state == RunState::Finished)
            return;
        const RunState state = wantsSteps() ? RunState::Training : RunState::Paused;
        if (state != m_update.state) {
            m_update.state = state;
            m_changed = true;
        }
        while (wantsSteps() && !trainer.isFinished() && m_training->isReady()) {
            m_training->step();
            m_learns = true;
            m_update.isPreview = false;
            m_trajectoriesStale = true;
            m_finalTrajectories = false;
            keepMilestone(trainer.stepsDone());
            if (m_stepsToDo > 0)
                --m_stepsToDo;
            ++m_rate.steps;
            if (Clock::now() - begin >= slice)
                break;
        }
        m_update.seconds += seconds(Clock::now() - begin);
        if (trainer.isFinished() && trainer.stepsDone() > 0) {
            m_wantsTraining = false;
            m_stepsToDo = 0;
            m_update.state = RunState::Finished;
            m_changed = true;
        } else if (!wantsSteps() && m_update.state == RunState::Training) {
            m_update.state = RunState::Paused;
            m_changed = true;
        }
    });
    if (m_update.state == RunState::Failed && m_training->trainer())
        m_finalTrajectories = true; // what is shown is the last good model
}

void SessionRun::keepMilestone(std::int64_t step) {
    if (!isMilestone(step))
        return;
    auto milestones = m_update.milestones ? std::make_shared<std::vector<Milestone>>(*m_update.milestones)
                                          : std::make_shared<std::vector<Milestone>>();
    milestones->push_back({step, m_training->model()});
    m_update.milestones = std::move(milestones);
}

void SessionRun::refreshNumbers() {
    const Trainer* trainer = m_training ? m_training->trainer() : nullptr;
    if (!trainer)
        return;
    m_update.step = trainer->stepsDone();
    m_update.totalSteps = trainer->totalSteps();
    m_update.loss = trainer->smoothedLoss();
    m_update.energyBound = trainer->energyBound();
    m_update.refinement.reset();
    if (trainer->isRefining()) {
        const std::int64_t steps = trainer->settings().refineSteps;
        RefinementProgress now{trainer->stepsDone() - (trainer->totalSteps() - steps), steps, {}};
        if (const auto distance = trainer->rolloutDistance())
            now.distance = *distance * trainer->normalization().scale;
        m_update.refinement = now;
    }
}

std::shared_ptr<const RunUpdate> SessionRun::publishIfDue(Clock::time_point now, double motionShare) {
    if (auto distances = m_distances.result(); distances != m_update.distances) {
        m_update.distances = std::move(distances);
        m_changed = true;
    }
    const bool training = m_update.state == RunState::Training;
    if (m_update.model || (m_training && m_training->trainer()))
        guarded(m_update.state,
                [&] { refreshTrajectories(now, !training && m_update.state != RunState::Preparing, motionShare); });
    refreshPlane(now, training || m_update.state == RunState::Preparing, motionShare);
    const bool due = training && now - m_numbersPublished >= kNumbersInterval;
    if (!m_changed && !due)
        return nullptr;
    if (training) {
        if (m_rate.since == Clock::time_point()) {
            m_rate = {now, 0};
        } else if (const double window = seconds(now - m_rate.since); window > 0.5) {
            m_update.stepsPerSecond = double(m_rate.steps) / window;
            m_rate = {now, 0};
        }
    }
    refreshNumbers();
    if (m_training && m_training->trainer()) {
        if (m_changed || now - m_checkpointMade >= kHistoryInterval)
            m_update.history = std::make_shared<const LossHistory>(m_training->trainer()->history());
        const bool moved = m_learns && m_training->trainer()->stepsDone() != m_checkpointStep;
        if (moved && (m_changed || now - m_checkpointMade >= kCheckpointInterval)) {
            m_update.checkpoint = m_lastGood = m_training->checkpoint(m_update.seconds, m_update.milestones);
            m_checkpointMade = now;
            m_checkpointStep = m_training->trainer()->stepsDone();
        }
    }
    m_update.secondsLeft.reset();
    if (training && m_update.stepsPerSecond > 0)
        m_update.secondsLeft = double(m_update.totalSteps - m_update.step) / m_update.stepsPerSecond;
    m_numbersPublished = now;
    m_changed = false;
    return std::make_shared<const RunUpdate>(m_update);
}

void SessionRun::refreshPlane(Clock::time_point now, bool training, double share) {
    if (!showsPlane()) {
        m_changed |= m_update.plane != nullptr;
        m_update.plane = nullptr;
        return;
    }
    guarded(m_update.state, [&] {
        const MotionCare care = training ? MotionCare::Live : MotionCare::Final;
        if (auto plane = m_plane.work(m_update.model, m_pool, *m_dataset, *m_update.trajectories, care, share, now)) {
            m_update.plane = std::move(plane);
            m_changed = true;
        }
    });
}

void SessionRun::refreshTrajectories(Clock::time_point now, bool final, double share) {
    // Where somebody waits for something to move, quick ones come first.
    const bool isAwaited = !m_update.trajectories || m_trajectoriesMade == Clock::time_point();
    final = final && !(m_trajectoriesStale && isAwaited);
    const bool wanted = m_trajectoriesStale || (final && !m_finalTrajectories);
    const auto interval = std::chrono::duration_cast<Clock::duration>(m_trajectoriesCost / share);
    if (!wanted || m_update.state == RunState::Failed || (!final && now - m_trajectoriesMade < interval))
        return;
    if (!m_update.isPreview && m_learns)
        m_update.model = m_training->model();
    if (!m_update.model || m_update.model->dimension() != m_dataset->dimension())
        return;

    const auto begin = Clock::now();
    StageMotion motion =
        stageMotion(*m_update.model, m_pool, *m_dataset, m_particles, final ? MotionCare::Final : MotionCare::Live);
    if (motion.field)
        m_update.field = std::move(motion.field);
    m_update.trajectories = std::move(motion.trajectories);
    m_trajectoriesStale = false;
    m_finalTrajectories = final;
    m_changed = true;
    m_trajectoriesMade = Clock::now();
    if (!final)
        m_trajectoriesCost = m_trajectoriesMade - begin;
    m_plane.outdate();
    if (!m_update.isPreview && (final || m_trajectoriesMade - m_distancesStarted >= kDistancesInterval)) {
        m_distances.start(m_jobs, m_dataset, m_update.trajectories, final, m_wake);
        m_distancesStarted = m_trajectoriesMade;
    }
}

} // namespace engine
