#include "engine/path/coupling.h"

#include "engine/core/error.h"
#include "engine/path/exact_transport.h"

#include <algorithm>
#include <numeric>

namespace engine {

namespace {

/// Appends `plan`, whose points are numbered by `sources` and `targets`, with all masses times `share`.
void append(Coupling& coupling, const TransportPlan& plan, const std::vector<std::int32_t>* sources,
            const std::vector<std::int32_t>* targets, double share) {
    double sum = coupling.cumulative.empty() ? 0 : coupling.cumulative.back();
    for (const auto& entry : plan.entries) {
        coupling.pairs.push_back({sources ? (*sources)[std::size_t(entry.source)] : entry.source,
                                  targets ? (*targets)[std::size_t(entry.target)] : entry.target});
        coupling.cumulative.push_back(sum += share * entry.mass);
    }
    coupling.cost += share * plan.cost;
}

void finish(Coupling& coupling) {
    const double total = coupling.cumulative.back();
    for (double& sum : coupling.cumulative)
        sum /= total;
    coupling.cost /= total;
}

std::vector<std::int32_t> shuffled(Index n, Rng& rng) {
    std::vector<std::int32_t> order(std::size_t(n), 0);
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[rng.below(i)]);
    return order;
}

/// Block k of `blocks` nearly equal parts of a shuffled order.
std::vector<std::int32_t> block(const std::vector<std::int32_t>& order, Index k, Index blocks) {
    const auto n = Index(order.size());
    return {order.begin() + n * k / blocks, order.begin() + n * (k + 1) / blocks};
}

/// The part of all mass that a block has.
double massOf(const std::vector<std::int32_t>& block, const RowVector& weights, Index n) {
    return weights.size() == 0 ? double(block.size()) / double(n) : weights(block).sum() / weights.sum();
}

} // namespace

std::size_t Coupling::drawIndex(Rng& rng) const {
    const auto found = std::upper_bound(cumulative.begin(), cumulative.end(), rng.uniform());
    return std::min(std::size_t(found - cumulative.begin()), pairs.size() - 1);
}

Coupling optimalCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                         const RowVector& targetWeights) {
    Coupling coupling;
    coupling.exact = true;
    append(coupling, exactTransport(source, target, sourceWeights, targetWeights, GroundCost::SquaredEuclidean),
           nullptr, nullptr, 1);
    finish(coupling);
    return coupling;
}

Coupling blockCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                       const RowVector& targetWeights, Rng& rng, Index blockSize, Index maximumBlocks,
                       std::stop_token stop) {
    const Index n = source.cols(), m = target.cols();
    const Index wanted = (std::max(n, m) + blockSize - 1) / blockSize;
    const Index blocks = std::max<Index>(1, std::min({wanted, n, m}));
    const auto sourceOrder = shuffled(n, rng), targetOrder = shuffled(m, rng);
    Coupling coupling;
    coupling.exact = blocks == 1;
    for (Index k = 0; k < std::min(blocks, maximumBlocks); ++k) {
        if (stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("Pairing was cancelled."));
        const auto sources = block(sourceOrder, k, blocks), targets = block(targetOrder, k, blocks);
        const double share = (massOf(sources, sourceWeights, n) + massOf(targets, targetWeights, m)) / 2;
        const RowVector noWeights;
        const RowVector ownSources = sourceWeights.size() > 0 ? RowVector(sourceWeights(sources)) : noWeights;
        const RowVector ownTargets = targetWeights.size() > 0 ? RowVector(targetWeights(targets)) : noWeights;
        // A block that happens to hold only points without weight has nothing to carry.
        if ((ownSources.size() > 0 && ownSources.sum() == 0) || (ownTargets.size() > 0 && ownTargets.sum() == 0))
            continue;
        append(coupling,
               exactTransport(source(Eigen::all, sources), target(Eigen::all, targets), ownSources, ownTargets,
                              GroundCost::SquaredEuclidean),
               &sources, &targets, share);
    }
    if (coupling.pairs.empty())
        return optimalCoupling(source, target, sourceWeights, targetWeights);
    finish(coupling);
    return coupling;
}

Coupling sinkhornCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                          const RowVector& targetWeights, const SinkhornSettings& settings, std::stop_token stop,
                          const std::function<void(double)>& progress) {
    Coupling coupling;
    double sum = 0;
    for (const auto& entry :
         entropicPlan(source, target, sourceWeights, targetWeights, {}, settings, std::move(stop), progress).entries) {
        coupling.pairs.push_back({entry.source, entry.target});
        coupling.cumulative.push_back(sum += entry.mass);
        coupling.cost += entry.mass * (source.col(entry.source) - target.col(entry.target)).squaredNorm();
    }
    finish(coupling);
    return coupling;
}

} // namespace engine
