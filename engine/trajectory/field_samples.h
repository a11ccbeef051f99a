#pragma once

#include "engine/core/types.h"

#include <vector>

namespace engine {

/// The learned velocity on a regular 2-D grid at several times: arrows, and any number of particles by look-up.
/// Shape: velocities[l] 2×(nx·ny), x fastest.
/// Units: data units.
struct FieldSamples {
    Times times;
    Eigen::Vector2d lower, upper; ///< centres of the first and the last cell
    int nx = 0, ny = 0;
    std::vector<Eigen::Matrix2Xf> velocities;

    /// Cell centre of column i. Shape: 2.
    Eigen::Vector2d position(Index i) const;
    /// Velocities at a time between the levels, linear in time. Shape: 2×(nx·ny).
    void velocitiesAt(Real time, Eigen::Matrix2Xf& out) const;
};

} // namespace engine
