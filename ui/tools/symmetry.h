#pragma once

#include "engine/core/types.h"
#include "ui/tools/drawing_settings.h"

#include <Eigen/Geometry>
#include <utility>
#include <vector>

namespace ui {

/// The maps a symmetry makes copies with, the identity first.
std::vector<Eigen::Affine2d> copiesOf(const SymmetrySettings& symmetry, const Eigen::Vector2d& center);

/// Points and all their copies. Shape: 2×n to 2×(n · copies).
engine::Points withCopies(const engine::Points& points, const std::vector<Eigen::Affine2d>& copies);

/// Lines to show: the mirrors of a reflection, the rays between the copies of a turn, `reach` long from the centre.
std::vector<std::pair<Eigen::Vector2d, Eigen::Vector2d>> guidesOf(const SymmetrySettings& symmetry,
                                                                  const Eigen::Vector2d& center, double reach);

} // namespace ui
