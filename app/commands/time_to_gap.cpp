#include "app/commands/time_to_gap.h"

#include "engine/core/error.h"
#include "engine/core/job_thread.h"
#include "engine/data/synthetic.h"
#include "engine/metrics/action_gap.h"
#include "engine/metrics/exact_field.h"
#include "engine/training/training.h"

#include <chrono>

namespace app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr char kExample[] = "four-corners";
constexpr engine::Index kSamples = 100'000;
constexpr double kEvery = 1.12; ///< looked at after so many times the steps of the last look
constexpr std::uint64_t kStream = 81;

/// What the gap is taken on.
struct Truth {
    explicit Truth(const engine::SyntheticExample& example) : times(kSamples), x(2, kSamples) {
        const auto& process = *example.process;
        duration = process.lastTime() - process.firstTime();
        energy = *process.kineticEnergy();
        engine::Rng rng(0, kStream);
        engine::Vector unused(2);
        for (engine::Index i = 0; i < kSamples; ++i) {
            times[i] = process.firstTime() + duration * (double(i) + rng.uniform()) / double(kSamples);
            process.sample(rng, times[i], x.col(i), unused);
        }
    }
    engine::Times times;
    engine::Points x;
    double duration, energy;
};

} // namespace

TimeToGap timeToGap(const engine::TrainingSettings& settings, double gap, double limit, engine::WorkerPool& pool,
                    std::stop_token stop) {
    const engine::SyntheticExample example = engine::syntheticExample(kExample);
    const Truth truth(example);
    TimeToGap result;

    auto start = Clock::now();
    engine::JobThread jobs;
    const auto dataset = std::make_shared<const engine::Dataset>(engine::makeDataset(example, settings.seed));
    engine::Training training(dataset, settings, pool, jobs);
    training.waitUntilReady();
    double next = 100;
    while (!training.trainer()->isFinished()) {
        training.step();
        const std::int64_t steps = training.trainer()->stepsDone();
        if (double(steps) < next && !training.trainer()->isFinished())
            continue;
        next = double(steps) * kEvery;
        const auto looked = Clock::now();
        const double seconds = std::chrono::duration<double>(looked - start).count();
        const auto model = training.model();
        const auto field = engine::exactField(example.process, model->dynamics, model->normalization);
        const double found =
            engine::actionGap(*model, pool, *field, truth.duration, truth.times, truth.x).value / truth.energy;
        result.curve.push_back({seconds, steps, found});
        if (found <= gap) {
            result.seconds = seconds;
            break;
        }
        if (seconds > limit)
            break;
        if (stop.stop_requested())
            throw engine::Error(engine::ErrorCode::Cancelled, "Interrupted.");
        start += Clock::now() - looked;
    }
    return result;
}

} // namespace app
