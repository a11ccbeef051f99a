#pragma once

#include "engine/action/action_function.h"
#include "engine/action/loss_terms.h"
#include "engine/core/parallel.h"
#include "engine/path/path.h"

#include <memory>

namespace engine {

struct RandomFeatureSettings {
    int features = 256;
    int samples = 8000;
    /// Length over which a feature varies, in training units (one unit is the spread of the data), and the same for t.
    double scale = 0.45, timeScale = 0.6; ///< twice that where a Laplacian is estimated
    double ridge = 1e-5; ///< of the mean diagonal of the Gram matrix
    std::uint64_t seed = 0;
};

/// An action that is linear in its weights, s = Σ θ_k φ_k(t,x), so that the flow-form loss is a quadratic and its
/// minimiser one linear system: something true to show within a fraction of a second. Costs other than the plain one
/// are no quadratics and are left out.
/// Paper:  §6b: (E[∇φ ∇φ' + λ φ φ'] + ridge) θ = E[∇φ·ẋ + φ r − (σ²/2) Δφ], every E with ω(t) and the path's weights,
///         φ_k = cos(w_k·x + ν_k t + b_k) and the polynomials x, t x, ½x², ½t x², 1, t.
/// Errors: none; needs a path with velocities.
/// Thread: any; uses the pool while solving.
std::shared_ptr<const ActionFunction> solveRandomFeatures(const Path& path, const RandomFeatureSettings& settings,
                                                          WorkerPool& pool, const LossTerms& terms = {});

} // namespace engine
