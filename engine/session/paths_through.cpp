#include "engine/session/paths_through.h"

#include "engine/core/error.h"
#include "engine/trajectory/integrator.h"

#include <algorithm>
#include <cmath>

namespace engine {

namespace {
constexpr int kLevels = 41; ///< of a path over the whole time
}

PathsThrough pathsThrough(const ActionModel& model, WorkerPool& pool, const Dataset& dataset, const Points& x,
                          Real time, const PathSettings& settings, std::stop_token stop) {
    IntegrationSettings integration;
    integration.seed = settings.seed;
    if (isNoisy(model.dynamics.method) && model.companion)
        integration.noise = settings.noise;
    const Real first = std::min(dataset.firstTime(), model.firstTime()),
               last = std::max(dataset.lastTime(), model.lastTime());
    const auto pathsTo = [&](Real end) -> std::shared_ptr<const Trajectories> {
        const int levels = std::max(2, int(std::lround(kLevels * std::abs(end - time) / (last - first))));
        try {
            return std::make_shared<const Trajectories>(
                integrate(model, pool, x, evenTimes(time, end, levels), integration, stop));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::InvalidArgument)
                throw;
            return nullptr; // it cannot go there
        }
    };
    PathsThrough paths;
    if (time < last)
        paths.future = pathsTo(last);
    if (time > first)
        paths.past = pathsTo(first);
    return paths;
}

} // namespace engine
