#include "engine/trajectory/log_likelihood.h"

#include "engine/core/error.h"
#include "engine/trajectory/density_field.h"
#include "engine/trajectory/pair_density.h"
#include "engine/trajectory/runge_kutta.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace engine {

namespace {

RowVector alongTheFlow(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                       const Points& x, const LikelihoodSettings& settings, const std::stop_token& stop,
                       const std::function<void(double)>& progress) {
    struct Worker {
        explicit Worker(const ActionModel& model)
            : field(model), method(Solver::Rk4, model.dimension() + 1, model.function->tileSize()) {}
        DensityField field;
        RungeKutta method;
    };
    const Normalization& units = model.normalization;
    const CloudDensity initial(settings.initial, start.points.points(), start.points.weights());
    const Index n = x.cols(), d = model.dimension(), tile = model.function->tileSize();
    const RowVector trainingTimes = (times.array() - units.start) / units.duration;
    const double begin = units.toTraining(start.time);
    const double longest = n > 0 ? (trainingTimes.array() - begin).abs().maxCoeff() : 0;
    const double step = settings.step / std::max(longest, settings.step); // in u
    Points states(d + 1, n);
    states.topRows(d) = units.toTraining(x);
    states.row(d).setZero();

    std::vector<std::unique_ptr<Worker>> workers;
    for (int i = 0; i < pool.size(); ++i)
        workers.push_back(std::make_unique<Worker>(model));
    const int tiles = int((n + tile - 1) / tile);
    std::atomic<int> finished = 0;
    pool.run(tiles, [&](int index, int worker) {
        if (stop.stop_requested())
            return;
        Worker& own = *workers[std::size_t(worker)];
        const Index first = index * tile, count = std::min(tile, n - first);
        own.field.begin(trainingTimes.segment(first, count), begin, settings.seed, first);
        own.method.advance(own.field, {states.col(first).data(), d + 1, count}, 0, 1, step, 0);
        const int done = ++finished;
        if (progress && worker == 0)
            progress(double(done) / tiles);
    });
    if (stop.stop_requested())
        throw Error(ErrorCode::Cancelled, Sentence::of("The computation was cancelled."));
    if (!states.allFinite())
        throw Error(ErrorCode::WorkFailed,
                    Sentence::of("The likelihood cannot be computed: points leave every bound on their way."),
                    Sentence::of("Train longer, or ask for points nearer to the data."));
    // log q_t(x) = log q_0(x_0) − ∫_{t_0}^{t} (div v − λ s) dt, and the last row is the integral from t to t_0.
    RowVector out = initial.logDensity(units.toData(states.topRows(d)), pool) + states.row(d);
    if (isWeighted(model.dynamics.method)) // the mass of all is known apart (§4.1)
        for (Index i = 0; i < n; ++i)
            out[i] += model.masses.logMass(times[i]) - model.masses.logMass(start.time);
    return out;
}

} // namespace

bool givesDensity(Method method, bool hasCompanion) {
    return !isNoisy(method) || (!isWeighted(method) && hasCompanion);
}

LikelihoodMethod likelihoodMethod(const ActionModel& model) {
    const Method method = model.dynamics.method;
    if (isNoisy(method) && isWeighted(method))
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("An action with noise and growth together gives no density."),
                    Sentence::of("Train uam, or eam together with am on the same path (the pair)."));
    if (isNoisy(method) && !model.companion)
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("An entropic action alone gives no density: it needs the action without noise of the "
                                 "same path beside it."),
                    Sentence::of("Train the pair: eam together with am on the same path."));
    if (isNoisy(method))
        return LikelihoodMethod::Pair;
    return model.dimension() <= DensityField::kExactDimension ? LikelihoodMethod::ExactDivergence
                                                              : LikelihoodMethod::EstimatedDivergence;
}

RowVector logLikelihood(const ActionModel& model, WorkerPool& pool, const Snapshot& start, const Times& times,
                        const Points& x, const LikelihoodSettings& settings, std::stop_token stop,
                        const std::function<void(double)>& progress) {
    if (likelihoodMethod(model) == LikelihoodMethod::Pair)
        return PairDensity(model, pool, start, times, settings.seed, stop, progress).logDensity(times, x);
    return alongTheFlow(model, pool, start, times, x, settings, stop, progress);
}

} // namespace engine
