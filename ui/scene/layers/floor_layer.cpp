#include "ui/scene/layers/floor_layer.h"

#include "ui/scene/floor_geometry.h"
#include "ui/scene/layers/axis_name.h"
#include "ui/scene/number_text.h"

#include <array>
#include <string>

namespace ui {

using Eigen::Vector3d;

namespace {

constexpr float kNumberAway = 18; ///< pixels from the edge of the floor to the middle of a number
constexpr float kNameAway = 42;
constexpr double kUprightTo = 1.2; ///< elevation beyond which the upright scale is seen too steeply to be read

/// Of what a relief rises by.
std::string symbolOf(engine::PlaneQuantity quantity) {
    using Quantity = engine::PlaneQuantity;
    switch (quantity) {
    case Quantity::Action:
        return "s";
    case Quantity::Growth:
        return "g";
    case Quantity::Divergence:
        return "\u2207\u00b7v";
    case Quantity::Laplacian:
        return "\u0394s";
    case Quantity::Speed:
    case Quantity::TrueSpeed:
        return "|v|";
    case Quantity::Difference:
    case Quantity::VelocityApart:
        return "|\u0394v|";
    case Quantity::DensityApart:
        return "\u0394q";
    }
    return {};
}

float depthOf(const Vector3d& pixel) { return float(std::min(pixel.z(), 1.0)); }

} // namespace

FloorLayer::FloorLayer(const LayerHost& host)
    : Layer(host), m_lines(add<ShapeBatch>()), m_shadows(add<DotBatch>()), m_labels(add<LabelBatch>()) {}

/// A number beside an edge, moved away from it by pixels rather than by length so that it neither touches the edge nor
/// strays from it.
void FloorLayer::label(const LayerFrame& frame, const Vector3d& at, const Vector3d& outward, double value,
                       double step) {
    const Vector3d here = frame.view.toPixel(at), there = frame.view.toPixel(at + outward);
    if (here.z() > 1 || there.z() > 1)
        return;
    Eigen::Vector2d way = (there - here).head<2>();
    if (way.norm() < 1e-9)
        return;
    way.normalize();
    const SceneSizes& sizes = frame.state.sizes;
    const Eigen::Vector2d middle = here.head<2>() + way * double(kNumberAway);
    m_labels->add(tickText(value, step), {Typeface::Text, sizes.axisText, frame.state.theme.textSecondary},
                  float(middle.x()), float(middle.y()) + sizes.axisText * 0.36F, Align::Center);
    m_wordPlaces.push_back(middle);
}

void FloorLayer::name(const LayerFrame& frame, std::size_t axis, double x, double baseline) {
    const SceneState& state = frame.state;
    const std::string given = axis < state.axes.names.size() ? state.axes.names[axis] : "";
    const bool isRelief = axis == 2 && state.field.height > 0;
    addAxisName(*m_labels, isRelief ? symbolOf(state.field.quantity) : given, int(axis), state.sizes.axisText,
                state.theme.text, float(x), float(baseline), Align::Center);
    m_wordPlaces.emplace_back(x, baseline - double(state.sizes.axisText) * 0.36);
}

void FloorLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_lines->clear();
    m_labels->clear();
    m_wordPlaces.clear();
    if (!state.axes.visible || !frame.inSpace()) {
        m_shadows->SetVisibility(false);
        return;
    }
    const SceneBounds& box = state.bounds;
    const FloorGeometry floor = FloorGeometry::of(box);
    const auto &x = floor.x, &y = floor.y;
    const double z = floor.z, step = floor.step;
    const ViewTransform& view = frame.view;

    const auto line = [&](const Vector3d& a, const Vector3d& b, Color color) {
        const Vector3d p = view.toPixel(a), q = view.toPixel(b);
        if (p.z() > 1 || q.z() > 1) // an end behind the eye
            return;
        const std::uint32_t rgba = packed(color);
        const std::array<StrokePoint, 2> ends = {StrokePoint{float(p.x()), float(p.y()), depthOf(p), 1, rgba},
                                                 StrokePoint{float(q.x()), float(q.y()), depthOf(q), 1, rgba}};
        m_lines->stroke(ends);
    };
    // Where lines are as bright as words, they would outshine the data.
    const bool loud = state.theme.borderStrong == state.theme.text;
    const Color strong = loud ? state.theme.border : state.theme.borderStrong,
                fine = loud ? state.theme.grid : state.theme.border;
    const auto shade = [&](double value) { return std::llround(value / step) % 2 == 0 ? strong : fine; };
    for (double v = x.lower; v < x.upper + step / 2; v += step)
        line({v, y.lower, z}, {v, y.upper, z}, shade(v));
    for (double v = y.lower; v < y.upper + step / 2; v += step)
        line({x.lower, v, z}, {x.upper, v, z}, shade(v));

    // Numbers along the two edges towards the eye, every second line.
    const Vector3d eye = view.pose().toEye();
    const double nearX = eye.x() < 0 ? x.lower : x.upper, nearY = eye.y() < 0 ? y.lower : y.upper;
    const Vector3d outX(eye.x() < 0 ? -step : step, 0, 0), outY(0, eye.y() < 0 ? -step : step, 0);
    const bool fromSideX = std::abs(eye.y()) < 0.02, fromSideY = std::abs(eye.x()) < 0.02,
               low = std::abs(eye.z()) < 0.03;
    const auto numbers = [&](const FloorGeometry::Extent& along, bool isX) {
        for (double v = along.lower; v < along.upper + step / 2; v += step)
            if (std::llround(v / step) % 2 == 0)
                label(frame, isX ? Vector3d(v, nearY, z) : Vector3d(nearX, v, z),
                      low   ? Vector3d(0, 0, -step)
                      : isX ? outY
                            : outX,
                      v, step);
        const double middle = (along.lower + along.upper) / 2 + step / 2;
        const Vector3d at = isX ? Vector3d(middle, nearY, z) : Vector3d(nearX, middle, z);
        const Vector3d here = view.toPixel(at), there = view.toPixel(at + (low   ? Vector3d(0, 0, -step)
                                                                           : isX ? outY
                                                                                 : outX));
        const Eigen::Vector2d way = (there - here).head<2>();
        if (here.z() > 1 || there.z() > 1 || way.norm() < 1e-9)
            return;
        const Eigen::Vector2d place = here.head<2>() + way.normalized() * kNameAway;
        name(frame, isX ? 0 : 1, place.x(), place.y() + 4);
    };
    if (!(low && fromSideX)) // seen end on, all numbers would lie upon each other
        numbers(x, true);
    if (!(low && fromSideY))
        numbers(y, false);

    if (std::abs(view.pose().elevation) >= kUprightTo)
        return;
    // The upright scale stands at that corner of the silhouette that lies farther left.
    const double farX = eye.x() < 0 ? x.upper : x.lower, farY = eye.y() < 0 ? y.upper : y.lower;
    Vector3d corner(nearX, farY, z);
    if (view.toPixel({farX, nearY, z}).x() < view.toPixel(corner).x())
        corner = {farX, nearY, z};
    const Vector3d left = -view.pose().right() * step;
    const auto mark = [&](double height, double value, double valueStep) {
        const Vector3d at(corner.x(), corner.y(), height);
        line(at, at + left * 0.12, strong);
        label(frame, at, left, value, valueStep);
    };
    double top = 0;
    if (const FieldView& field = state.field; field.height > 0) { // of a relief: the quantity it shows
        const double span = std::max(double(field.high) - double(field.low), 1e-30), every = niceAbove(span / 4);
        top = field.height;
        line({corner.x(), corner.y(), 0}, {corner.x(), corner.y(), top}, fine);
        for (auto i = std::int64_t(std::ceil(double(field.low) / every)); double(i) * every <= double(field.high); ++i)
            mark((double(i) * every - double(field.low)) / span * field.height, double(i) * every, every);
    } else {
        const double upStep = niceAbove((box.upper.z() - z) / 7 > 0 ? std::max(step, (box.upper.z() - z) / 9) : step);
        top = std::max(box.upper.z(), z + upStep);
        line(corner, {corner.x(), corner.y(), top}, fine);
        for (auto i = std::int64_t(std::ceil(z / upStep)); double(i) * upStep <= top; ++i)
            if (i % 2 == 0)
                mark(double(i) * upStep, double(i) * upStep, upStep);
    }
    const Vector3d end = view.toPixel({corner.x(), corner.y(), top});
    if (end.z() <= 1)
        name(frame, 2, end.x(), end.y() - 10);
}

} // namespace ui
