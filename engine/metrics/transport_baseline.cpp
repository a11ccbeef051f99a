#include "engine/metrics/transport_baseline.h"

#include "engine/path/exact_transport.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace engine {

namespace {

/// Mean of the displacements of where each point's mass goes. Shape: d×n.
Points displacements(const WeightedCloud& from, const WeightedCloud& to) {
    const TransportPlan plan =
        exactTransport(from.points, to.points, from.weights, to.weights, GroundCost::SquaredEuclidean);
    Points sum = Points::Zero(from.points.rows(), from.size());
    RowVector mass = RowVector::Zero(from.size());
    for (const auto& entry : plan.entries) {
        sum.col(entry.source) += entry.mass * (to.points.col(entry.target) - from.points.col(entry.source));
        mass[entry.source] += entry.mass;
    }
    for (Index i = 0; i < from.size(); ++i)
        if (mass[i] > 0)
            sum.col(i) /= mass[i];
    return sum;
}

} // namespace

TransportBaseline::TransportBaseline(const Dataset& training, int neighbours) : m_neighbours(neighbours) {
    constexpr Index kMostPoints = 2000;
    Rng rng(0, 0);
    const Snapshot* before = nullptr;
    for (const Snapshot& snapshot : training.snapshots) {
        if (snapshot.heldOut || snapshot.points.size() == 0)
            continue;
        if (before) {
            const WeightedCloud from = WeightedCloud::of(*before).thinned(kMostPoints, rng);
            const WeightedCloud to = WeightedCloud::of(snapshot).thinned(kMostPoints, rng);
            m_stages.push_back({before->time, from.points, displacements(from, to) / (snapshot.time - before->time)});
        }
        before = &snapshot;
    }
    assert(!m_stages.empty());
}

WeightedCloud TransportBaseline::moved(const WeightedCloud& start, Real startTime, Real time) const {
    WeightedCloud cloud = start;
    Real now = startTime;
    for (std::size_t k = 0; k < m_stages.size(); ++k) {
        const Stage& stage = m_stages[k];
        const bool isLast = k + 1 == m_stages.size();
        if (!isLast && m_stages[k + 1].time <= now)
            continue;
        const Real until = isLast ? time : std::min(time, m_stages[k + 1].time);
        const Index count = std::min<Index>(m_neighbours, stage.points.cols());
        std::vector<Index> nearest(std::size_t(stage.points.cols()));
        for (Index i = 0; i < cloud.size(); ++i) {
            const RowVector distance = (stage.points.colwise() - cloud.points.col(i)).colwise().squaredNorm();
            std::iota(nearest.begin(), nearest.end(), Index(0));
            std::nth_element(nearest.begin(), nearest.begin() + (count - 1), nearest.end(),
                             [&](Index a, Index b) { return distance[a] < distance[b]; });
            Vector velocity = Vector::Zero(cloud.points.rows());
            for (Index j = 0; j < count; ++j)
                velocity += stage.velocity.col(nearest[std::size_t(j)]);
            cloud.points.col(i) += (until - now) / Real(count) * velocity;
        }
        now = until;
        if (now >= time)
            break;
    }
    return cloud;
}

} // namespace engine
