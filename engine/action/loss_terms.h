#pragma once

namespace engine {

/// Objective: regression on path velocities (flow form, §1.6) or the loss as printed (action form, Eq. 7).
enum class LossForm { Flow, Action };

/// ω(t) of weighted action matching, t in [0,1] (§1.3).
enum class TimeWeight { Constant, OneMinusT, TOneMinusT };

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
    double growth = 0;           ///< λ; 0: mass is kept (Eq. 7), > 0: unbalanced (Eq. 20)
    double halfNoiseSquared = 0; ///< σ²/2; 0: deterministic, > 0: entropic with the exact Laplacian (Eq. 13)
};

} // namespace engine
