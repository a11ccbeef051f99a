#include "ui/tools/transform_box.h"

#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Affine2d;
using Eigen::Vector2d;
using Handle = TransformBox::Handle;

namespace {

constexpr double kLeastFactor = 1e-3;

/// −1, 0 or 1 in both directions: which corner or side a handle is.
Vector2d sideOf(Handle handle) {
    switch (handle) {
    case Handle::Left:
        return {-1, 0};
    case Handle::Right:
        return {1, 0};
    case Handle::Bottom:
        return {0, -1};
    case Handle::Top:
        return {0, 1};
    case Handle::BottomLeft:
        return {-1, -1};
    case Handle::BottomRight:
        return {1, -1};
    case Handle::TopLeft:
        return {-1, 1};
    case Handle::TopRight:
        return {1, 1};
    case Handle::None:
    case Handle::Inside:
    case Handle::Turn:
        break;
    }
    return {0, 0};
}

Affine2d about(const Vector2d& center, const Affine2d& map) {
    return Affine2d(Eigen::Translation2d(center) * map * Eigen::Translation2d(-center));
}

double notZero(double factor) { return std::abs(factor) < kLeastFactor ? std::copysign(kLeastFactor, factor) : factor; }

} // namespace

std::optional<TransformBox> TransformBox::around(const engine::PointSet& points,
                                                 const std::vector<engine::Index>& indices,
                                                 const Projection& picture) {
    if (indices.empty() || points.dimension() < 2)
        return {};
    const engine::Points chosen = picture.matrix().topRows(2) * points.select(indices).points();
    return TransformBox{chosen.rowwise().minCoeff(), chosen.rowwise().maxCoeff()};
}

TransformBox TransformBox::padded(double margin) const {
    return {lower - Vector2d::Constant(margin), upper + Vector2d::Constant(margin)};
}

Handle TransformBox::handleAt(const Vector2d& pointer, double margin, double reach, double turnAway) const {
    const TransformBox drawn = padded(margin);
    const auto isNear = [&](const Vector2d& place) { return (pointer - place).cwiseAbs().maxCoeff() <= reach; };
    if (isNear(drawn.placeOf(Handle::Top) + Vector2d(0, turnAway)))
        return Handle::Turn;
    for (const Handle handle : {Handle::BottomLeft, Handle::BottomRight, Handle::TopLeft, Handle::TopRight,
                                Handle::Left, Handle::Right, Handle::Bottom, Handle::Top}) {
        const Vector2d side = sideOf(handle);
        const bool scales = (side.x() == 0 || size().x() > 0) && (side.y() == 0 || size().y() > 0);
        if (scales && isNear(drawn.placeOf(handle)))
            return handle;
    }
    const bool inside =
        (pointer.array() >= drawn.lower.array()).all() && (pointer.array() <= drawn.upper.array()).all();
    return inside ? Handle::Inside : Handle::None;
}

Vector2d TransformBox::placeOf(Handle handle) const { return center() + sideOf(handle).cwiseProduct(size()) / 2; }

Affine2d TransformBox::scaled(Handle handle, const Vector2d& to, bool keepsProportions, bool aboutMiddle) const {
    const Vector2d side = sideOf(handle);
    const Vector2d fixed = aboutMiddle ? center() : Vector2d(center() - side.cwiseProduct(size()) / 2);
    const Vector2d before = placeOf(handle) - fixed, after = to - fixed;
    Vector2d factors(1, 1);
    for (int i = 0; i < 2; ++i)
        if (side[i] != 0 && before[i] != 0)
            factors[i] = notZero(after[i] / before[i]);
    if (keepsProportions) {
        // Along the diagonal for corners; the other direction of a side follows.
        const double factor = notZero(after.dot(before) / before.squaredNorm());
        if (std::isfinite(factor))
            factors.setConstant(factor);
    }
    return about(fixed, Affine2d(Eigen::Scaling(factors)));
}

Affine2d TransformBox::turned(const Vector2d& from, const Vector2d& to, bool steps) const {
    const Vector2d a = from - center(), b = to - center();
    double angle = std::atan2(a.x() * b.y() - a.y() * b.x(), a.dot(b));
    if (steps) {
        const double step = std::numbers::pi / 12;
        angle = step * std::round(angle / step);
    }
    return about(center(), Affine2d(Eigen::Rotation2Dd(angle)));
}

std::vector<Vector2d> TransformBox::corners(const Affine2d& map) const {
    return {map * lower, map * Vector2d(upper.x(), lower.y()), map * upper, map * Vector2d(lower.x(), upper.y())};
}

} // namespace ui
