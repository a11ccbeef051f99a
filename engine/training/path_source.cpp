#include "engine/training/path_source.h"

#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "engine/metrics/exact_field.h"
#include "engine/path/analytic_path.h"
#include "engine/path/bridge_path.h"
#include "engine/path/linear_path.h"
#include "engine/path/mixture_path.h"
#include "engine/path/smoothed_path.h"
#include "engine/path/spline_path.h"
#include "engine/path/unbalanced_path.h"

#include <algorithm>

namespace engine {

namespace {

constexpr std::uint64_t kPairs = 0x9a17, kQuickPairs = 0x9a18;

std::vector<const Snapshot*> trainingSnapshots(const Dataset& dataset) {
    std::vector<const Snapshot*> used;
    for (const Snapshot& snapshot : dataset.snapshots)
        if (!snapshot.heldOut)
            used.push_back(&snapshot);
    return used;
}

/// Progress of part k of so many, told as progress of the whole.
std::function<void(double)> partOf(const std::function<void(double)>& progress, std::size_t k, std::size_t parts) {
    if (!progress)
        return {};
    return [&progress, k, parts](double done) { progress((double(k) + done) / double(parts)); };
}

} // namespace

PathSource::PathSource(std::shared_ptr<const Dataset> dataset, const TrainingSettings& settings,
                       const Normalization& normalization)
    : m_dataset(std::move(dataset)), m_settings(settings), m_normalization(normalization) {
    m_dataset->requireTrainable();
    const bool isExample = !m_dataset->exampleName.empty();
    const SyntheticExample* example = isExample ? &syntheticExample(m_dataset->exampleName) : nullptr;
    const PathKind pairs = isNoisy(settings.method) ? PathKind::Bridge : PathKind::OptimalTransport;
    m_kind = settings.path.value_or(example && example->trainsOnProcess ? PathKind::Analytic : pairs);
    if (m_kind == PathKind::Analytic) {
        if (!example)
            throw Error(ErrorCode::InvalidArgument, Sentence::of("Only an untouched example has a known path."),
                        Sentence::of("Choose pairs by optimal transport."));
        if (settings.timeWeight == TimeWeight::Constant) // with another the loss does not reach −K
            m_kineticEnergy = exactEnergy(example->process, settings.dynamics(normalization), normalization);
        return;
    }
    m_renews = m_kind == PathKind::Minibatch;
    if (!usesExactPairs())
        return;
    const auto used = trainingSnapshots(*m_dataset);
    int large = 0;
    for (std::size_t k = 0; k + 1 < used.size(); ++k)
        large += !isSmall(*used[k], *used[k + 1]);
    m_renews = large > 0;
    if (large > 0)
        m_note = std::to_string(large) + " of " + std::to_string(used.size() - 1) +
                 " gaps between snapshots are paired within random blocks, renewed every " +
                 std::to_string(kRenewalSteps) + " steps; the others exactly.";
}

bool PathSource::usesExactPairs() const {
    return m_kind == PathKind::OptimalTransport || m_kind == PathKind::Bridge || m_kind == PathKind::Spline;
}

bool PathSource::isSmall(const Snapshot& a, const Snapshot& b) const {
    // The time of the network simplex grows with the number of arcs.
    return usesExactPairs() &&
           double(a.points.size()) * double(b.points.size()) <= 1.5 * kExactCouplingLimit * kExactCouplingLimit;
}

std::shared_ptr<const Coupling> PathSource::exactCoupling(std::size_t gap, const PointSet& a, const PointSet& b) const {
    {
        const std::lock_guard lock(m_exactMutex);
        if (gap < m_exact.size() && m_exact[gap])
            return m_exact[gap];
    }
    auto coupling = std::make_shared<const Coupling>(optimalCoupling(a.points(), b.points(), a.weights(), b.weights()));
    const std::lock_guard lock(m_exactMutex);
    m_exact.resize(std::max(m_exact.size(), gap + 1));
    return m_exact[gap] = coupling;
}

std::shared_ptr<const Path> PathSource::smoothed(std::shared_ptr<const Path> path) const {
    if (m_settings.smoothing == 0)
        return path;
    return std::make_shared<SmoothedPath>(std::move(path), float(m_settings.smoothing / m_normalization.scale));
}

std::shared_ptr<const Path> PathSource::joined(std::vector<std::shared_ptr<const Coupling>> couplings) const {
    switch (m_kind) {
    case PathKind::Bridge: {
        Dynamics dynamics;
        dynamics.sigma = m_settings.noise(m_normalization);
        const NoiseSchedule sigma = inTrainingUnits(dynamics, m_normalization).sigma;
        const auto velocity =
            isNoisy(m_settings.method) ? BridgePath::Velocity::Drift : BridgePath::Velocity::Motion;
        return std::make_shared<BridgePath>(*m_dataset, m_normalization, std::move(couplings), sigma.start, sigma.end,
                                            velocity);
    }
    case PathKind::Spline:
        return std::make_shared<SplinePath>(*m_dataset, m_normalization, std::move(couplings));
    case PathKind::Mixture:
        return std::make_shared<MixturePath>(*m_dataset, m_normalization);
    default:
        return std::make_shared<LinearPath>(*m_dataset, m_normalization, std::move(couplings));
    }
}

std::shared_ptr<const Path> PathSource::makeUnbalanced(std::stop_token stop,
                                                       const std::function<void(double)>& progress) const {
    const auto used = trainingSnapshots(*m_dataset);
    // Without growth in the method the pairs still gain and lose weight, as they would with the usual λ.
    TrainingSettings settings = m_settings;
    if (!isWeighted(settings.method))
        settings.method = Method::Unbalanced;
    const double penalty = growthPenalty(settings.dynamics(m_normalization).lambda);
    std::vector<std::shared_ptr<const UnbalancedCoupling>> couplings(used.size() - 1);
    for (std::size_t k = 0; k < couplings.size(); ++k) {
        const PointSet &a = used[k]->points, &b = used[k + 1]->points;
        couplings[k] = std::make_shared<const UnbalancedCoupling>(
            unbalancedCoupling(a.points(), b.points(), a.weights(), b.weights(), penalty, sinkhornSettings(), stop,
                               partOf(progress, k, couplings.size())));
    }
    return std::make_shared<UnbalancedPath>(*m_dataset, m_normalization, std::move(couplings));
}

SinkhornSettings PathSource::sinkhornSettings() const {
    SinkhornSettings settings;
    settings.seed = m_settings.seed;
    return settings;
}

std::shared_ptr<const Path> PathSource::make(std::uint64_t round, std::stop_token stop,
                                             const std::function<void(double)>& progress) const {
    if (m_kind == PathKind::Analytic)
        return std::make_shared<AnalyticPath>(syntheticExample(m_dataset->exampleName).process, m_normalization);
    if (m_kind == PathKind::Unbalanced)
        return smoothed(makeUnbalanced(std::move(stop), progress));
    const auto used = trainingSnapshots(*m_dataset);
    std::vector<std::shared_ptr<const Coupling>> couplings(used.size() - 1);
    if (m_kind != PathKind::Independent && m_kind != PathKind::Mixture)
        for (std::size_t k = 0; k + 1 < used.size(); ++k) {
            if (stop.stop_requested())
                throw Error(ErrorCode::Cancelled, Sentence::of("Pairing was cancelled."));
            const PointSet &a = used[k]->points, &b = used[k + 1]->points;
            if (isSmall(*used[k], *used[k + 1])) {
                couplings[k] = exactCoupling(k, a, b);
            } else if (m_kind == PathKind::Sinkhorn) {
                couplings[k] = std::make_shared<const Coupling>(
                    sinkhornCoupling(a.points(), b.points(), a.weights(), b.weights(), sinkhornSettings(), stop,
                                     partOf(progress, k, couplings.size())));
            } else {
                Rng rng(m_settings.seed, kPairs + k, round);
                couplings[k] = std::make_shared<Coupling>(
                    blockCoupling(a.points(), b.points(), a.weights(), b.weights(), rng, 1500, 8, stop));
            }
            if (progress)
                progress(double(k + 1) / double(used.size() - 1));
        }
    return smoothed(joined(std::move(couplings)));
}

std::shared_ptr<const Path> PathSource::makeQuickly() const {
    if (m_kind == PathKind::Analytic || m_kind == PathKind::Independent || m_kind == PathKind::Mixture)
        return make(0);
    const auto used = trainingSnapshots(*m_dataset);
    std::vector<std::shared_ptr<const Coupling>> couplings(used.size() - 1);
    for (std::size_t k = 0; k + 1 < used.size(); ++k) {
        Rng rng(m_settings.seed, kQuickPairs, k);
        const PointSet &a = used[k]->points, &b = used[k + 1]->points;
        couplings[k] =
            std::make_shared<Coupling>(blockCoupling(a.points(), b.points(), a.weights(), b.weights(), rng, 250, 3));
    }
    return smoothed(joined(std::move(couplings)));
}

} // namespace engine
