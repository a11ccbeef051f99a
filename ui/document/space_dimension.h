#pragma once

#include "ui/document/project.h"

#include <algorithm>
#include <string>
#include <vector>

namespace ui {

/// How many dimensions the data can be drawn in: those of the points, 3 at most; before there are any, as many as axes are
/// named.
inline int spaceDimension(const engine::Dataset& dataset) {
    const int dimension = dataset.dimension() > 0 ? dataset.dimension() : int(dataset.axisNames.size());
    return dimension > 2 ? 3 : 2;
}

/// How many they are drawn in: as many as the picture has axes.
inline int spaceDimension(const Project& project) {
    return project.dataset.dimension() > 0 ? std::max(2, project.projection().pictureDimension())
                                           : spaceDimension(project.dataset);
}

/// What the picture's axes are called, two or three: as the data name them, else x, y, z; see Projection::axisNames.
inline std::vector<std::string> namesOfPicture(const Project& project) {
    const engine::Dataset& data = project.dataset;
    return data.dimension() > 2
               ? project.projection().axisNames(engine::namesOfAxes(data.axisNames, data.dimension()))
               : engine::namesOfAxes(data.axisNames, spaceDimension(project));
}

} // namespace ui
