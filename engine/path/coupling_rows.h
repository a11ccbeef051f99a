#pragma once

#include "engine/path/coupling.h"

#include <cstdint>
#include <vector>

namespace engine {

/// A coupling seen from the points of one side: who is paired with a given point, and with which share of its mass.
/// That is the plan normalised by rows (or columns), the step of a chain of pairs through many snapshots.
/// Paper:  §1.5, Markov chain by row-normalised plans.
class CouplingRows {
public:
    enum class Side { Source, Target };

    /// `points`: number of points on the given side.
    CouplingRows(const Coupling& coupling, Side side, Index points);

    /// A partner of `point`, drawn by mass; −1 where it has none (pairs of a part of the points).
    std::int32_t draw(Index point, Rng& rng) const;

private:
    std::vector<std::size_t> m_begin; ///< points + 1
    std::vector<std::int32_t> m_partner;
    std::vector<double> m_cumulative; ///< within each row, not normalised
};

} // namespace engine
