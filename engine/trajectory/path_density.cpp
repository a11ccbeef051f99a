#include "engine/trajectory/path_density.h"

#include "engine/core/error.h"
#include "engine/trajectory/density_field.h"
#include "engine/trajectory/log_likelihood.h"

#include <algorithm>

namespace engine {

namespace {

using Levels = std::vector<Eigen::RowVectorXf>;

/// d/dt log q along the paths, at each level. Training units of time.
std::vector<RowVector> ratesAlong(const Trajectories& paths, const ActionModel& model, WorkerPool& pool,
                                  std::uint64_t seed, const std::stop_token& stop) {
    const Normalization& units = model.normalization;
    const Index n = paths.particles(), d = model.dimension(), tile = model.function->tileSize();
    std::vector<RowVector> rates(std::size_t(paths.levels()), RowVector(n));
    std::vector<std::unique_ptr<DensityField>> fields;
    for (int i = 0; i < pool.size(); ++i)
        fields.push_back(std::make_unique<DensityField>(model));
    const int tiles = int((n + tile - 1) / tile);
    pool.run(tiles * paths.levels(), [&](int index, int worker) {
        if (stop.stop_requested())
            return;
        const int level = index / tiles;
        const Index first = index % tiles * tile, count = std::min(tile, n - first);
        const double time = units.toTraining(paths.times[level]);
        Matrix states(d + 1, count), change(d + 1, count);
        states.topRows(d) =
            units.toTraining(Points(paths.positions[std::size_t(level)].middleCols(first, count).cast<Real>()));
        DensityField& field = *fields[std::size_t(worker)];
        field.begin(RowVector::Constant(count, time), time + 1, seed, first); // on to a time 1 later: rates as they are
        field(0, {states.data(), d + 1, count}, {change.data(), d + 1, count});
        rates[std::size_t(level)].segment(first, count) = -change.row(d);
    });
    return rates;
}

Levels alongTheFlow(const Trajectories& paths, const ActionModel& model, WorkerPool& pool, const Snapshot& start,
                    std::uint64_t seed, const std::stop_token& stop) {
    const int begin = paths.startLevel;
    const CloudDensity initial(DensityKind::Kernel, start.points.points(), start.points.weights());
    const std::vector<RowVector> rates = ratesAlong(paths, model, pool, seed, stop);
    std::vector<RowVector> densities(std::size_t(paths.levels()));
    densities[std::size_t(begin)] = initial.logDensity(paths.positions[std::size_t(begin)].cast<Real>(), pool);
    const auto go = [&](int from, int to) {
        const Real way = (paths.times[to] - paths.times[from]) / model.normalization.duration;
        densities[std::size_t(to)] =
            densities[std::size_t(from)] + way / 2 * (rates[std::size_t(from)] + rates[std::size_t(to)]);
    };
    for (int level = begin; level + 1 < paths.levels(); ++level)
        go(level, level + 1);
    for (int level = begin; level > 0; --level)
        go(level, level - 1);
    Levels result;
    for (int level = 0; level < paths.levels(); ++level) {
        const Real mass = isWeighted(model.dynamics.method)
                              ? model.masses.logMass(paths.times[level]) - model.masses.logMass(paths.times[begin])
                              : 0;
        result.push_back((densities[std::size_t(level)].array() + mass).cast<float>());
    }
    return result;
}

Levels ofThePair(const Trajectories& paths, const ActionModel& model, WorkerPool& pool, const Snapshot& start,
                 std::uint64_t seed, const std::stop_token& stop) {
    const Index n = paths.particles();
    Points places(paths.dimension(), n * paths.levels());
    Times times(places.cols());
    for (int level = 0; level < paths.levels(); ++level) {
        places.middleCols(level * n, n) = paths.positions[std::size_t(level)].cast<Real>();
        times.segment(level * n, n).setConstant(paths.times[level]);
    }
    const RowVector densities = logLikelihood(model, pool, start, times, places, {.seed = seed}, stop);
    Levels result;
    for (int level = 0; level < paths.levels(); ++level)
        result.push_back(densities.segment(level * n, n).cast<float>());
    return result;
}

} // namespace

void addLogDensities(Trajectories& trajectories, const ActionModel& model, WorkerPool& pool, const Snapshot& start,
                     std::uint64_t seed, const std::stop_token& stop) {
    if (!givesDensity(model.dynamics.method, model.companion != nullptr) || trajectories.levels() == 0)
        return;
    Levels levels;
    try {
        levels = isNoisy(model.dynamics.method) ? ofThePair(trajectories, model, pool, start, seed, stop)
                                                : alongTheFlow(trajectories, model, pool, start, seed, stop);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Cancelled)
            throw;
        return; // the start has no density, the noise vanishes, or the flow has left all bounds
    }
    if (stop.stop_requested())
        throw Error(ErrorCode::Cancelled, Sentence::of("The computation was cancelled."));
    const bool isFinite =
        std::all_of(levels.begin(), levels.end(), [](const Eigen::RowVectorXf& level) { return level.allFinite(); });
    if (isFinite)
        trajectories.logDensities = std::move(levels);
}

} // namespace engine
