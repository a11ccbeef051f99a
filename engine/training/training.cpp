#include "engine/training/training.h"

#include "engine/core/error.h"

namespace engine {

namespace {

Normalization normalizationFor(const Dataset& dataset, Training::Begin begin, const Checkpoint* checkpoint) {
    dataset.requireTrainable();
    return begin == Training::Begin::Continue ? checkpoint->normalization : Normalization::of(dataset);
}

std::shared_ptr<const Checkpoint> startingPoint(const Dataset& dataset, const TrainingSettings& settings,
                                                const Normalization& normalization, Training::Begin begin,
                                                const std::shared_ptr<const Checkpoint>& checkpoint) {
    if (begin == Training::Begin::Fresh || !checkpoint)
        return nullptr;
    const MlpShape wanted{dataset.dimension(), settings.hidden, settings.activation};
    if (!(wanted == checkpoint->shape)) {
        if (begin == Training::Begin::WarmStart)
            return nullptr; // another network: nothing to keep
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("The stored network does not fit the data: it was trained in %1 dimensions.",
                                 checkpoint->shape.dimension));
    }
    auto start = std::make_shared<Checkpoint>(
        begin == Training::Begin::WarmStart ? renormalized(*checkpoint, normalization) : *checkpoint);
    start->settings = settings;
    if (begin == Training::Begin::WarmStart) {
        start->firstStep = start->step;
        start->averageUpdates = 0;
        start->averaged = start->parameters;
        start->energyBound.reset();
        start->times = {};
        start->milestones.reset(); // of another training
    }
    if (start->companion)
        start->companion = startingPoint(dataset, Training::companionSettings(settings), normalization, begin,
                                         start->companion);
    return start;
}

/// Of the snapshots, as the settings ask, where growth is learned.
MassCurve massesOf(const Dataset& dataset, const TrainingSettings& settings) {
    if (!isWeighted(settings.method) || settings.mass == MassMode::Normalized)
        return {};
    return settings.mass == MassMode::Counts ? MassCurve::byCounts(dataset) : MassCurve::byWeights(dataset);
}

} // namespace

Training::Training(std::shared_ptr<const Dataset> dataset, const TrainingSettings& settings, WorkerPool& pool,
                   JobThread& jobs, Begin begin, std::shared_ptr<const Checkpoint> checkpoint,
                   std::function<void()> ready)
    : m_settings(settings),
      m_pool(pool),
      m_normalization(normalizationFor(*dataset, begin, checkpoint.get())),
      m_checkpoint(startingPoint(*dataset, settings, m_normalization, begin, checkpoint)),
      m_feed(std::make_shared<PathSource>(dataset, settings, m_normalization), jobs, std::move(ready)) {
    settings.validate();
    m_masses = massesOf(*dataset, settings);
    if (settings.refineSteps > 0)
        m_rollouts = std::make_shared<const RolloutData>(*dataset, m_normalization, settings.smoothing, settings.refineFrom);
    m_feed.prefetch(wantedRound());
}

std::uint64_t Training::wantedRound() const {
    const std::int64_t step = m_trainer ? m_trainer->stepsDone() : m_checkpoint ? m_checkpoint->step : 0;
    return m_feed.source().roundOf(step);
}

TrainingSettings Training::companionSettings(TrainingSettings settings) {
    settings.method = Method::ActionMatching;
    settings.refineSteps = 0;
    return settings;
}

void Training::adopt(std::shared_ptr<const Path> path) {
    if (m_settings.wantsCompanion()) {
        auto plain = path->withoutNoise();
        if (!plain)
            plain = path;
        if (m_companion)
            m_companion->replacePath(std::move(plain));
        else if (m_checkpoint && m_checkpoint->companion)
            m_companion = std::make_unique<Trainer>(*m_checkpoint->companion, std::move(plain), m_pool);
        else
            m_companion = std::make_unique<Trainer>(companionSettings(m_settings), std::move(plain), m_normalization,
                                                    m_pool);
    }
    if (m_trainer)
        m_trainer->replacePath(std::move(path));
    else if (m_checkpoint)
        m_trainer = std::make_unique<Trainer>(*m_checkpoint, std::move(path), m_pool, m_rollouts);
    else
        m_trainer = std::make_unique<Trainer>(m_settings, std::move(path), m_normalization, m_pool, m_rollouts);
}

bool Training::isReady() {
    const std::uint64_t round = wantedRound();
    if (m_trainer && m_round == round)
        return true;
    if (auto path = m_feed.tryTake(round)) {
        adopt(std::move(path));
        m_round = round;
        if (m_feed.source().renews())
            m_feed.prefetch(round + 1);
        return true;
    }
    return m_trainer && !m_round; // still on the path it began with
}

void Training::waitUntilReady() {
    if (!isReady())
        m_feed.take(wantedRound());
    isReady();
}

void Training::beginWith(std::shared_ptr<const Path> path) { adopt(std::move(path)); }

double Training::step() {
    if (m_companion && !m_companion->isFinished())
        m_companion->step();
    return m_trainer->step();
}

std::shared_ptr<const Checkpoint>
Training::checkpoint(double seconds, std::shared_ptr<const std::vector<Milestone>> milestones) const {
    auto checkpoint = std::make_shared<Checkpoint>(*m_trainer->checkpoint(seconds));
    checkpoint->masses = m_masses;
    checkpoint->milestones = std::move(milestones);
    if (m_companion)
        checkpoint->companion = m_companion->checkpoint();
    return checkpoint;
}

} // namespace engine
