#pragma once

#include "engine/path/coupling.h"

namespace engine {

/// Pairs of unbalanced transport: where carrying mass is dear, points lose or gain weight instead. Every pair has a
/// mass at the source, γ0, and another at the target, γ1, whose sums over a point are its weight in its own snapshot
/// exactly.
/// Paper:  §6c; semi-couplings.
struct UnbalancedCoupling {
    Coupling pairs;             ///< drawn with probability ½(γ0 + γ1)
    std::vector<float> logGain; ///< log γ1/γ0 of each pair
};

/// The penalty of growth that fits the growth weight λ of the method: ‖v‖²/2 + g²/(2λ) integrated over time is, to
/// leading order in the distance, half the static cost ‖x−y‖² + ρ KL of both sides with ρ = 4/λ, whatever the duration
/// (Gaussian Hellinger–Kantorovich distance: cost ‖v‖² + g²/4 goes with ρ = 1).
/// Units:  of the points, squared.
inline double growthPenalty(double lambda) { return 4 / lambda; }

/// Entropic unbalanced transport with the penalty ρ on both sides (see EntropicPlan). From its plan π with the row sums
/// a' and the column sums b', γ0 = π a/a' and γ1 = π b/b': both marginals are exact whatever the plan.
/// Shape:  source d×n, target d×m; weights 1×n, 1×m or empty (all equal); both count as mass 1.
/// Errors: as entropicPlan().
UnbalancedCoupling unbalancedCoupling(const Points& source, const Points& target, const RowVector& sourceWeights,
                                      const RowVector& targetWeights, double penalty,
                                      const SinkhornSettings& settings = {}, std::stop_token stop = {},
                                      const std::function<void(double)>& progress = {});

} // namespace engine
