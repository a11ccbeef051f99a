#pragma once

#include "ui/scene/view_transform.h"

#include <Eigen/Geometry>
#include <optional>

namespace ui {

/// The plane in space that one draws on: where it is, and its two directions. A value.
/// Units: data units; angles in radians.
struct WorkPlane {
    Eigen::Vector3d origin = Eigen::Vector3d::Zero();
    Eigen::Vector3d u = Eigen::Vector3d::UnitX(); ///< with v two unit vectors at a right angle
    Eigen::Vector3d v = Eigen::Vector3d::UnitY();

    enum class Side { XY, XZ, YZ };
    static WorkPlane along(Side side, const Eigen::Vector3d& origin);
    /// As the screen lies.
    static WorkPlane facing(const CameraPose& pose, const Eigen::Vector3d& origin);

    Eigen::Vector3d normal() const { return u.cross(v); }
    /// Distance from the data's origin, along the normal.
    double offset() const { return normal().dot(origin); }
    void setOffset(double offset) { origin += (offset - this->offset()) * normal(); }
    /// Angle between the normal and the third axis, and the direction the normal leans to, from the first axis on.
    double tilt() const;
    double heading() const;
    /// The plane through the same origin with these two angles.
    WorkPlane turned(double tilt, double heading) const;
    WorkPlane transformed(const Eigen::Isometry3d& motion) const;

    Eigen::Vector3d at(double a, double b) const { return origin + a * u + b * v; }
    /// Directions of the plane and of its normal as columns: what turns a shape around the third axis into one around
    /// the normal.
    Eigen::Matrix3d axes() const;
    /// Where the ray meets it; empty when it never does, or only so flat that a pixel would be a mile.
    std::optional<Eigen::Vector3d> meets(const Ray& ray) const;

    bool operator==(const WorkPlane& o) const { return origin == o.origin && u == o.u && v == o.v; }
};

} // namespace ui
