#pragma once

#include "engine/core/random.h"
#include "engine/core/types.h"

#include <vector>

namespace engine {

/// The inside of closed lines in the plane: a polygon, or letters with their holes. Inside is what the lines wind
/// around (nonzero rule), so that a hole is a line that runs the other way.
///
/// The inside is cut into trapezoids between the heights of all corners and crossings; points are uniform in it.
class FilledOutline {
public:
    using Loop = std::vector<Eigen::Vector2d>;

    /// Each loop closes itself; those of fewer than three corners enclose nothing.
    explicit FilledOutline(const std::vector<Loop>& loops);

    Real area() const { return m_area; }
    /// Shape: 2×count; 2×0 when the area is 0.
    Points sample(Index count, Rng& rng) const;

private:
    struct Trapezoid {
        Real low, high;           ///< from y to y
        Real lowLeft, lowRight;   ///< x at `low`
        Real highLeft, highRight; ///< x at `high`
        Real area() const { return (high - low) * (lowRight - lowLeft + highRight - highLeft) / 2; }
    };

    std::vector<Trapezoid> m_parts;
    Real m_area = 0;
};

} // namespace engine
