#pragma once

#include "engine/session/distance_job.h"
#include "engine/session/plane_updates.h"
#include "engine/session/session_request.h"
#include "engine/session/session_update.h"
#include "engine/training/training.h"

#include <chrono>
#include <functional>
#include <memory>

namespace engine {

/// One run inside the session's thread: its training, what was last published of it, and when what is due again.
/// Every function may be called in any state; failures end in the update's `problem`.
/// Thread: the session's.
class SessionRun {
public:
    using Clock = std::chrono::steady_clock;

    /// `wake` makes the session's thread look at its runs again; callable from any thread.
    SessionRun(WorkerPool& pool, JobThread& jobs, std::function<void()> wake);
    ~SessionRun();

    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// `plane`: what the model says about the plane is wanted as well.
    void configure(const TrainingSettings& settings, const ParticleSettings& particles, bool plane);
    void train();
    void pause();
    void stepOnly(int count);
    void stop();
    void reset();
    void restore(std::shared_ptr<const Checkpoint> checkpoint);
    /// From now on this model, without training.
    void showStored(std::shared_ptr<const Checkpoint> checkpoint);

    /// Whether `work` has something to do at once.
    bool isBusy() const;
    /// Trains or prepares for at most `slice`. Returns true when something worth publishing happened.
    void work(std::chrono::milliseconds slice);
    /// Brings the update up to date where something is due; null when there is nothing new. While training, motion
    /// takes at most this part of the thread's time.
    std::shared_ptr<const RunUpdate> publishIfDue(Clock::time_point now, double motionShare);

private:
    void restart(Training::Begin begin, std::shared_ptr<const Checkpoint> from);
    void beginStored();
    void showPreview();
    /// What another training begins with: the newest weights; those the present one began with while it has taken no
    /// step. Null before the first step.
    std::shared_ptr<const Checkpoint> newestWeights() const;
    void fail(const std::exception& e, RunState state);
    void refreshNumbers();
    void keepMilestone(std::int64_t step);
    void refreshPlane(Clock::time_point now, bool training, double share);
    void refreshTrajectories(Clock::time_point now, bool final, double share);
    bool wantsSteps() const;
    bool showsPlane() const;
    template <class Work> void guarded(RunState onFailure, Work&& work);

    WorkerPool& m_pool;
    JobThread& m_jobs;
    std::function<void()> m_wake;

    std::shared_ptr<const Dataset> m_dataset;
    TrainingSettings m_settings;
    ParticleSettings m_particles;
    bool m_configured = false;

    std::unique_ptr<Training> m_training;
    std::shared_ptr<const Checkpoint> m_stored;   ///< shown instead of a training
    std::shared_ptr<const Checkpoint> m_lastGood; ///< of the present or the last training
    std::int64_t m_checkpointStep = -1;           ///< of this training that the newest checkpoint holds; −1: none yet
    bool m_learns = false;                ///< this training has taken a step
    bool m_wantsTraining = false;
    std::int64_t m_stepsToDo = 0; ///< of a Step request
    bool m_previewDue = false;

    RunUpdate m_update;
    bool m_changed = false;           ///< something to publish now, not at the next due time
    bool m_trajectoriesStale = false; ///< the model moved on since they were made
    bool m_finalTrajectories = true;  ///< they were made with full care
    Clock::time_point m_numbersPublished{}, m_checkpointMade{}, m_trajectoriesMade{};
    Clock::duration m_trajectoriesCost{};
    PlaneUpdates m_plane;
    DistanceJob m_distances; ///< of this training: another one's result never comes back
    Clock::time_point m_distancesStarted{};

    struct Rate {
        Clock::time_point since{};
        std::int64_t steps = 0;
    } m_rate;
};

} // namespace engine
