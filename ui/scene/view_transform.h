#pragma once

#include <Eigen/Core>

namespace ui {

/// A box in data units. Two-dimensional data lie at z = 0.
struct SceneBounds {
    Eigen::Vector3d lower = Eigen::Vector3d::Zero();
    Eigen::Vector3d upper = Eigen::Vector3d::Zero();

    Eigen::Vector3d center() const { return (lower + upper) / 2; }
    double radius() const { return (upper - lower).norm() / 2; }
    bool operator==(const SceneBounds& o) const { return lower == o.lower && upper == o.upper; }
};

inline constexpr double kViewAngle = 0.61; ///< full angle of view of a perspective camera, from bottom to top: 35°

/// Where one looks from. The eye turns about the focus like a turntable, so that the floor stays level; straight from
/// above (elevation 90°) it is the map-like view of two-dimensional data.
/// Units: data units; angles in radians.
struct CameraPose {
    Eigen::Vector3d focus = Eigen::Vector3d::Zero();
    double azimuth = 0;                 ///< 0: from the front (−y), x to the right
    double elevation = 1.5707963267949; ///< 0: level, π/2: from above
    double halfHeight = 1;              ///< what half the picture's height shows at the focus
    bool perspective = false;
    double viewAngle = kViewAngle; ///< of a perspective; narrow on the way to a parallel projection

    Eigen::Vector3d toEye() const; ///< unit vector from the focus to the eye
    Eigen::Vector3d right() const;
    Eigen::Vector3d up() const;
    /// Distance from the focus to the eye of a perspective camera.
    double eyeDistance() const;

    bool operator==(const CameraPose& o) const {
        return focus == o.focus && azimuth == o.azimuth && elevation == o.elevation && halfHeight == o.halfHeight &&
               perspective == o.perspective && viewAngle == o.viewAngle;
    }
};

/// Half a line: what lies under a pixel.
struct Ray {
    Eigen::Vector3d origin = Eigen::Vector3d::Zero();
    Eigen::Vector3d direction = -Eigen::Vector3d::UnitZ(); ///< unit vector, away from the eye

    Eigen::Vector3d at(double distance) const { return origin + distance * direction; }
};

/// From data to pixels and back, for one pose and one size of the picture: what tools and layers reckon with. The VTK
/// camera is set to the same.
/// Units: pixels are logical ones, from the top left corner, y downwards.
class ViewTransform {
public:
    ViewTransform() : ViewTransform({}, 1, 1, {}) {}
    /// `bounds` decide the range of depth.
    ViewTransform(const CameraPose& pose, double width, double height, const SceneBounds& bounds);

    const CameraPose& pose() const { return m_pose; }
    double width() const { return m_width; }
    double height() const { return m_height; }

    /// Pixel position and depth (−1 near … 1 far). Behind the eye the depth is above 1.
    Eigen::Vector3d toPixel(const Eigen::Vector3d& data) const;
    /// The point under a pixel on the plane through the focus that faces the eye: in two dimensions, simply the point.
    Eigen::Vector3d toData(const Eigen::Vector2d& pixel) const;
    /// Everything under a pixel, from the eye on.
    Ray ray(const Eigen::Vector2d& pixel) const;
    /// Pixels per data unit at the focus.
    double pixelsPerUnit() const { return m_height / (2 * m_pose.halfHeight); }

    /// Data to clip coordinates of OpenGL.
    const Eigen::Matrix4d& clipMatrix() const { return m_clip; }
    /// (a, b, c, d) with a·x + b·y + c·z + d = 0 at the nearest and 1 at the farthest part of the bounds.
    const Eigen::Vector4d& depthPlane() const { return m_depthPlane; }
    double nearDistance() const { return m_near; }
    double farDistance() const { return m_far; }
    /// Where the camera of VTK stands; with a parallel projection far enough away to see everything.
    Eigen::Vector3d eye() const { return m_eye; }

private:
    CameraPose m_pose;
    double m_width, m_height, m_near, m_far;
    Eigen::Vector3d m_eye;
    Eigen::Matrix4d m_clip;
    Eigen::Vector4d m_depthPlane;
};

} // namespace ui
