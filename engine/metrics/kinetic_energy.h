#pragma once

#include "engine/action/action_model.h"
#include "engine/core/random.h"
#include "engine/data/dataset.h"
#include "engine/trajectory/trajectories.h"

namespace engine {

/// What moving and growing cost along simulated particles, for a population of mass 1.
/// Units: of energy, length²/time (the cost's own for powers).
struct SimulatedEnergies {
    Real kinetic = 0; ///< K = ∫ E_w[c(v)] dt
    Real growth = 0;  ///< G = (λ/2) ∫ E_w[s²] dt; 0 where weights do not change
};
/// By Simpson's rule over the levels. With noise v is the drift.
/// Paper:  §1.1, the table's last column. E_w is the weighted mean at each level: −L is of normalised snapshots, and this
///         is what it bounds.
/// Precondition: an odd number of equally spaced levels, at least three.
SimulatedEnergies simulatedEnergies(const Trajectories& trajectories, const ActionModel& model);

/// Weighted mean of λs, the growth without that of the total mass, at each level: zero at all times where the snapshots
/// are normalised (§4.1). Shape: 1×L; empty where weights do not change.
RowVector meanGrowth(const Trajectories& trajectories, const ActionModel& model);

/// ½ Σ W2²/h over neighbouring snapshots: by Benamou and Brenier no motion through them has less kinetic energy. Taken
/// between at most `mostPoints` random points of each.
Real leastKineticEnergy(const Dataset& dataset, Rng& rng, Index mostPoints = 2000);

} // namespace engine
