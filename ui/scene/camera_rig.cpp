#include "ui/scene/camera_rig.h"

#include "ui/scene/floor_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace ui {

using Eigen::Vector2d;
using Eigen::Vector3d;

namespace {

constexpr double kQuarter = std::numbers::pi / 2;
constexpr double kIsoAzimuth = 0.72, kIsoElevation = 0.36;
constexpr double kRadiansPerPixel = 0.006;
constexpr double kFloorNames = 8; ///< more room for the names at the floor's edges, in pixels
/// How far one may zoom in or out of the whole: beyond it numbers and labels lose their meaning.
constexpr double kClosest = 1e-5, kFarthest = 1e3;

/// Tangent of half the angle of view below which a perspective looks like a parallel projection.
constexpr double kNearlyParallel = 1e-3;

/// How much of depth a pose shows: tangent of half the angle of view, 0 of a parallel projection.
double spread(const CameraPose& pose) { return pose.perspective ? std::tan(pose.viewAngle / 2) : 0; }

double easeInOutCubic(double u) { return u < 0.5 ? 4 * u * u * u : 1 - std::pow(2 - 2 * u, 3) / 2; }

/// The least box with an extent in it: a single point becomes a box around it.
SceneBounds withExtent(SceneBounds bounds) {
    const double size = (bounds.upper - bounds.lower).maxCoeff();
    if (size > 1e-9 * bounds.center().cwiseAbs().maxCoeff())
        return bounds;
    const double half = bounds.center().isZero() ? 1 : 0.1 * bounds.center().cwiseAbs().maxCoeff();
    bounds.lower.array() -= half;
    bounds.upper.array() += half;
    return bounds;
}

struct PixelBox {
    Vector2d lower, upper;
};

/// Where a box lies in the picture; empty when a part of it is behind the eye.
std::optional<PixelBox> projected(const SceneBounds& box, const CameraPose& pose, double width, double height) {
    const ViewTransform view(pose, width, height, box);
    PixelBox seen{Vector2d::Constant(1e300), Vector2d::Constant(-1e300)};
    for (int corner = 0; corner < 8; ++corner) {
        const Vector3d p =
            view.toPixel({corner & 1 ? box.lower.x() : box.upper.x(), corner & 2 ? box.lower.y() : box.upper.y(),
                          corner & 4 ? box.lower.z() : box.upper.z()});
        if (p.z() > 1)
            return {};
        seen.lower = seen.lower.cwiseMin(p.head<2>());
        seen.upper = seen.upper.cwiseMax(p.head<2>());
    }
    return seen;
}

} // namespace

void CameraRig::setContents(int dimension, const SceneBounds& bounds, bool still) {
    const bool afresh = dimension != m_dimension;
    if (!afresh && bounds == m_bounds)
        return;
    m_dimension = dimension;
    m_bounds = bounds;
    if (afresh) {
        m_follows = true;
        m_jump.reset();
        m_pose = {};
        m_perspective = dimension > 2;
        if (dimension > 2) {
            m_pose.azimuth = kIsoAzimuth;
            m_pose.elevation = kIsoElevation;
            m_pose.perspective = true;
        }
    }
    if (m_follows && !m_jump && (afresh || !still))
        m_pose = fitted(m_pose);
}

void CameraRig::setViewport(double width, double height) {
    width = std::max(width, 1.0);
    height = std::max(height, 1.0);
    if (width == m_width && height == m_height)
        return;
    m_width = width;
    m_height = height;
    if (m_follows && !m_jump)
        m_pose = fitted(m_pose);
}

void CameraRig::setMargins(const Margins& margins) {
    if (margins == m_margins)
        return;
    m_margins = margins;
    if (m_follows && !m_jump)
        m_pose = fitted(m_pose);
}

CameraPose CameraRig::fitted(const CameraPose& from) const {
    SceneBounds box = withExtent(m_bounds);
    Margins margins = m_margins;
    if (m_dimension > 2) {
        box = FloorGeometry::of(box).withFloor(box);
        margins.right += kFloorNames;
        margins.bottom += kFloorNames;
    }
    // Tiny pictures keep at least half of each side for the data.
    const double horizontal = std::min(1.0, m_width / 2 / (margins.left + margins.right));
    const double vertical = std::min(1.0, m_height / 2 / (margins.top + margins.bottom));
    const Vector2d lower(margins.left * horizontal, margins.top * vertical);
    const Vector2d upper(m_width - margins.right * horizontal, m_height - margins.bottom * vertical);

    CameraPose pose = settled(from);
    pose.focus = box.center();
    // Moving the picture to its place changes a perspective a little, so it takes a few rounds; a map takes one.
    for (int round = 0; round < (pose.perspective ? 4 : 1); ++round) {
        // What fits is monotonous in the scale: bisect between one that is surely too close and one that is enough.
        double close = 0, enough = box.radius();
        const auto fits = [&](double halfHeight) {
            pose.halfHeight = halfHeight;
            const std::optional<PixelBox> seen = projected(box, pose, m_width, m_height);
            return seen && ((seen->upper - seen->lower).array() <= (upper - lower).array()).all();
        };
        while (!fits(enough) && enough < 1e300)
            enough *= 2;
        for (int i = 0; i < 40; ++i) {
            const double middle = (close + enough) / 2;
            (fits(middle) ? enough : close) = middle;
        }
        fits(enough);
        if (const auto seen = projected(box, pose, m_width, m_height)) {
            const Vector2d off = (seen->lower + seen->upper - lower - upper) / 2 * (2 * enough / m_height);
            pose.focus += pose.right() * off.x() - pose.up() * off.y();
        }
    }
    return pose;
}

void CameraRig::taken() {
    m_follows = false;
    if (std::exchange(m_jump, std::nullopt))
        m_pose = settled(m_pose);
}

CameraPose CameraRig::settled(CameraPose pose) const {
    pose.perspective = m_perspective;
    pose.viewAngle = kViewAngle;
    return pose;
}

void CameraRig::setPose(const CameraPose& pose) {
    taken();
    m_perspective = pose.perspective;
    m_pose = pose;
}

void CameraRig::moveTo(const CameraPose& pose, double now, double seconds) {
    m_follows = false;
    m_perspective = pose.perspective;
    jump(pose, now, seconds);
}

void CameraRig::lookAs(const CameraRig& other) {
    m_pose = other.m_pose;
    m_follows = other.m_follows;
    m_perspective = other.m_perspective;
    m_jump.reset();
}

void CameraRig::pan(const Vector2d& fromPixel, const Vector2d& toPixel) {
    taken();
    const ViewTransform now = view();
    m_pose.focus += now.toData(fromPixel) - now.toData(toPixel);
}

void CameraRig::zoom(double factor, const Vector2d& pixel) {
    taken();
    const double whole = std::max(withExtent(m_bounds).radius(), 1e-300);
    const double before = m_pose.halfHeight;
    const Vector3d fixed = view().toData(pixel);
    m_pose.halfHeight = std::clamp(before / factor, kClosest * whole, kFarthest * whole);
    m_pose.focus = fixed + (m_pose.focus - fixed) * (m_pose.halfHeight / before);
}

void CameraRig::orbit(const Vector2d& pixels) {
    if (m_dimension < 3)
        return;
    taken();
    m_pose.azimuth = std::remainder(m_pose.azimuth + pixels.x() * kRadiansPerPixel, 4 * kQuarter);
    m_pose.elevation = std::clamp(m_pose.elevation + pixels.y() * kRadiansPerPixel, -kQuarter, kQuarter);
}

void CameraRig::jump(CameraPose to, double now, double seconds) {
    to = settled(to);
    if (seconds <= 0) {
        m_jump.reset();
        m_pose = to;
        return;
    }
    m_jump = Jump{m_pose, to, now, seconds};
    // The short way round.
    m_jump->from.azimuth = to.azimuth + std::remainder(m_pose.azimuth - to.azimuth, 4 * kQuarter);
}

void CameraRig::fit(double now, double seconds) {
    m_follows = true;
    jump(fitted(m_pose), now, seconds);
}

void CameraRig::show(Side side, double now, double seconds) {
    if (m_dimension < 3)
        return;
    CameraPose pose = m_pose;
    switch (side) {
    case Side::Front:
    case Side::Back:
    case Side::Left:
    case Side::Right:
        pose.azimuth = side == Side::Front   ? 0
                       : side == Side::Left  ? kQuarter
                       : side == Side::Right ? -kQuarter
                                             : 2 * kQuarter;
        pose.elevation = 0;
        break;
    case Side::Top:
    case Side::Bottom:
        pose.azimuth = 0;
        pose.elevation = side == Side::Top ? kQuarter : -kQuarter;
        break;
    case Side::Iso:
        pose.azimuth = kIsoAzimuth;
        pose.elevation = kIsoElevation;
        break;
    }
    m_follows = true;
    jump(fitted(pose), now, seconds);
}

void CameraRig::setPerspective(bool perspective, double now, double seconds) {
    if (m_dimension < 3 || m_perspective == perspective)
        return;
    m_perspective = perspective;
    jump(m_follows ? fitted(m_pose) : m_jump ? m_jump->to : m_pose, now, seconds);
}

bool CameraRig::advance(double now) {
    if (!m_jump)
        return false;
    const double u = std::clamp((now - m_jump->start) / m_jump->seconds, 0.0, 1.0);
    if (u >= 1) {
        m_pose = m_follows ? fitted(m_jump->to) : m_jump->to; // data or size may have changed on the way
        m_jump.reset();
        return true;
    }
    const double w = easeInOutCubic(u);
    const CameraPose &a = m_jump->from, &b = m_jump->to;
    m_pose = b;
    m_pose.focus = a.focus + (b.focus - a.focus) * w;
    m_pose.azimuth = a.azimuth + (b.azimuth - a.azimuth) * w;
    m_pose.elevation = a.elevation + (b.elevation - a.elevation) * w;
    m_pose.halfHeight = a.halfHeight * std::pow(b.halfHeight / a.halfHeight, w);
    if (const double from = spread(a), to = spread(b); from != to) {
        m_pose.perspective = true;
        m_pose.viewAngle = 2 * std::atan(std::max(from + (to - from) * w, kNearlyParallel));
    }
    return true;
}

} // namespace ui
