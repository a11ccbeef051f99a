#include "ui/tools/space/work_plane.h"

#include <algorithm>
#include <cmath>

namespace ui {

using Eigen::Vector3d;

namespace {
constexpr double kFlattest = 0.05; // sine of the angle between ray and plane
} // namespace

WorkPlane WorkPlane::along(Side side, const Vector3d& origin) {
    switch (side) {
    case Side::XZ: // normal towards the usual camera, at −y
        return {origin, Vector3d::UnitX(), Vector3d::UnitZ()};
    case Side::YZ:
        return {origin, Vector3d::UnitY(), Vector3d::UnitZ()};
    case Side::XY:
        break;
    }
    return {origin, Vector3d::UnitX(), Vector3d::UnitY()};
}

WorkPlane WorkPlane::facing(const CameraPose& pose, const Vector3d& origin) {
    return {origin, pose.right(), pose.up()};
}

double WorkPlane::tilt() const { return std::acos(std::clamp(normal().z(), -1.0, 1.0)); }

double WorkPlane::heading() const {
    const Vector3d n = normal();
    return std::hypot(n.x(), n.y()) < 1e-9 ? 0 : std::atan2(n.y(), n.x());
}

WorkPlane WorkPlane::turned(double tilt, double heading) const {
    const Eigen::Matrix3d turn =
        (Eigen::AngleAxisd(heading, Vector3d::UnitZ()) * Eigen::AngleAxisd(tilt, Vector3d::UnitY())).toRotationMatrix();
    return {origin, turn.col(0), turn.col(1)};
}

WorkPlane WorkPlane::transformed(const Eigen::Isometry3d& motion) const {
    return {motion * origin, motion.linear() * u, motion.linear() * v};
}

Eigen::Matrix3d WorkPlane::axes() const {
    Eigen::Matrix3d axes;
    axes << u, v, normal();
    return axes;
}

std::optional<Vector3d> WorkPlane::meets(const Ray& ray) const {
    const double across = normal().dot(ray.direction);
    if (std::abs(across) < kFlattest)
        return {};
    const double distance = normal().dot(origin - ray.origin) / across;
    if (distance < 0)
        return {};
    return ray.at(distance);
}

} // namespace ui
