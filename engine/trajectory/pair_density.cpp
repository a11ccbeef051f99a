#include "engine/trajectory/pair_density.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/data/sampling.h"
#include "engine/trajectory/cloud_density.h"
#include "engine/trajectory/integrator.h"
#include "engine/trajectory/time_levels.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

namespace {

constexpr Index kParticles = 1024, kDraws = 4096;
constexpr std::uint64_t kParticleStream = 0x9d1, kDrawStream = 0x9d2;

Times nodesOf(const Times& times) {
    std::vector<Real> sorted(times.begin(), times.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (int(sorted.size()) > PairDensity::kNodes)
        return evenTimes(sorted.front(), sorted.back(), PairDensity::kNodes);
    return Eigen::Map<const Times>(sorted.data(), Index(sorted.size()));
}

/// Particles at the nodes on one side of the start, nearest first.
void moveTo(const std::vector<Index>& nodes, const Times& times, const ActionModel& model, WorkerPool& pool,
            const Points& start, Real startTime, const std::stop_token& stop, std::vector<Points>& out) {
    if (nodes.empty())
        return;
    Times way(Index(nodes.size()) + 1);
    way[0] = startTime;
    for (std::size_t k = 0; k < nodes.size(); ++k)
        way[Index(k) + 1] = times[nodes[k]];
    IntegrationSettings smooth;
    smooth.noise = 0;
    const Trajectories moved = integrate(model, pool, start, way, smooth, stop);
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        const std::size_t level = moved.startLevel == 0 ? k + 1 : nodes.size() - 1 - k;
        out[std::size_t(nodes[k])] = moved.positions[level].cast<Real>();
    }
}

} // namespace

PairDensity::PairDensity(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                         std::uint64_t seed, std::stop_token stop, const std::function<void(double)>& progress)
    : m_model(model), m_pool(pool), m_nodes(nodesOf(times)), m_offsets(m_nodes.size()) {
    assert(model.dynamics.method == Method::Entropic && model.companion);
    Rng draw(seed, kParticleStream);
    const Points particles =
        drawPoints(start, start.points.hasWeights() ? kParticles : std::min(kParticles, start.points.size()), draw);
    std::vector<Points> clouds(std::size_t(m_nodes.size()), particles);
    std::vector<Index> before, after;
    for (Index k = 0; k < m_nodes.size(); ++k) {
        if (m_nodes[k] > start.time)
            after.push_back(k);
        else if (m_nodes[k] < start.time)
            before.insert(before.begin(), k);
    }
    moveTo(before, m_nodes, model, pool, particles, start.time, stop, clouds);
    moveTo(after, m_nodes, model, pool, particles, start.time, stop, clouds);
    for (Index k = 0; k < m_nodes.size(); ++k) {
        if (stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("The computation was cancelled."));
        Rng rng(seed, kDrawStream, std::uint64_t(k));
        const CloudDensity proposal(DensityKind::Kernel, clouds[std::size_t(k)]);
        const Points x = proposal.sample(kDraws, rng);
        const RowVector logRatios = potential(Times::Constant(kDraws, m_nodes[k]), x) - proposal.logDensity(x, pool);
        const Real top = logRatios.maxCoeff();
        m_offsets[k] = -top - std::log((logRatios.array() - top).exp().mean());
        if (progress)
            progress(double(k + 1) / double(m_nodes.size()));
    }
}

RowVector PairDensity::logDensity(const Times& times, const Points& x) {
    RowVector out = potential(times, x);
    for (Index i = 0; i < out.size(); ++i) {
        const TimePlace place = placeIn(m_nodes, times[i]);
        out[i] += m_offsets[place.level];
        if (place.fraction > 0)
            out[i] += place.fraction * (m_offsets[place.level + 1] - m_offsets[place.level]);
    }
    return out;
}

RowVector PairDensity::potential(const Times& times, const Points& x) {
    const Index n = x.cols(), d = m_model.dimension(), tile = m_model.function->tileSize();
    const NoiseSchedule schedule = inTrainingUnits(m_model.dynamics, m_model.normalization).sigma;
    const auto sigmaAt = [&](Real time) {
        return schedule.at(std::clamp(m_model.normalization.toTraining(time), 0.0, 1.0));
    };
    for (Index i = 0; i < n; ++i)
        if (!(sigmaAt(times[i]) > 0))
            throw Error(ErrorCode::InvalidArgument,
                        Sentence::of("At time %1 there is no noise, and without it the pair gives no density.",
                                     shortNumber(times[i])),
                        Sentence::of("Ask for times at which σ is above zero."));
    struct Scratch {
        std::unique_ptr<ActionFunction::Workspace> noisyWorkspace, plainWorkspace;
        Eigen::MatrixXf u, slope;
        Eigen::RowVectorXf noisy, plain;
    };
    std::vector<Scratch> scratch;
    for (int i = 0; i < m_pool.size(); ++i)
        scratch.push_back({m_model.function->makeWorkspace(), m_model.companion->function->makeWorkspace(),
                           Eigen::MatrixXf(d + 1, tile), Eigen::MatrixXf(d + 1, tile), Eigen::RowVectorXf(tile),
                           Eigen::RowVectorXf(tile)});
    RowVector out(n);
    m_pool.run(int((n + tile - 1) / tile), [&](int index, int worker) {
        Scratch& own = scratch[std::size_t(worker)];
        const Index first = index * tile, count = std::min(tile, n - first);
        own.u.topLeftCorner(d, count) = m_model.normalization.toTraining(x.middleCols(first, count)).cast<float>();
        for (Index j = 0; j < count; ++j)
            own.u(d, j) = float(m_model.normalization.toTraining(times[first + j]));
        const auto u = own.u.leftCols(count);
        m_model.function->slope(*own.noisyWorkspace, u, own.noisy.head(count), own.slope.leftCols(count));
        m_model.companion->function->slope(*own.plainWorkspace, u, own.plain.head(count), own.slope.leftCols(count));
        for (Index j = 0; j < count; ++j) {
            const Real level = sigmaAt(times[first + j]);
            out[first + j] = 2 / (level * level) * (Real(own.noisy[j]) - Real(own.plain[j]));
        }
    });
    return out;
}

} // namespace engine
