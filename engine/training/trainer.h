#pragma once

#include "engine/core/parallel.h"
#include "engine/nn/adam.h"
#include "engine/nn/moving_average.h"
#include "engine/path/path.h"
#include "engine/training/checkpoint.h"
#include "engine/training/gradient_accumulator.h"
#include "engine/training/rollout.h"

#include <memory>
#include <optional>

namespace engine {

/// Trains one action on one path, a step at a time (Algorithm 1), and refines it by rollouts where that is asked for.
/// Knows neither threads of control nor clocks: the same settings, path and seed give the same weights bit for bit,
/// whoever calls `step` and however often.
/// Thread: one at a time; uses the pool while stepping.
class Trainer {
public:
    /// A fresh network. The path is in training units of `normalization`. Without `rollouts` there is no refinement.
    Trainer(const TrainingSettings& settings, std::shared_ptr<const Path> path, const Normalization& normalization,
            WorkerPool& pool, std::shared_ptr<const RolloutData> rollouts = {});
    /// Goes on from a checkpoint exactly. The path must be in training units of the checkpoint's normalization.
    Trainer(const Checkpoint& checkpoint, std::shared_ptr<const Path> path, WorkerPool& pool,
            std::shared_ptr<const RolloutData> rollouts = {});

    /// One minibatch: loss, gradient, clipping, Adam, moving average. Returns the loss in data units. After
    /// settings.steps of them the gradient of the rollouts' distance is added.
    /// Errors: Error{WorkFailed} when loss or gradient is not finite; the weights stay those before the step.
    double step();
    bool isFinished() const { return m_step >= m_totalSteps; }
    std::int64_t stepsDone() const { return m_step; }
    std::int64_t totalSteps() const { return m_totalSteps; }

    /// Whether the steps to come are refinement.
    bool isRefining() const { return m_rollout && m_step - m_firstStep >= m_settings.steps; }
    /// Distance of simulated particles to the snapshots as of the last refining step.
    std::optional<double> rolloutDistance() const { return m_rolloutDistance; }

    /// Other samples of the same populations (renewed minibatch pairs); nothing else changes.
    void replacePath(std::shared_ptr<const Path> path) { m_path = std::move(path); }

    /// −L of the averaged network on a fixed set of samples: the lower bound on K, as of the last time it was measured
    /// (every kBoundInterval steps, at powers of two, and early on between those). Units: data units.
    std::optional<double> energyBound() const { return m_energyBound; }
    /// −L of the averaged network on `samples` fresh samples, with its standard error. Units: data units.
    struct Bound {
        double value, standardError;
    };
    Bound measureEnergyBound(int samples, std::uint64_t stream = 0);
    static constexpr int kBoundInterval = 50, kBoundSamples = 4096;

    /// Smoothed loss of the last batches. Units: data units.
    double smoothedLoss() const { return m_smoothedLoss; }
    const LossHistory& history() const { return m_history; }
    const TrainingSettings& settings() const { return m_settings; }
    const Normalization& normalization() const { return m_normalization; }

    std::shared_ptr<const ActionModel> model() const;
    std::shared_ptr<const Checkpoint> checkpoint(double seconds = 0) const;

    double learningRate() const;

private:
    static bool isMeasured(std::int64_t step);
    void measure();
    void prepareRefining(std::shared_ptr<const RolloutData> rollouts);
    void beginRefining();
    /// What losses of training units are multiplied with.
    double energyFactor() const;
    void smoothCost(double smoothing);

    TrainingSettings m_settings;
    Normalization m_normalization;
    std::shared_ptr<const Path> m_path;
    WorkerPool& m_pool;
    Mlp<float> m_network;
    Adam m_adam;
    MovingAverage m_average;
    GradientAccumulator m_accumulator;
    GradientAccumulator m_boundAccumulator;
    Mlp<float> m_averagedNetwork; ///< takes the averages over when they are measured
    std::int64_t m_step = 0, m_firstStep = 0, m_totalSteps;
    std::unique_ptr<Rollout> m_rollout; ///< when the settings ask for refinement
    std::optional<double> m_rolloutDistance;
    std::optional<TimeSampling> m_times; ///< when the settings ask for adaptive times
    std::optional<double> m_energyBound;
    double m_smoothedLoss = 0, m_costSmoothing = 0;
    LossHistory m_history;
};

/// The terms of the loss that the settings ask for on this path, in training units.
/// Errors: Error{InvalidArgument} for the flow form without velocities, or a cost of another dimension.
LossTerms lossTerms(const TrainingSettings& settings, const Path& path, const Normalization& normalization);

/// The same function s(t,x) and the same optimiser state expressed in other training units: the first layer takes over
/// the change of x and t, the head the change of s. A training goes on after its data moved without forgetting
/// anything.
Checkpoint renormalized(const Checkpoint& checkpoint, const Normalization& normalization);

} // namespace engine
