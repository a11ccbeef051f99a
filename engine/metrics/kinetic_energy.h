#pragma once

#include "engine/core/random.h"
#include "engine/data/dataset.h"
#include "engine/trajectory/trajectories.h"

namespace engine {

/// ½ ∫ E‖v‖² dt along simulated particles, by Simpson's rule over the levels.
/// Shape: weights 1×n or empty (all equal); an odd number of equally spaced levels, at least three.
/// Units: length²/time.
Real simulatedKineticEnergy(const Trajectories& trajectories, const RowVector& weights = {});

/// ½ Σ W2²/h over neighbouring snapshots: by Benamou and Brenier no motion through them has less kinetic energy. Taken
/// between at most `mostPoints` random points of each.
Real leastKineticEnergy(const Dataset& dataset, Rng& rng, Index mostPoints = 2000);

} // namespace engine
