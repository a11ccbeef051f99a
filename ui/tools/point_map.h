#pragma once

#include "engine/data/dataset.h"

#include <Eigen/Geometry>

namespace ui {

/// x ↦ linear · x + offset: what happens to chosen points, in as many dimensions as the picture has axes.
/// Shape: linear m×m, offset m, m = 2 or 3.
struct PointMap {
    engine::Matrix linear;
    engine::Vector offset;

    PointMap(engine::Matrix linear, engine::Vector offset) : linear(std::move(linear)), offset(std::move(offset)) {}
    template <int Dimension>
    explicit PointMap(const Eigen::Transform<double, Dimension, Eigen::Affine>& map)
        : linear(map.linear()), offset(map.translation()) {}

    /// Brings a box to another middle and size. Where the box is flat it stays so.
    static PointMap placing(const engine::Bounds& box, const engine::Vector& center, const engine::Vector& size);
    /// Turns about a place; in space about a direction along this axis.
    /// Units: radians, counter-clockwise where the axis points at the eye.
    static PointMap turning(const engine::Vector& center, double angle, int axis = 2);

    bool operator==(const PointMap& other) const { return linear == other.linear && offset == other.offset; }
};

} // namespace ui
