#pragma once

#include "engine/data/dataset.h"
#include "ui/document/projection.h"
#include "ui/scene/view_transform.h"

#include <optional>

namespace ui {

/// The point nearest to the eye among those that are drawn within `reach` pixels of a pixel: the surface one sees there.
/// Of the snapshots those count that are shown while `current` is drawn into: itself, and so many neighbours on each
/// side that are not hidden. Empty when none is near.
/// `picture`: what is seen of the data, in space.
std::optional<Eigen::Vector3d> surfaceAt(const engine::Dataset& dataset, const Projection& picture, int current,
                                         int neighbours, const ViewTransform& view, const Eigen::Vector2d& pixel,
                                         double reach);

} // namespace ui
