#pragma once

#include "engine/action/convex_cost.h"
#include "engine/action/dynamics.h"

namespace engine {

/// Objective: regression on path velocities (flow form, §1.6) or the loss as printed (action form, Eq. 7).
enum class LossForm { Flow, Action };

/// ω(t) of weighted action matching, t in [0,1] (§1.3).
enum class TimeWeight { Constant, OneMinusT, TOneMinusT };

/// How the entropic loss computes Δs.
enum class LaplacianKind {
    Automatic, ///< exact up to five dimensions, Hutchinson above
    Exact,
    Hutchinson, ///< one random direction a sample
    Stein,      ///< from ∇s at randomly moved samples
};
/// What Automatic stands for in `dimension` dimensions.
inline LaplacianKind resolved(LaplacianKind kind, int dimension) {
    return kind != LaplacianKind::Automatic ? kind
           : dimension <= 5                 ? LaplacianKind::Exact
                                            : LaplacianKind::Hutchinson;
}

/// ω and ω' at t.
struct TimeWeightValue {
    double value, slope;
};
inline TimeWeightValue timeWeightAt(TimeWeight weight, double t) {
    switch (weight) {
    case TimeWeight::OneMinusT:
        return {1 - t, -1};
    case TimeWeight::TOneMinusT:
        return {t * (1 - t), 1 - 2 * t};
    default:
        return {1, 0};
    }
}

/// Which terms of the master loss are switched on, in training units.
struct LossTerms {
    LossForm form = LossForm::Flow;
    TimeWeight timeWeight = TimeWeight::Constant;
    double lambda = 0; ///< 0: mass is kept (Eq. 7), > 0: unbalanced (Eq. 20)
    /// σ(t) of the entropic term (Eq. 13). Zero: no Laplacian, because nothing diffuses or because the velocities of
    /// the path include the noise.
    NoiseSchedule sigma = {};
    LaplacianKind laplacian = LaplacianKind::Automatic;
    ConjugateCost cost = {}; ///< c* (Sec. 3.3)

    bool hasLaplacian() const { return sigma.start > 0 || sigma.end > 0; }
};

} // namespace engine
