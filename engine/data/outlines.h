#pragma once

#include "engine/core/types.h"

#include <Eigen/Core>
#include <string>
#include <vector>

namespace engine {

/// Lines to draw below a population, no part of it: coasts, borders. Immutable once shared.
/// Units: degrees, or whatever the two axes of the data have.
struct Outlines {
    std::string name;                    ///< as the legend says it
    std::vector<Eigen::Vector2d> points; ///< of all lines, one behind the other: longitude, latitude
    std::vector<Index> ends;             ///< of each line the number behind its last point; ascending

    bool operator==(const Outlines&) const = default;
};

} // namespace engine
