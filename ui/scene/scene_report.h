#pragma once

#include "engine/core/types.h"

#include <string>

namespace ui {

/// What the last frame drew, and what it left out.
struct SceneReport {
    engine::Index snapshotPoints = 0, snapshotPointsDrawn = 0;
    engine::Index particles = 0, particlesDrawn = 0;
    engine::Index trails = 0, trailsDrawn = 0;

    /// One phrase for the status bar, empty when nothing that matters was left out: that only some particles carry a
    /// trail is said only where trails are on.
    std::string thinned() const;
    bool operator==(const SceneReport&) const = default;
};

} // namespace ui
