#pragma once

#include "engine/core/types.h"

namespace ui {

/// What the last frame drew, and what it left out.
struct SceneReport {
    engine::Index snapshotPoints = 0, snapshotPointsDrawn = 0;
    engine::Index particles = 0, particlesDrawn = 0;
    engine::Index trails = 0, trailsDrawn = 0;
    double gridStep = 0; ///< between two lines of the grid in two dimensions, in data units; 0: no grid

    bool operator==(const SceneReport&) const = default;
};

} // namespace ui
