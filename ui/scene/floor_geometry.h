#pragma once

#include "ui/scene/view_transform.h"

namespace ui {

/// The floor below three-dimensional data: a grid of nice steps, a little below the lowest point.
/// Units: data units.
struct FloorGeometry {
    struct Extent {
        double lower = 0, upper = 0;
    };
    Extent x, y; ///< whole steps around the data
    double z = 0;
    double step = 1;

    static FloorGeometry of(const SceneBounds& bounds);
    /// The data and the floor.
    SceneBounds withFloor(const SceneBounds& bounds) const;
};

} // namespace ui
