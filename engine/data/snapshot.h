#pragma once

#include "engine/data/point_set.h"

#include <optional>
#include <string>

namespace engine {

/// One marginal snapshot: a cloud of points seen at one time, no point followed to the next.
/// Units: time and points as in the file.
struct Snapshot {
    Real time = 0;
    std::string name;                   ///< shown instead of the time when not empty
    std::optional<unsigned> color;      ///< 0xRRGGBB; empty: from the order in time
    bool hidden = false;                ///< not drawn
    bool heldOut = false;               ///< drawn as rings, kept away from training
    std::optional<Real> mass;           ///< total mass; empty: 1, or by counts or weights as the settings say
    PointSet points;

    bool operator==(const Snapshot&) const = default;
};

} // namespace engine
