#pragma once

#include "engine/data/dataset.h"

namespace engine {

/// Training units: y = (x − center)/scale, one scale for all axes so that the metric, and with it the optimal action,
/// stays the same; τ = (t − start)/duration in [0, 1].
/// Paper:  §2 scaling laws: v = (c/T) v_y, s = (c²/T) s_y, σ = σ_y c/√T, λ = λ_y/c², g = g_y/T, energies × c²/T.
struct Normalization {
    Vector center;
    Real scale = 1;
    Real start = 0;
    Real duration = 1;

    /// From the snapshots that are not held out: mean and root mean square distance per axis, first and last time.
    static Normalization of(const Dataset& dataset);

    Points toTraining(const Points& x) const { return (x.colwise() - center) / scale; }
    Points toData(const Points& y) const { return (y * scale).colwise() + center; }
    Real toTraining(Real t) const { return (t - start) / duration; }
    Real timeToData(Real tau) const { return start + duration * tau; }
    Real velocityFactor() const { return scale / duration; }
    Real actionFactor() const { return scale * scale / duration; }

    bool operator==(const Normalization& o) const {
        return center == o.center && scale == o.scale && start == o.start && duration == o.duration;
    }
};

} // namespace engine
