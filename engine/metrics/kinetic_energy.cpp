#include "engine/metrics/kinetic_energy.h"

#include "engine/metrics/cloud_distances.h"
#include "engine/metrics/wasserstein.h"

#include <cassert>
#include <cmath>

namespace engine {

Real simulatedKineticEnergy(const Trajectories& trajectories, const RowVector& weights) {
    const int levels = trajectories.levels();
    assert(levels >= 3 && levels % 2 == 1);
    assert(weights.size() == 0 || weights.size() == trajectories.particles());
    RowVector share = weights.size() > 0 ? weights : RowVector(RowVector::Ones(trajectories.particles()));
    share /= share.sum();
    Real sum = 0;
    for (int l = 0; l < levels; ++l) {
        const Eigen::MatrixXf& velocity = trajectories.velocities[std::size_t(l)];
        const Real mean = (velocity.cast<Real>().colwise().squaredNorm().array() * share.array()).sum();
        sum += (l == 0 || l == levels - 1 ? 1 : l % 2 == 1 ? 4 : 2) * mean / 2;
    }
    return sum * (trajectories.lastTime() - trajectories.firstTime()) / (3 * (levels - 1));
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
