#pragma once

#include "engine/action/action_model.h"
#include "engine/core/parallel.h"
#include "engine/metrics/cloud_distances.h"

namespace engine {

/// A step along the learned velocity beside discrete optimal transport between the populations at t and t + h.
/// As h → 0, x + h∇s is the Brenier map from q_t to q_{t+h}, so both agree up to h and sampling.
struct BrenierComparison {
    Real relativeError = 0; ///< ‖(x + h v) − T(x)‖/‖T(x) − x‖ in L²(q_t), T the barycentre of where a point goes
    Real stepDistance = 0;  ///< W2 between the stepped points and the population at t + h
    Real stillDistance = 0; ///< W2 between the two populations: what standing still is off by
};
/// Paper:  Sec. 2.2 (the infinitesimal optimal transport of the gradient field).
/// Units:  data units.
/// Errors: as exactTransport.
BrenierComparison compareWithTransport(const ActionModel& model, WorkerPool& pool, Real time, const WeightedCloud& now,
                                       Real laterTime, const WeightedCloud& later);

} // namespace engine
