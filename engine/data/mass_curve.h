#pragma once

#include "engine/data/dataset.h"

#include <cmath>
#include <vector>

namespace engine {

/// Total mass of a population over time: known at the snapshots, log m linear between them, constant outside.
///
/// Snapshots are learned normalised, so that global growth is invisible to the action; it is put back exactly: for
/// q = m(t) p_t, s[q] = s[p] + m'/(λ m), or g[q] = g[p] + m'/m, and weights times m(t)/m(start).
/// Paper:  §4.1.
/// Units:  data units.
class MassCurve {
public:
    /// Mass 1 at all times.
    MassCurve() = default;
    /// Ascending times; masses positive, one each.
    MassCurve(std::vector<Real> times, std::vector<Real> masses);

    /// From the snapshots that are not held out: the number of points.
    static MassCurve byCounts(const Dataset& dataset);
    /// Snapshot::mass where given, else the sum of the points' weights (1 a point without weights).
    static MassCurve byWeights(const Dataset& dataset);

    Real mass(Real t) const { return std::exp(logMass(t)); }
    Real logMass(Real t) const;
    /// m'/m; at a snapshot's time that of the segment it begins.
    Real logRate(Real t) const;

    /// What it was made of; empty for mass 1 at all times.
    const std::vector<Real>& times() const { return m_times; }
    const std::vector<Real>& masses() const { return m_masses; }

    bool operator==(const MassCurve&) const = default;

private:
    std::vector<Real> m_times, m_masses, m_logMasses;
};

} // namespace engine
