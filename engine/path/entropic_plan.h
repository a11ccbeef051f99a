#pragma once

#include "engine/core/types.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace engine {

/// How entropic plans are computed.
struct SinkhornSettings {
    /// Strength of the blur, as part of the mean squared distance between points of the two centred clouds: pairs
    /// differ from optimal ones by about the root of this part of the clouds' size.
    double epsilon = 0.005;
    double tolerance = 1e-3;  ///< part of all mass that still changes places in a sweep when the iteration ends
    int maximumSweeps = 2000; ///< over the whole clouds
    int partners = 48;        ///< entries a point keeps at least in expectation, if it has as many
    std::uint64_t seed = 0;   ///< of the points of the first guess and of the entries kept
};

/// An entropic transport plan between two weighted clouds, kept as a sparse sample of its entries.
///
/// Minimises ⟨π, ‖x−y‖²⟩ + ε KL(π | a⊗b), with the marginals a and b of all mass 1, or with ρ KL(π1 | a) + ρ KL(πᵀ1 |
/// b) in place of the marginals when a penalty ρ is given.
struct EntropicPlan {
    struct Entry {
        std::int32_t source, target;
        double mass;
    };
    std::vector<Entry> entries;
    double change = 0; ///< part of all mass that changed places in the last sweep
    int sweeps = 0;    ///< over the whole clouds
};

/// Sinkhorn's iteration in the log domain. A first guess comes from at most 1,000 points of each side, with ε going
/// down to its value; then sweeps over the entries that count alternate with sweeps over all, which are never stored.
/// Of the plan every entry above min(row, column mass)/partners is kept and of smaller ones an unbiased sample, then
/// rows and columns are scaled until the marginals are those of the whole plan again. Time and memory grow with n·m and
/// with the entries that count: 10,000 × 10,000 points of the plane take some 25 seconds of one processor and 100 MB,
/// 3,000 × 3,000 about 2 seconds.
/// Shape:  source d×n, target d×m; weights 1×n, 1×m or empty (all equal).
/// Errors: Error{InvalidArgument} for clouds or weights that cannot be used, or settings out of range; Error{Cancelled}.
EntropicPlan entropicPlan(const Points& source, const Points& target, const RowVector& sourceWeights,
                          const RowVector& targetWeights, std::optional<double> penalty,
                          const SinkhornSettings& settings = {}, std::stop_token stop = {},
                          const std::function<void(double)>& progress = {});

} // namespace engine
