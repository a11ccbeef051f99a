#include "ui/tools/space/gizmo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Vector2d;
using Eigen::Vector3d;

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kReach = 9;                           // pixels around a handle
constexpr double kShaftFrom = 0.72, kBoxAt = 0.58;     // of the arrow's length
constexpr double kArc = 0.8, kArcFrom = 18, kArcTo = 72; // degrees between two axes
constexpr double kEdgeOn = 0.2;    // sine of the angle a circle is seen under from which on it counts as a line
constexpr double kSmallest = 0.02; // factor of a scaling
constexpr double kTurnStep = kPi / 12, kScaleStep = 0.1;
constexpr double kPixelsPerE = 120; // of a drag that scales by e

double distanceToSegment(const Vector2d& p, const Vector2d& a, const Vector2d& b) {
    const double squared = (b - a).squaredNorm();
    const double u = squared > 0 ? std::clamp((p - a).dot(b - a) / squared, 0.0, 1.0) : 0;
    return (p - a - u * (b - a)).norm();
}

OverlayTone toneOf(const Gizmo::Handle& handle) {
    if (handle.kind == Gizmo::Kind::Size)
        return OverlayTone::Plain;
    return handle.axis == 0 ? OverlayTone::First : handle.axis == 1 ? OverlayTone::Second : OverlayTone::Third;
}

} // namespace

std::vector<Gizmo::Handle> Gizmo::allHandles() {
    std::vector<Handle> handles = {{Kind::Size}};
    for (const Kind kind : {Kind::Scale, Kind::Move, Kind::Turn})
        for (int axis = 0; axis < 3; ++axis)
            handles.push_back({kind, axis});
    return handles;
}

std::vector<Vector3d> Gizmo::outline(const Handle& handle) const {
    const Vector3d axis = axes.col(handle.axis);
    switch (handle.kind) {
    case Kind::Move:
        return {center + kShaftFrom * length * axis, center + length * axis};
    case Kind::Scale:
        return {center + kBoxAt * length * axis};
    case Kind::Size:
        return {center};
    case Kind::Turn:
        break;
    }
    const Vector3d a = axes.col((handle.axis + 1) % 3), b = axes.col((handle.axis + 2) % 3);
    std::vector<Vector3d> arc;
    constexpr int kPieces = 12;
    for (int i = 0; i <= kPieces; ++i) {
        const double angle = (kArcFrom + (kArcTo - kArcFrom) * i / kPieces) * kPi / 180;
        arc.push_back(center + kArc * length * (std::cos(angle) * a + std::sin(angle) * b));
    }
    return arc;
}

std::optional<Gizmo::Handle> Gizmo::handleAt(const ViewTransform& view, const Vector2d& pixel) const {
    std::optional<Handle> nearest;
    double least = kReach;
    for (const Handle& handle : handles) {
        const std::vector<Vector3d> line = outline(handle);
        Vector2d last = view.toPixel(line.front()).head<2>();
        double distance = (pixel - last).norm();
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Vector2d next = view.toPixel(line[i]).head<2>();
            distance = std::min(distance, distanceToSegment(pixel, last, next));
            last = next;
        }
        if (distance < least) {
            least = distance;
            nearest = handle;
        }
    }
    return nearest;
}

double Gizmo::along(int axis, const ViewTransform& view, const Vector2d& pixel) const {
    // The place on the axis that is nearest to the ray.
    const Ray ray = view.ray(pixel);
    const Vector3d a = axes.col(axis), between = center - ray.origin;
    const double c = a.dot(ray.direction), denominator = 1 - c * c;
    if (denominator < 1e-6)
        return 0; // one looks along the axis
    return (c * ray.direction.dot(between) - a.dot(between)) / denominator;
}

double Gizmo::angle(int axis, const ViewTransform& view, const Vector2d& pixel) const {
    const Vector3d n = axes.col(axis), a = axes.col((axis + 1) % 3), b = axes.col((axis + 2) % 3);
    const Vector2d middle = view.toPixel(center).head<2>();
    const double facing = n.dot(view.ray(middle).direction);
    const Ray ray = view.ray(pixel);
    if (std::abs(facing) >= kEdgeOn) {
        const Vector3d place = ray.at(n.dot(center - ray.origin) / n.dot(ray.direction)) - center;
        return std::atan2(place.dot(b), place.dot(a));
    }
    // Seen from its edge, a circle is turned as the pointer goes round its middle.
    const Vector2d place = pixel - middle;
    return (facing < 0 ? -1 : 1) * std::atan2(place.y(), place.x());
}

Eigen::Affine3d Gizmo::dragged(const Handle& handle, const ViewTransform& view, const Vector2d& from,
                               const Vector2d& to, bool inSteps) const {
    const auto stepped = [inSteps](double value, double step) {
        return inSteps ? std::round(value / step) * step : value;
    };
    Eigen::Affine3d about = Eigen::Affine3d::Identity();
    const Vector3d axis = axes.col(handle.axis);
    switch (handle.kind) {
    case Kind::Move:
        about.translation() = (along(handle.axis, view, to) - along(handle.axis, view, from)) * axis;
        return about;
    case Kind::Turn:
        about.linear() = Eigen::AngleAxisd(
                             stepped(angle(handle.axis, view, to) - angle(handle.axis, view, from), kTurnStep), axis)
                             .toRotationMatrix();
        break;
    case Kind::Scale: {
        const double start = along(handle.axis, view, from);
        const double factor = std::abs(start) > 1e-9 * length ? along(handle.axis, view, to) / start : 1;
        about.linear() += (std::max(kSmallest, stepped(factor, kScaleStep)) - 1) * axis * axis.transpose();
        break;
    }
    case Kind::Size: {
        const double way = (to.x() - from.x()) - (to.y() - from.y());
        about.linear() *= std::max(kSmallest, stepped(std::exp(way / kPixelsPerE), kScaleStep));
        break;
    }
    }
    return Eigen::Translation3d(center) * about * Eigen::Translation3d(-center);
}

void Gizmo::show(OverlayView& overlay, std::optional<Handle> hot) const {
    for (const Handle& handle : handles) {
        const bool isHot = hot == handle;
        const OverlayTone tone = isHot ? OverlayTone::Hot : toneOf(handle);
        const std::vector<Vector3d> line = outline(handle);
        switch (handle.kind) {
        case Kind::Move:
            overlay.lines.push_back({{center, line.back()}, tone, isHot ? 2.5F : 1.75F});
            overlay.knobs.push_back({line.back(), center, OverlayKnob::Shape::Tip, tone});
            break;
        case Kind::Turn:
            overlay.lines.push_back({line, tone, isHot ? 3.5F : 2.25F});
            break;
        case Kind::Scale:
        case Kind::Size:
            overlay.knobs.push_back({line.front(), center, OverlayKnob::Shape::Box, tone});
            break;
        }
    }
}

} // namespace ui
