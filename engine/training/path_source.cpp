#include "engine/training/path_source.h"

#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "engine/path/analytic_path.h"
#include "engine/path/linear_path.h"

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

} // namespace

PathSource::PathSource(std::shared_ptr<const Dataset> dataset, const TrainingSettings& settings,
                       const Normalization& normalization)
    : m_dataset(std::move(dataset)), m_settings(settings), m_normalization(normalization) {
    m_dataset->requireTrainable();
    const bool isExample = !m_dataset->exampleName.empty();
    const SyntheticExample* example = isExample ? &syntheticExample(m_dataset->exampleName) : nullptr;
    m_kind =
        settings.path.value_or(example && example->trainsOnProcess ? PathKind::Analytic : PathKind::OptimalTransport);
    if (m_kind == PathKind::Analytic) {
        if (!example)
            throw Error(ErrorCode::InvalidArgument, "Only an untouched example has a known path.",
                        "Choose pairs by optimal transport.");
        m_kineticEnergy = example->process->kineticEnergy();
        return;
    }
    if (m_kind > PathKind::Minibatch)
        throw Error(ErrorCode::InvalidArgument, "The path " + std::string(name(m_kind)) + " is not offered yet.",
                    "Choose ot, minibatch or independent.");
    if (m_kind != PathKind::OptimalTransport)
        m_renews = m_kind == PathKind::Minibatch;
    else {
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
}

bool PathSource::isSmall(const Snapshot& a, const Snapshot& b) const {
    // The time of the network simplex grows with the number of arcs.
    return m_kind != PathKind::Minibatch &&
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

std::shared_ptr<const Path> PathSource::make(std::uint64_t round, std::stop_token stop,
                                             const std::function<void(double)>& progress) const {
    if (m_kind == PathKind::Analytic)
        return std::make_shared<AnalyticPath>(syntheticExample(m_dataset->exampleName).process, m_normalization);
    const auto used = trainingSnapshots(*m_dataset);
    std::vector<std::shared_ptr<const Coupling>> couplings(used.size() - 1);
    if (m_kind != PathKind::Independent)
        for (std::size_t k = 0; k + 1 < used.size(); ++k) {
            if (stop.stop_requested())
                throw Error(ErrorCode::Cancelled, "Pairing was cancelled.");
            const PointSet &a = used[k]->points, &b = used[k + 1]->points;
            if (isSmall(*used[k], *used[k + 1])) {
                couplings[k] = exactCoupling(k, a, b);
            } else {
                Rng rng(m_settings.seed, kPairs + k, round);
                couplings[k] = std::make_shared<Coupling>(
                    blockCoupling(a.points(), b.points(), a.weights(), b.weights(), rng, 1500, 8, stop));
            }
            if (progress)
                progress(double(k + 1) / double(used.size() - 1));
        }
    return std::make_shared<LinearPath>(*m_dataset, m_normalization, std::move(couplings));
}

std::shared_ptr<const Path> PathSource::makeQuickly() const {
    if (m_kind == PathKind::Analytic || m_kind == PathKind::Independent)
        return make(0);
    const auto used = trainingSnapshots(*m_dataset);
    std::vector<std::shared_ptr<const Coupling>> couplings(used.size() - 1);
    for (std::size_t k = 0; k + 1 < used.size(); ++k) {
        Rng rng(m_settings.seed, kQuickPairs, k);
        const PointSet &a = used[k]->points, &b = used[k + 1]->points;
        couplings[k] =
            std::make_shared<Coupling>(blockCoupling(a.points(), b.points(), a.weights(), b.weights(), rng, 250, 3));
    }
    return std::make_shared<LinearPath>(*m_dataset, m_normalization, std::move(couplings));
}

} // namespace engine
