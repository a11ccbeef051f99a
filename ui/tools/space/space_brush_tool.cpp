#include "ui/tools/space/space_brush_tool.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {

namespace {

constexpr int kCommitInterval = 100; // milliseconds: often enough to watch the training follow
constexpr double kLeastPressure = 0.05;
constexpr double kLongestJump = 6; // radii: on a surface, beyond it the pointer has gone over an edge

QString strokeText() { return QCoreApplication::translate("ui::SpaceBrushTool", "Brush stroke"); }

} // namespace

SpaceStrokeSampler::Brush SpaceBrushTool::brushAt(double pressure) const {
    const BrushSettings settings = m_context.settings().brush;
    const double factor = std::max(kLeastPressure, pressure);
    SpaceStrokeSampler::Brush brush{m_context.brushRadius(), settings.density, settings.softness, space().thickness,
                                    space().plane.axes()};
    if (settings.pressure == BrushSettings::Pressure::Density) {
        brush.density *= factor;
    } else if (settings.pressure == BrushSettings::Pressure::Size) {
        brush.radius *= factor;
        brush.density *= factor * factor * factor; // as dense in less room
    }
    return brush;
}

void SpaceBrushTool::begin(const PointerEvent& event) {
    const auto start = placeOf(event);
    if (!start || !m_context.canPaint())
        return;
    m_stroke.emplace(m_context.document, strokeText(), SpaceStrokeSampler(brushAt(event.pressure), ++m_strokes),
                     *start);
    lay(m_stroke->sampler.dab(*start));
    commit();
}

void SpaceBrushTool::carryOn(const PointerEvent& event) {
    m_pointer = placeOf(event);
    if (!m_stroke || !m_pointer)
        return;
    m_stroke->sampler.setBrush(brushAt(event.pressure));
    const bool jumps = space().onSurface && (*m_pointer - m_stroke->last).norm() > kLongestJump * m_context.brushRadius();
    lay(jumps ? m_stroke->sampler.dab(*m_pointer) : m_stroke->sampler.segment(m_stroke->last, *m_pointer));
    m_stroke->last = *m_pointer;
    if (m_sinceCommit.elapsed() >= kCommitInterval)
        commit();
}

void SpaceBrushTool::end(const PointerEvent&) {
    if (!m_stroke)
        return;
    commit();
    m_stroke.reset();
}

void SpaceBrushTool::leave() {
    PlaneTool::leave();
    m_pointer.reset();
}

void SpaceBrushTool::cancel() {
    PlaneTool::cancel();
    if (!m_stroke)
        return;
    m_fresh.resize(3, 0);
    m_stroke->gesture.cancel();
    m_stroke.reset();
}

void SpaceBrushTool::lay(const engine::Points& points) {
    const engine::Index before = m_fresh.cols();
    m_fresh.conservativeResize(3, before + points.cols());
    m_fresh.rightCols(points.cols()) = points;
}

void SpaceBrushTool::commit() {
    m_sinceCommit.start();
    const engine::Points points = m_fresh;
    m_fresh.resize(3, 0);
    if (!m_context.paint(strokeText(), points))
        m_stroke.reset();
}

void SpaceBrushTool::show(OverlayView& overlay) const {
    PlaneTool::show(overlay);
    overlay.ghosts = m_fresh;
    if (!m_pointer || !m_view)
        return;
    const double radius = m_context.brushRadius();
    // A ball is seen as a circle from everywhere; where it is shows the circle in the plane, and the height above it.
    const CameraPose& pose = m_view->pose();
    const WorkPlane plane = space().plane;
    if (space().thickness > 0)
        showCircle(overlay, *m_pointer, pose.right(), pose.up(), radius, space().thickness < 1 ? 0.4F : 1.0F);
    showCircle(overlay, *m_pointer, plane.u, plane.v, radius, space().thickness < 1 ? 1.0F : 0.4F);
    if (space().onSurface) {
        const Eigen::Vector3d foot = *m_pointer - plane.normal().dot(*m_pointer - plane.origin) * plane.normal();
        overlay.lines.push_back({{foot, *m_pointer}, OverlayTone::Quiet, 1, 0.7F});
    }
}

} // namespace ui
