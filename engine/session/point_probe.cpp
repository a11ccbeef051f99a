#include "engine/session/point_probe.h"

#include "engine/core/error.h"
#include "engine/session/paths_through.h"
#include "engine/session/stage_motion.h"
#include "engine/trajectory/log_likelihood.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {

/// What is not known of this model is left out; a cancellation goes on.
template <class Work> auto orNothing(Work&& work) -> std::optional<decltype(work())> {
    try {
        return work();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::WorkFailed)
            throw;
        return std::nullopt;
    }
}

} // namespace

PointProbe probePoint(const std::shared_ptr<const ActionModel>& model, WorkerPool& pool, const Dataset& dataset,
                      const Vector& place, Real time, const ProbeSettings& settings, std::stop_token stop) {
    const Points x = place;
    const Times at = Times::Constant(1, time);
    const ActionValues values = ModelEvaluator(model, pool).evaluate(at, x);
    PointProbe probe;
    probe.place = place;
    probe.time = time;
    probe.action = values.s[0];
    probe.actionRate = values.ds_dt[0];
    probe.velocity = values.velocity.col(0);
    probe.divergence = values.divergence[0];
    if (isWeighted(model->dynamics.method))
        probe.growth = values.growth[0];
    probe.density = orNothing([&] {
        return std::exp(logLikelihood(*model, pool, firstTrainingSnapshot(dataset), at, x, {}, stop)[0]);
    });

    const bool isNoisy = engine::isNoisy(model->dynamics.method) && settings.noise != 0.0;
    const Points start = x.replicate(1, isNoisy ? std::max(1, settings.paths) : 1);
    const PathsThrough paths =
        pathsThrough(*model, pool, dataset, start, time, {settings.seed, settings.noise}, std::move(stop));
    probe.future = paths.future;
    probe.past = paths.past;
    return probe;
}

} // namespace engine
