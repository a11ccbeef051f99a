#pragma once

#include "engine/training/path_feed.h"
#include "engine/training/trainer.h"

#include <functional>
#include <memory>

namespace engine {

/// One training as a whole: data and settings become a path (in the job thread), the path trains a network, the pairs
/// are renewed in time. With eam a companion, plain am on the same path, takes its steps in turn. Window and command
/// line both train through this class, so both get the same weights bit for bit.
/// Thread: one at a time.
class Training {
public:
    /// How the weights begin.
    enum class Begin {
        Fresh,    ///< new network from the seed
        Continue, ///< the checkpoint of this very training: goes on exactly
        WarmStart ///< a checkpoint of other data or settings: keeps the weights, begins a new schedule
    };

    /// What the companion of these settings is trained with.
    static TrainingSettings companionSettings(TrainingSettings settings);

    /// `ready` is called in the job thread when something awaited is there.
    /// Errors: Error{UnusableInput} or Error{InvalidArgument} for data or settings that cannot be trained.
    Training(std::shared_ptr<const Dataset> dataset, const TrainingSettings& settings, WorkerPool& pool,
             JobThread& jobs, Begin begin = Begin::Fresh, std::shared_ptr<const Checkpoint> checkpoint = {},
             std::function<void()> ready = {});

    const PathSource& source() const { return m_feed.source(); }
    const Normalization& normalization() const { return m_normalization; }
    double preparation() const { return m_feed.progress(); }

    /// Whether `step` can be called now. False while the path of the first or the next round is being made.
    /// Errors: what PathSource::make and the Trainer's constructor throw.
    bool isReady();
    void waitUntilReady();
    /// Trains on this path until the one asked for is ready: for edits while training, where waiting would be felt.
    void beginWith(std::shared_ptr<const Path> path);

    /// Null before the first `isReady()` that returned true.
    Trainer* trainer() { return m_trainer.get(); }
    const Trainer* trainer() const { return m_trainer.get(); }
    /// One step of the trainer, and of the companion's. Only when ready.
    double step();
    /// The time spent in steps and the milestones are the caller's to measure and to keep; they travel in the checkpoint.
    std::shared_ptr<const Checkpoint>
    checkpoint(double seconds, std::shared_ptr<const std::vector<Milestone>> milestones = {}) const;
    /// What was learned so far, with the companion and the mass of the population.
    std::shared_ptr<const ActionModel> model() const { return checkpoint(0)->model(); }

private:
    void adopt(std::shared_ptr<const Path> path);
    std::uint64_t wantedRound() const;

    TrainingSettings m_settings;
    WorkerPool& m_pool;
    Normalization m_normalization;
    std::shared_ptr<const Checkpoint> m_checkpoint;
    PathFeed m_feed;
    std::unique_ptr<Trainer> m_trainer, m_companion;
    std::shared_ptr<const RolloutData> m_rollouts; ///< when the settings ask for refinement
    MassCurve m_masses;
    std::optional<std::uint64_t> m_round; ///< whose path the trainer has
};

} // namespace engine
