#include "engine/training/trainer.h"

#include "engine/action/action_model.h"
#include "engine/core/error.h"

#include <cmath>
#include <numbers>

namespace engine {

namespace {
/// Random streams: one a purpose, so that measuring never changes what training draws.
enum Stream : std::uint64_t { kWeights = 1, kBound = 2, kFreshBound = 3, kRollouts = 4, kFirstStep = 16 };

constexpr double kLossSmoothing = 0.98;
constexpr double kCostSmoothing = 1e-3; ///< ε of ConjugateCost, of the root mean square of ‖∇s‖
constexpr double kRefiningRate = 0.5;    ///< learning rate of refinement, of that of matching
constexpr float kMatchingShare = 0.01f;  ///< of the matching loss in refinement: the action stays one of this path
constexpr double kFinalRate = 0.01; ///< the cosine schedule ends at this part of the learning rate

MlpShape shapeOf(const TrainingSettings& settings, const Path& path) {
    return {path.dimension(), settings.hidden, settings.activation};
}

Mlp<float> freshNetwork(const TrainingSettings& settings, const Path& path) {
    Rng rng(settings.seed, kWeights);
    return Mlp<float>(shapeOf(settings, path), rng);
}
} // namespace

LossTerms lossTerms(const TrainingSettings& settings, const Path& path, const Normalization& normalization) {
    LossTerms terms;
    terms.form = settings.form.value_or(path.hasVelocity() ? LossForm::Flow : LossForm::Action);
    terms.timeWeight = settings.timeWeight;
    if (terms.form == LossForm::Flow && !path.hasVelocity())
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("The flow form needs a path with velocities, and this one has none."),
                    Sentence::of("Choose the action form."));
    const Dynamics dynamics = inTrainingUnits(settings.dynamics(normalization), normalization);
    terms.lambda = dynamics.lambda;
    terms.cost = ConjugateCost(dynamics.cost, path.dimension(), normalization.velocityFactor());
    if (terms.form == LossForm::Action || !path.velocityIncludesNoise())
        terms.sigma = dynamics.sigma;
    terms.laplacian = settings.laplacian;
    return terms;
}

Trainer::Trainer(const TrainingSettings& settings, std::shared_ptr<const Path> path, const Normalization& normalization,
                 WorkerPool& pool, std::shared_ptr<const RolloutData> rollouts)
    : m_settings(settings),
      m_normalization(normalization),
      m_path(std::move(path)),
      m_pool(pool),
      m_network(freshNetwork(settings, *m_path)),
      m_adam(m_network.parameters().size()),
      m_average(m_network.parameters(), settings.averaging),
      m_accumulator(m_network.shape(), lossTerms(settings, *m_path, normalization), settings.batch, pool),
      m_boundAccumulator(m_network.shape(), m_accumulator.loss().terms(), kBoundSamples, pool),
      m_averagedNetwork(m_network),
      m_totalSteps(settings.steps) {
    settings.validate();
    prepareRefining(std::move(rollouts));
    if (settings.adaptiveTimes)
        m_times.emplace();
    m_history.buckets.reserve(LossHistory::kMaximumBuckets);
}

Trainer::Trainer(const Checkpoint& checkpoint, std::shared_ptr<const Path> path, WorkerPool& pool,
                 std::shared_ptr<const RolloutData> rollouts)
    : m_settings(checkpoint.settings),
      m_normalization(checkpoint.normalization),
      m_path(std::move(path)),
      m_pool(pool),
      m_network(checkpoint.shape, checkpoint.parameters),
      m_adam(checkpoint.parameters.size()),
      m_average(checkpoint.averaged, checkpoint.settings.averaging),
      m_accumulator(checkpoint.shape, lossTerms(checkpoint.settings, *m_path, m_normalization),
                    checkpoint.settings.batch, pool),
      m_boundAccumulator(checkpoint.shape, m_accumulator.loss().terms(), kBoundSamples, pool),
      m_averagedNetwork(m_network),
      m_step(checkpoint.step),
      m_firstStep(checkpoint.firstStep),
      m_totalSteps(checkpoint.firstStep + checkpoint.settings.steps),
      m_energyBound(checkpoint.energyBound),
      m_smoothedLoss(checkpoint.smoothedLoss),
      m_history(checkpoint.history) {
    m_settings.validate();
    prepareRefining(std::move(rollouts));
    if (m_settings.adaptiveTimes)
        m_times.emplace(checkpoint.times);
    smoothCost(checkpoint.costSmoothing);
    m_history.buckets.reserve(LossHistory::kMaximumBuckets);
    m_adam.firstMoment = checkpoint.firstMoment;
    m_adam.secondMoment = checkpoint.secondMoment;
    m_adam.steps = checkpoint.adamSteps;
    m_average.updates = checkpoint.averageUpdates;
}

double Trainer::learningRate() const {
    auto done = double(m_step - m_firstStep), all = double(m_settings.steps);
    double rate = m_settings.learningRate;
    if (isRefining()) {
        done -= all;
        all = double(m_settings.refineSteps);
        rate *= kRefiningRate;
    }
    if (m_settings.warmUp > 0)
        rate *= std::min(1.0, (done + 1) / m_settings.warmUp);
    if (m_settings.schedule == Schedule::Cosine)
        rate *= kFinalRate + (1 - kFinalRate) * 0.5 * (1 + std::cos(std::numbers::pi * std::min(1.0, done / all)));
    return rate;
}

bool Trainer::isMeasured(std::int64_t step) {
    const auto isPower = [](std::int64_t n) { return (n & (n - 1)) == 0; };
    // Early steps change most, and are far from each other on a logarithmic axis: 1, 2, 3, 4, 6, 8, 12 … as well.
    return step % kBoundInterval == 0 || isPower(step) || (step < kBoundInterval && step % 3 == 0 && isPower(step / 3));
}

double Trainer::step() {
    if (isRefining() && m_step - m_firstStep == m_settings.steps)
        beginRefining();
    const double loss = m_accumulator.evaluate(m_network, *m_path, m_settings.seed, kFirstStep + std::uint64_t(m_step),
                                               true, m_times ? &*m_times : nullptr);
    if (isRefining()) {
        m_rolloutDistance = m_rollout->evaluate(m_network, m_settings.seed ^ kRollouts, std::uint64_t(m_step));
        m_rollout->gradient() += kMatchingShare * m_accumulator.gradient();
    }
    const Eigen::ArrayXf& gradient = isRefining() ? m_rollout->gradient() : m_accumulator.gradient();
    const double norm = std::sqrt(double(gradient.matrix().squaredNorm()));
    if (!std::isfinite(loss) || !std::isfinite(norm))
        throw Error(ErrorCode::WorkFailed,
                    Sentence::of("Training diverged at step %1: the loss is not a finite number.", m_step + 1),
                    Sentence::of("The last good model is kept. Lower the learning rate and train again."));
    const double rate = learningRate();
    const double clip = m_settings.clipNorm > 0 && norm > m_settings.clipNorm ? m_settings.clipNorm / norm : 1;
    m_network.update([&](Eigen::ArrayXf& parameters) { m_adam.step(parameters, gradient, rate, float(clip)); });
    m_average.add(m_network.parameters());
    ++m_step;
    const double dataLoss = loss * energyFactor();
    m_smoothedLoss = m_step == 1 ? dataLoss : kLossSmoothing * m_smoothedLoss + (1 - kLossSmoothing) * dataLoss;
    if (isMeasured(m_step))
        measure();
    m_history.add(m_step, float(dataLoss), float(m_energyBound.value_or(0)), float(norm));
    return dataLoss;
}

void Trainer::prepareRefining(std::shared_ptr<const RolloutData> rollouts) {
    if (m_settings.refineSteps == 0 || !rollouts)
        return;
    m_totalSteps += m_settings.refineSteps;
    const LossTerms& terms = m_accumulator.loss().terms();
    m_rollout = std::make_unique<Rollout>(m_network.shape(),
                                          inTrainingUnits(m_settings.dynamics(m_normalization), m_normalization),
                                          terms.cost, std::move(rollouts), m_pool);
}

void Trainer::beginRefining() {
    // From the average, which is better than the last weights, and with new moments: the gradient is another one.
    m_network.update([&](Eigen::ArrayXf& parameters) { parameters = m_average.value; });
    m_adam.firstMoment.setZero();
    m_adam.secondMoment.setZero();
    m_adam.steps = 0;
    m_average.updates = 0;
}

void Trainer::measure() {
    m_averagedNetwork.update([&](Eigen::ArrayXf& parameters) { parameters = m_average.value; });
    m_energyBound =
        -m_boundAccumulator.evaluate(m_averagedNetwork, *m_path, m_settings.seed, kBound, false) * energyFactor();
    if (m_settings.method == Method::ConvexCost && m_settings.cost.kind == ConvexCost::Kind::Power &&
        m_settings.cost.power > 2)
        smoothCost(kCostSmoothing * m_boundAccumulator.slopeSize());
}

double Trainer::energyFactor() const {
    return m_accumulator.loss().terms().cost.energyUnit() * m_normalization.duration;
}

void Trainer::smoothCost(double smoothing) {
    m_costSmoothing = smoothing;
    if (smoothing <= 0)
        return;
    const ConjugateCost cost(m_settings.cost, m_network.shape().dimension, m_normalization.velocityFactor(), smoothing);
    m_accumulator.setCost(cost);
    m_boundAccumulator.setCost(cost);
    if (m_rollout)
        m_rollout->setCost(cost);
}

Trainer::Bound Trainer::measureEnergyBound(int samples, std::uint64_t stream) {
    GradientAccumulator accumulator(m_network.shape(), m_accumulator.loss().terms(), samples, m_pool);
    m_averagedNetwork.update([&](Eigen::ArrayXf& parameters) { parameters = m_average.value; });
    const double loss = accumulator.evaluate(m_averagedNetwork, *m_path, m_settings.seed ^ kFreshBound, stream, false);
    const double factor = energyFactor();
    return {-loss * factor, accumulator.standardError() * factor};
}

std::shared_ptr<const ActionModel> Trainer::model() const { return checkpoint()->model(); }

std::shared_ptr<const Checkpoint> Trainer::checkpoint(double seconds) const {
    auto c = std::make_shared<Checkpoint>();
    c->settings = m_settings;
    c->shape = m_network.shape();
    c->normalization = m_normalization;
    c->step = m_step;
    c->firstStep = m_firstStep;
    c->seconds = seconds;
    c->parameters = m_network.parameters();
    c->firstMoment = m_adam.firstMoment;
    c->secondMoment = m_adam.secondMoment;
    c->averaged = m_average.value;
    c->adamSteps = m_adam.steps;
    c->averageUpdates = m_average.updates;
    c->energyBound = m_energyBound;
    c->smoothedLoss = m_smoothedLoss;
    c->costSmoothing = m_costSmoothing;
    if (m_times)
        c->times = m_times->state();
    c->history = m_history;
    return c;
}

Checkpoint renormalized(const Checkpoint& old, const Normalization& to) {
    Checkpoint result = old;
    const Normalization& from = old.normalization;
    if (from == to)
        return result;
    result.normalization = to;
    const int d = old.shape.dimension, width = old.shape.hidden.front(), inputs = d + 1;
    // x_old = r x_new + e with r = c'/c, e = (m' − m)/c, and τ_old = q τ_new + p alike; s_old·f(c, T) = s_new·f(c', T'),
    // f = c²/T unless the cost has a power of its own.
    const Vector shift = (to.center - from.center) / from.scale;
    const double ratio = to.scale / from.scale, timeRatio = to.duration / from.duration;
    const double timeShift = (to.start - from.start) / from.duration;
    const ConvexCost cost = old.settings.dynamics(from).cost;
    const auto actionFactor = [&](const Normalization& units) {
        return ConjugateCost(cost, d, units.velocityFactor()).energyUnit() * units.duration;
    };
    const double headFactor = actionFactor(from) / actionFactor(to);
    const auto offsets = old.shape.weightOffsets();
    for (Eigen::ArrayXf* parameters : {&result.parameters, &result.averaged}) {
        Eigen::Map<Eigen::MatrixXf> weights(parameters->data(), width, inputs);
        Eigen::Map<Eigen::VectorXf> bias(parameters->data() + std::ptrdiff_t(width) * inputs, width);
        const Eigen::MatrixXd exact = weights.cast<double>();
        bias += (exact.leftCols(d) * shift + exact.col(d) * timeShift).cast<float>();
        weights.leftCols(d) = (exact.leftCols(d) * ratio).cast<float>();
        weights.col(d) = (exact.col(d) * timeRatio).cast<float>();
        parameters->tail(parameters->size() - offsets.back()) *= float(headFactor);
    }
    // The moments belong to the old coordinates of the weights; Adam finds new ones within its first steps.
    result.firstMoment.setZero();
    result.secondMoment.setZero();
    result.adamSteps = 0;
    result.costSmoothing *= headFactor * ratio; // a slope
    return result;
}

} // namespace engine
