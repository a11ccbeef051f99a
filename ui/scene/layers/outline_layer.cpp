#include "ui/scene/layers/outline_layer.h"

#include "ui/scene/floor_geometry.h"
#include "ui/scene/relief_surface.h"

namespace ui {

using Eigen::Vector2d;

namespace {

constexpr float kWidth = 1.1F;
constexpr float kLeastStep = 2; ///< pixels between two bends: a software renderer's time goes into triangles
constexpr double kMargin = 4;   ///< pixels beyond the edge of the view up to which lines are drawn

/// Cuts the way from `a` to `b` at the edges of a rectangle (Liang and Barsky 1984). False where nothing is inside.
bool clip(Vector2d& a, Vector2d& b, const Vector2d& lower, const Vector2d& upper) {
    double from = 0, to = 1;
    const Vector2d way = b - a;
    for (int k = 0; k < 2; ++k) {
        if (way[k] == 0) {
            if (a[k] < lower[k] || a[k] > upper[k])
                return false;
            continue;
        }
        const double first = (lower[k] - a[k]) / way[k], second = (upper[k] - a[k]) / way[k];
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
    }
    if (from > to)
        return false;
    b = a + to * way;
    a += from * way;
    return true;
}

} // namespace

OutlineLayer::OutlineLayer(const LayerHost& host) : Layer(host), m_strokes(add<ShapeBatch>()) {}

void OutlineLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    if (!frame.viewChanged && frame.relief.isEmpty() && state.outlines == m_shown && state.theme == m_theme)
        return;
    m_shown = state.outlines;
    m_theme = state.theme;
    m_strokes->clear();
    const ViewTransform& view = frame.view;
    Window window{view.toData({-kMargin, view.height() + kMargin}).head<2>(),
                  view.toData({view.width() + kMargin, -kMargin}).head<2>(), 0};
    if (frame.inSpace()) {
        const FloorGeometry floor = FloorGeometry::of(state.bounds);
        window = {{floor.x.lower, floor.y.lower}, {floor.x.upper, floor.y.upper}, floor.z};
    }
    for (const OutlineView& outlines : state.outlines)
        draw(frame, outlines, window);
}

void OutlineLayer::draw(const LayerFrame& frame, const OutlineView& view, const Window& window) {
    const std::uint32_t rgba = packed(outlineColor(frame.state.theme).faded(view.opacity));
    const engine::Outlines& lines = *view.lines;
    std::size_t next = 0;
    for (const engine::Index end : lines.ends) {
        for (std::size_t i = next; i + 1 < std::size_t(end); ++i) {
            const Vector2d from = view.toPicture * lines.points[i], to = view.toPicture * lines.points[i + 1];
            Vector2d first = from, last = to;
            if (!clip(first, last, window.lower, window.upper)) {
                finish();
                continue;
            }
            if (first != from)
                finish();
            const bool goesOn = last == to && i + 2 < std::size_t(end);
            if (m_points.empty())
                addPoint(frame, first, window.height, rgba, true);
            addPoint(frame, last, window.height, rgba, !goesOn);
            if (!goesOn)
                finish();
        }
        finish();
        next = std::size_t(end);
    }
}

void OutlineLayer::addPoint(const LayerFrame& frame, const Vector2d& at, double height, std::uint32_t rgba,
                            bool isLast) {
    if (!frame.relief.isEmpty())
        height = double(frame.relief.at(float(at.x()), float(at.y()))) + frame.lift();
    const Eigen::Vector3d pixel = frame.view.toPixel({at.x(), at.y(), height});
    if (pixel.z() > 1) { // behind the eye
        finish();
        return;
    }
    const StrokePoint point{float(pixel.x()), float(pixel.y()), frame.inSpace() ? float(pixel.z()) : 0,
                            kWidth * frame.strokeScale(), rgba};
    if (!m_points.empty() && !isLast &&
        std::hypot(point.x - m_points.back().x, point.y - m_points.back().y) < kLeastStep)
        return;
    m_points.push_back(point);
}

void OutlineLayer::finish() {
    if (m_points.size() > 1)
        m_strokes->stroke(m_points);
    m_points.clear();
}

} // namespace ui
