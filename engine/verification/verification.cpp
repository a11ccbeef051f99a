#include "engine/verification/verification.h"

#include "engine/action/action_model.h"
#include "engine/core/error.h"
#include "engine/path/analytic_path.h"
#include "engine/training/trainer.h"
#include "engine/trajectory/integrator.h"

#include <chrono>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

constexpr int kSamples = 20'000, kBoundSamples = 200'000;
constexpr Real kOrbitLimit = 0.01;
constexpr std::uint64_t kUnitsStream = 0x0e1, kErrorStream = 0x0e2;

TrainingSettings settingsFor(const ClosedFormCase& c, const Path& path, std::uint64_t seed) {
    TrainingSettings settings;
    settings.method = c.dynamics.method;
    if (isNoisy(c.dynamics.method))
        settings.sigma = c.dynamics.sigma;
    if (isWeighted(c.dynamics.method))
        settings.lambda = c.dynamics.lambda;
    settings.cost = c.dynamics.cost;
    settings.hidden = {64, 64, 64};
    settings.batch = 2048;
    settings.learningRate = 1e-2; // samples are fresh, nothing can be learned by heart
    // The loss as printed is many times as noisy as the flow form, and so is its gradient.
    settings.steps = path.hasVelocity() ? 4500 : 10'000;
    settings.seed = seed;
    return settings;
}

/// Samples of the process with t uniform. Shape: times 1×n, x d×n.
struct FreshSamples {
    FreshSamples(const SyntheticProcess& process, int n, std::uint64_t seed, std::uint64_t stream)
        : times(n), x(process.dimension(), n) {
        Rng rng(seed, stream);
        Vector at(process.dimension()), unused(process.dimension());
        for (int i = 0; i < n; ++i) {
            times[i] = process.firstTime() + (process.lastTime() - process.firstTime()) * rng.uniform();
            process.sample(rng, times[i], at, unused);
            x.col(i) = at;
        }
    }
    Times times;
    Points x;
};

Normalization unitsOf(const SyntheticProcess& process, std::uint64_t seed) {
    const FreshSamples samples(process, kSamples, seed, kUnitsStream);
    Normalization units;
    units.center = samples.x.rowwise().mean();
    units.scale = std::sqrt((samples.x.colwise() - units.center).squaredNorm() / Real(samples.x.size()));
    units.start = process.firstTime();
    units.duration = process.lastTime() - process.firstTime();
    return units;
}

Real ratio(Real error, Real size) { return std::sqrt(error / std::max(size, 1e-300)); }

void compareFields(const ClosedFormCase& c, const std::shared_ptr<const ActionModel>& model, WorkerPool& pool,
                   std::uint64_t seed, VerificationResult& result) {
    const FreshSamples samples(*c.process, kSamples, seed, kErrorStream);
    const ActionValues learned = ModelEvaluator(model, pool).evaluate(samples.times, samples.x);
    Real velocityError = 0, velocitySize = 0, growthError = 0, growthSize = 0;
    Vector exact(c.process->dimension());
    for (Index i = 0; i < samples.x.cols(); ++i) {
        c.velocity(samples.times[i], samples.x.col(i), exact);
        velocityError += (learned.velocity.col(i) - exact).squaredNorm();
        velocitySize += exact.squaredNorm();
        if (c.growth) {
            const Real growth = c.growth(samples.times[i], samples.x.col(i));
            growthError += (learned.growth[i] - growth) * (learned.growth[i] - growth);
            growthSize += growth * growth;
        }
    }
    if (c.vanishes) { // what counts as nothing: the cloud's own deviation over the duration
        const Normalization& units = model->normalization;
        result.velocityError = std::sqrt(velocityError / Real(samples.x.cols())) / (units.scale / units.duration);
    } else {
        result.velocityError = ratio(velocityError, velocitySize);
    }
    if (c.growth)
        result.growthError = ratio(growthError, growthSize);
}

/// Angle between where the model and the exact field carry a particle that starts on the first axis, as a part of what
/// it turns by in the turning frame.
Real orbitError(const ClosedFormCase& c, const ActionModel& model, WorkerPool& pool) {
    const Real first = c.process->firstTime(), last = c.process->lastTime();
    Points x = Points::Zero(c.process->dimension(), 1);
    x(0, 0) = 1;
    const Eigen::VectorXf learned = integrate(model, pool, x, evenTimes(first, last, 2), {}).positions.back().col(0);
    RungeKutta method(Solver::Rk4, int(x.rows()), 1);
    method.advance([&](double t, RungeKutta::Block at, RungeKutta::Block v) { c.velocity(t, at.col(0), v.col(0)); },
                   RungeKutta::Block(x.data(), x.rows(), 1), first, last, (last - first) / 1000, 0);
    const Real angle = std::atan2(Real(learned[1]), Real(learned[0])) - std::atan2(x(1, 0), x(0, 0));
    return std::abs(std::remainder(angle, 2 * std::numbers::pi) / (*c.orbitRate * (last - first)));
}

} // namespace

VerificationResult verify(const ClosedFormCase& c, WorkerPool& pool, std::uint64_t seed, std::stop_token stop,
                          const std::function<void(double)>& progress) {
    const auto start = std::chrono::steady_clock::now();
    const Normalization units = unitsOf(*c.process, seed);
    const auto path = std::make_shared<AnalyticPath>(
        c.process, units, c.withMass ? AnalyticPath::Mass::Included : AnalyticPath::Mass::Normalized);
    Trainer trainer(settingsFor(c, *path, seed), path, units, pool);
    while (!trainer.isFinished()) {
        if (stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("The verification was cancelled."));
        trainer.step();
        if (progress)
            progress(double(trainer.stepsDone()) / double(trainer.totalSteps()));
    }
    VerificationResult result;
    result.expected = c.energy;
    const Trainer::Bound bound = trainer.measureEnergyBound(kBoundSamples);
    result.obtained = bound.value;
    result.standardError = bound.standardError;
    compareFields(c, trainer.model(), pool, seed, result);
    if (c.orbitRate)
        result.orbitError = orbitError(c, *trainer.model(), pool);
    result.passed = result.velocityError <= c.velocityLimit &&
                    (!result.growthError || *result.growthError <= c.growthLimit) &&
                    (!result.orbitError || *result.orbitError <= kOrbitLimit) &&
                    (!c.vanishes || std::abs(result.obtained - result.expected) <= c.lossLimit);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

} // namespace engine
