#pragma once

#include "engine/action/action_model.h"
#include "engine/core/parallel.h"
#include "engine/metrics/exact_field.h"

#include <vector>

namespace engine {

struct Estimate {
    Real value, standardError;
};

/// How far a learned action is from the truth, ∫ E_w[D_c*(∇s : ∇s̄) + (λ/2)(s − ŝ)²] dt: ACTION-GAP and E-gap for the
/// plain cost, U-gap with growth, the Bregman gap of other costs. It equals K + L.
/// Paper:  §1.2.
/// Shape:  times 1×n uniform over `duration`, x d×n drawn from the population at these times, weights 1×n or empty (1).
/// Units:  data units; energies.
Estimate actionGap(const ActionModel& model, WorkerPool& pool, const ExactField& exact, Real duration,
                   const Times& times, const Points& x, const RowVector& weights = {});

/// Samples of the population at one time. Shape: x d×n.
struct TimedPoints {
    Real time;
    Points x;
};

/// An upper bound on W2 between the population at the last of the times and what the model makes of the first one,
/// ∫ exp(∫_t L) δ_t dt with δ_t² = E‖v − v*‖² and L_t the largest eigenvalue of the symmetric part of ∇v among the
/// samples, Hess s where the cost is plain.
/// Paper:  App. A.1 in the form of §1.8: the integral, one-sided, which holds for contracting flows as well. It holds
///         with noise too: both populations move by the same dW, which leaves their distance alone.
/// Precondition: a model without growth; ascending times, at least two; trapezoidal in time.
Real wassersteinBound(const ActionModel& model, WorkerPool& pool, const ExactField& exact,
                      const std::vector<TimedPoints>& samples);

} // namespace engine
