#include "ui/scene/view_transform.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

namespace ui {

using Eigen::Vector2d;
using Eigen::Vector3d;

Vector3d CameraPose::toEye() const {
    return {-std::sin(azimuth) * std::cos(elevation), -std::cos(azimuth) * std::cos(elevation), std::sin(elevation)};
}
Vector3d CameraPose::right() const { return {std::cos(azimuth), -std::sin(azimuth), 0}; }
Vector3d CameraPose::up() const {
    return {std::sin(azimuth) * std::sin(elevation), std::cos(azimuth) * std::sin(elevation), std::cos(elevation)};
}
double CameraPose::eyeDistance() const { return halfHeight / std::tan(viewAngle / 2); }

ViewTransform::ViewTransform(const CameraPose& pose, double width, double height, const SceneBounds& bounds)
    : m_pose(pose), m_width(std::max(width, 1.0)), m_height(std::max(height, 1.0)) {
    const Vector3d toEye = pose.toEye(), right = pose.right(), up = pose.up();
    const double reach = (bounds.center() - pose.focus).norm() + 1.5 * std::max(bounds.radius(), pose.halfHeight);
    const double distance = pose.perspective ? pose.eyeDistance() : 2 * reach;
    m_near = pose.perspective ? std::max(distance - reach, 0.02 * distance) : distance - reach;
    m_far = distance + reach;
    m_eye = pose.focus + distance * toEye;

    Eigen::Matrix4d view = Eigen::Matrix4d::Identity();
    view.row(0) << right.transpose(), -right.dot(m_eye);
    view.row(1) << up.transpose(), -up.dot(m_eye);
    view.row(2) << toEye.transpose(), -toEye.dot(m_eye);
    Eigen::Matrix4d projection = Eigen::Matrix4d::Zero();
    const double aspect = m_width / m_height;
    if (pose.perspective) {
        const double f = 1 / std::tan(pose.viewAngle / 2);
        projection(0, 0) = f / aspect;
        projection(1, 1) = f;
        projection(2, 2) = -(m_far + m_near) / (m_far - m_near);
        projection(2, 3) = -2 * m_far * m_near / (m_far - m_near);
        projection(3, 2) = -1;
    } else {
        projection(0, 0) = 1 / (pose.halfHeight * aspect);
        projection(1, 1) = 1 / pose.halfHeight;
        projection(2, 2) = -2 / (m_far - m_near);
        projection(2, 3) = -(m_far + m_near) / (m_far - m_near);
        projection(3, 3) = 1;
    }
    m_clip = projection * view;

    const double radius = std::max(bounds.radius(), 1e-300);
    m_depthPlane << -toEye / (2 * radius), 0.5 + toEye.dot(bounds.center()) / (2 * radius);
}

Vector3d ViewTransform::toPixel(const Vector3d& data) const {
    const Eigen::Vector4d clip = m_clip * data.homogeneous();
    if (clip.w() <= 0)
        return {0, 0, 2};
    return {(clip.x() / clip.w() + 1) / 2 * m_width, (1 - clip.y() / clip.w()) / 2 * m_height, clip.z() / clip.w()};
}

Vector3d ViewTransform::toData(const Vector2d& pixel) const {
    const double perPixel = 2 * m_pose.halfHeight / m_height;
    return m_pose.focus + m_pose.right() * ((pixel.x() - m_width / 2) * perPixel) +
           m_pose.up() * ((m_height / 2 - pixel.y()) * perPixel);
}

Ray ViewTransform::ray(const Vector2d& pixel) const {
    const Vector3d place = toData(pixel);
    if (!m_pose.perspective) {
        const Vector3d toEye = m_pose.toEye();
        return {place + (m_eye - m_pose.focus).dot(toEye) * toEye, -toEye};
    }
    return {m_eye, (place - m_eye).normalized()};
}

} // namespace ui
