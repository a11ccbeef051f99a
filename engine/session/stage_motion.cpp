#include "engine/session/stage_motion.h"

#include "engine/core/random.h"
#include "engine/data/sampling.h"
#include "engine/trajectory/field_integrator.h"
#include "engine/trajectory/integrator.h"
#include "engine/trajectory/path_density.h"

#include <algorithm>

namespace engine {

namespace {
constexpr int kLiveLevels = 40, kFinalLevels = 81;
constexpr int kLiveParticles = 2000, kFinalParticles = 20000;
constexpr std::uint64_t kParticles = 0x9a47; ///< stream of the draws
constexpr Index kDensityPoints = 2000;       ///< of the start, for the kernels of its density
} // namespace

const Snapshot& firstTrainingSnapshot(const Dataset& dataset) {
    for (const Snapshot& snapshot : dataset.snapshots)
        if (!snapshot.heldOut)
            return snapshot;
    return dataset.snapshots.front();
}

const Snapshot& lastTrainingSnapshot(const Dataset& dataset) {
    const auto found = std::find_if(dataset.snapshots.rbegin(), dataset.snapshots.rend(),
                                    [](const Snapshot& snapshot) { return !snapshot.heldOut; });
    return found == dataset.snapshots.rend() ? dataset.snapshots.back() : *found;
}

StageMotion stageMotion(const ActionModel& model, WorkerPool& pool, const Dataset& dataset,
                        const ParticleSettings& particles, MotionCare care, std::stop_token stop,
                        const std::function<void(double)>& progress) {
    const bool final = care == MotionCare::Final;
    const bool isSmooth = !isNoisy(model.dynamics.method), isPlain = isSmooth && !isWeighted(model.dynamics.method);
    Rng rng(particles.seed, kParticles);
    const bool backward = particles.backward && !isSmooth && model.companion;
    const Snapshot& from = backward ? lastTrainingSnapshot(dataset) : firstTrainingSnapshot(dataset);
    std::vector<Index> origins = drawIndices(from, std::max(1, particles.count), rng);
    const Points start = from.points.points()(Eigen::all, origins);
    const Index exact = std::min<Index>(start.cols(), final ? kFinalParticles : kLiveParticles);
    const int gaps = int(dataset.snapshots.size()) - 1;
    const int levels = final ? std::clamp(4 * gaps + 1, kFinalLevels, 4 * kFinalLevels) : kLiveLevels;
    const Real to =
        backward ? std::min(dataset.firstTime(), model.firstTime()) : std::max(dataset.lastTime(), model.lastTime());
    const Times times = evenTimes(from.time, to, levels);
    IntegrationSettings settings;
    settings.seed = particles.seed;
    if (!isSmooth && model.companion)
        settings.noise = particles.noise;
    if (!final) { // one step a level
        settings.solver = isSmooth || settings.noise == 0.0 ? Solver::Heun : Solver::StochasticHeun;
        settings.step = 1.0;
    }

    StageMotion motion;
    auto trajectories =
        std::make_shared<Trajectories>(integrate(model, pool, start.leftCols(exact), times, settings, stop, progress));
    if (dataset.dimension() == 2) {
        const Bounds bounds = boundsOf(dataset);
        const Vector margin = 0.08 * (bounds.upper - bounds.lower);
        const bool moves = isPlain && start.cols() > exact; // the grid carries particles as well as arrows
        auto field = std::make_shared<FieldSamples>(sampleField(
            model, pool, bounds.lower - margin, bounds.upper + margin, moves ? 64 : 32, moves ? 64 : 24,
            moves ? times : evenTimes(std::min(from.time, to), std::max(from.time, to), 21), settings.noise));
        if (moves)
            addFieldParticles(*trajectories, *field, start.rightCols(start.cols() - exact));
        motion.field = std::move(field);
    }
    // With noise every level is evaluated for itself: that is for motion that stays.
    if (particles.likelihood && (final || isSmooth)) {
        Snapshot cloud = from;
        if (cloud.points.size() > kDensityPoints)
            cloud.points = PointSet(drawPoints(from, kDensityPoints, rng));
        addLogDensities(*trajectories, model, pool, cloud, particles.seed, stop);
    }
    origins.resize(std::size_t(trajectories->particles()));
    trajectories->origins = std::move(origins);
    motion.trajectories = std::move(trajectories);
    return motion;
}

} // namespace engine
