#include "engine/metrics/kinetic_energy.h"

#include "engine/metrics/cloud_distances.h"
#include "engine/metrics/wasserstein.h"

#include <cassert>
#include <cmath>

namespace engine {

namespace {
/// What part of the population each particle stands for at a level. Shape: 1×n, sum 1.
RowVector sharesAt(const Trajectories& trajectories, int level) {
    const RowVector weights = trajectories.weightsAt(level);
    if (weights.size() == 0)
        return RowVector::Constant(trajectories.particles(), 1.0 / Real(trajectories.particles()));
    return weights / weights.sum();
}

/// λs of every particle at a level.
RowVector growthAt(const Trajectories& trajectories, const ActionModel& model, int level) {
    return trajectories.growth[std::size_t(level)].cast<Real>().array() -
           model.masses.logRate(trajectories.times[level]);
}
} // namespace

SimulatedEnergies simulatedEnergies(const Trajectories& trajectories, const ActionModel& model) {
    const int levels = trajectories.levels(), d = trajectories.dimension();
    assert(levels >= 3 && levels % 2 == 1);
    const ConjugateCost cost(model.dynamics.cost, d);
    SimulatedEnergies out;
    for (int l = 0; l < levels; ++l) {
        const auto level = std::size_t(l);
        const RowVector shares = sharesAt(trajectories, l);
        const Points velocity = trajectories.velocities[level].cast<Real>();
        const Real weight = l == 0 || l == levels - 1 ? 1 : l % 2 == 1 ? 4 : 2;
        Real kinetic = 0;
        for (Index i = 0; i < velocity.cols(); ++i)
            kinetic += shares[i] * cost.cost(velocity.col(i));
        out.kinetic += weight * kinetic;
        if (!trajectories.growth.empty()) // (λ/2) s² = (λs)²/(2λ)
            out.growth +=
                weight * growthAt(trajectories, model, l).cwiseAbs2().dot(shares) / (2 * model.dynamics.lambda);
    }
    const Real step = (trajectories.lastTime() - trajectories.firstTime()) / (3 * (levels - 1));
    out.kinetic *= step;
    out.growth *= step;
    return out;
}

RowVector meanGrowth(const Trajectories& trajectories, const ActionModel& model) {
    if (trajectories.growth.empty())
        return {};
    RowVector out(trajectories.levels());
    for (int l = 0; l < trajectories.levels(); ++l)
        out[l] = growthAt(trajectories, model, l).dot(sharesAt(trajectories, l));
    return out;
}

Real leastKineticEnergy(const Dataset& dataset, Rng& rng, Index mostPoints) {
    Real sum = 0;
    for (std::size_t k = 1; k < dataset.snapshots.size(); ++k) {
        const Snapshot &before = dataset.snapshots[k - 1], &after = dataset.snapshots[k];
        const WeightedCloud a = WeightedCloud::of(before).thinned(mostPoints, rng),
                            b = WeightedCloud::of(after).thinned(mostPoints, rng);
        const Real distance = wasserstein(2, a.points, b.points, a.weights, b.weights);
        sum += distance * distance / (2 * (after.time - before.time));
    }
    return sum;
}

} // namespace engine
