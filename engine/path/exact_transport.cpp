#include "engine/path/exact_transport.h"

#include "engine/core/error.h"
#include "engine/core/text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <numeric>
#include <string>

namespace engine {

namespace {

// The network simplex works in 64-bit integers alone: with rounding in its potentials it can cycle for ever.
// Potentials are sums of at most n + m costs, so 2^40 a cost leaves room for millions of points.
constexpr double kLargestCost = 0x1.0p40;
constexpr double kWeightUnits = 0x1.0p40;

/// What one side supplies or demands, in whole units.
using Supplies = std::vector<std::int64_t>;

bool isUniform(const RowVector& weights) { return weights.size() == 0 || weights.minCoeff() == weights.maxCoeff(); }

/// Whole units per point whose sum is exactly kWeightUnits: differences of the rounded running sum.
Supplies wholeUnits(const RowVector& weights, Index n) {
    const RowVector w = weights.size() > 0 ? weights : RowVector(RowVector::Ones(n));
    const double total = w.sum();
    Supplies units;
    double sum = 0;
    std::int64_t before = 0;
    for (Index i = 0; i < n; ++i) {
        sum += w[i];
        const bool last = i + 1 == n;
        const std::int64_t now = last ? std::int64_t(kWeightUnits)
                                      : std::int64_t(std::min(kWeightUnits, std::round(sum / total * kWeightUnits)));
        units.push_back(now - before);
        before = now;
    }
    return units;
}

double groundCost(const Points& a, const Points& b, Index i, Index j, GroundCost kind) {
    const double squared = (a.col(i) - b.col(j)).squaredNorm();
    return kind == GroundCost::Euclidean ? std::sqrt(squared) : squared;
}

/// The monotone plan along the given orders: what remains at one place meets what remains at the other.
template <class Take>
void matchInOrder(const Supplies& supply, const Supplies& demand, const std::vector<Index>& sources,
                  const std::vector<Index>& targets, Take&& take) {
    std::size_t i = 0, j = 0;
    std::int64_t left = supply[std::size_t(sources[0])], wanted = demand[std::size_t(targets[0])];
    for (;;) {
        const std::int64_t units = std::min(left, wanted);
        if (units > 0)
            take(sources[i], targets[j], units);
        left -= units;
        wanted -= units;
        if (left == 0) {
            if (++i == sources.size())
                return;
            left = supply[std::size_t(sources[i])];
        } else {
            if (++j == targets.size())
                return;
            wanted = demand[std::size_t(targets[j])];
        }
    }
}

std::vector<Index> ascending(const Points& x) {
    std::vector<Index> order(std::size_t(x.cols()));
    std::iota(order.begin(), order.end(), Index(0));
    std::stable_sort(order.begin(), order.end(), [&](Index i, Index j) { return x(0, i) < x(0, j); });
    return order;
}

using Graph = lemon::SmartDigraph;

/// Costs of the complete bipartite graph, computed when asked for: arc i·m + j goes from source i to target j.
struct ArcCosts {
    using Key = Graph::Arc;
    using Value = std::int64_t;
    const Points& source;
    const Points& target;
    GroundCost kind;
    double scale;
    Value operator[](Key arc) const {
        const int id = Graph::id(arc), m = int(target.cols());
        return std::llround(groundCost(source, target, id / m, id % m, kind) * scale);
    }
};

template <class Take>
void solveBySimplex(const ArcCosts& costs, const Supplies& supply, const Supplies& demand, Take&& take) {
    const int n = int(supply.size()), m = int(demand.size());
    Graph graph;
    graph.reserveNode(n + m);
    graph.reserveArc(n * m);
    for (int i = 0; i < n + m; ++i)
        graph.addNode();
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < m; ++j)
            graph.addArc(Graph::nodeFromId(i), Graph::nodeFromId(n + j));
    Graph::NodeMap<std::int64_t> balance(graph);
    for (int i = 0; i < n; ++i)
        balance[Graph::nodeFromId(i)] = supply[std::size_t(i)];
    for (int j = 0; j < m; ++j)
        balance[Graph::nodeFromId(n + j)] = -demand[std::size_t(j)];

    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
    simplex.costMap(costs).supplyMap(balance);
    [[maybe_unused]] const auto outcome = simplex.run();
    assert(outcome == simplex.OPTIMAL);
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < m; ++j)
            if (const auto units = simplex.flow(Graph::arcFromId(i * m + j)); units > 0)
                take(Index(i), Index(j), units);
}

} // namespace

void requireUsableCloud(const Points& points, const RowVector& weights, const Sentence& side) {
    const auto refuse = [&side](const Sentence& what) {
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The %1 cloud %2.", side, what));
    };
    if (points.cols() == 0)
        refuse(Sentence::of("has no points"));
    if (!points.allFinite())
        refuse(Sentence::of("has a coordinate that is not a finite number"));
    for (const Real weight : weights)
        if (!std::isfinite(weight) || weight < 0)
            refuse(Sentence::of("has the weight %1", shortNumber(weight)));
    if (weights.size() > 0 && !(weights.sum() > 0))
        refuse(Sentence::of("has only weights of zero"));
}

TransportPlan exactTransport(const Points& source, const Points& target, const RowVector& sourceWeights,
                             const RowVector& targetWeights, GroundCost kind) {
    requireUsableCloud(source, sourceWeights, Sentence::of("first"));
    requireUsableCloud(target, targetWeights, Sentence::of("second"));
    assert(source.rows() == target.rows());
    const Index n = source.cols(), m = target.cols();
    if (source.rows() > 1 && double(n) * double(m) > kMostTransportPairs)
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("Two clouds of %1 and %2 points are too large for an exact transport plan.", n, m),
                    Sentence::of("Use fewer points: at most about 6000 a side."));

    // n and m equal points meet in n·m/gcd equal parts; other weights are rounded.
    Supplies supply, demand;
    if (isUniform(sourceWeights) && isUniform(targetWeights)) {
        const Index common = std::gcd(n, m);
        supply.assign(std::size_t(n), m / common);
        demand.assign(std::size_t(m), n / common);
    } else {
        supply = wholeUnits(sourceWeights, n);
        demand = wholeUnits(targetWeights, m);
    }
    const double total = double(std::accumulate(supply.begin(), supply.end(), std::int64_t(0)));

    TransportPlan plan;
    const auto take = [&](Index i, Index j, std::int64_t units) {
        const double mass = double(units) / total;
        plan.entries.push_back({std::int32_t(i), std::int32_t(j), mass});
        plan.cost += mass * groundCost(source, target, i, j, kind);
    };
    if (source.rows() == 1) {
        matchInOrder(supply, demand, ascending(source), ascending(target), take);
        return plan;
    }

    // Moving a whole cloud changes the squared cost of every plan by the same amount. With both centred, whole numbers
    // resolve the shapes however far apart the clouds are; for plain distances only a common shift is free.
    const bool squared = kind == GroundCost::SquaredEuclidean;
    const Vector sourceCenter = source.rowwise().mean(),
                 targetCenter = squared ? target.rowwise().mean() : sourceCenter;
    const Points a = source.colwise() - sourceCenter, b = target.colwise() - targetCenter;
    const Vector extent = a.rowwise().maxCoeff().cwiseMax(b.rowwise().maxCoeff()) -
                          a.rowwise().minCoeff().cwiseMin(b.rowwise().minCoeff());
    const double largest = squared ? extent.squaredNorm() : extent.norm();
    solveBySimplex({a, b, kind, largest > 0 ? kLargestCost / largest : 0}, supply, demand, take);
    return plan;
}

} // namespace engine
