#include "ui/tools/drawing_context.h"

#include "ui/document/edits.h"
#include "ui/document/selection.h"
#include "ui/tools/symmetry.h"

#include <cmath>

namespace ui {

using Eigen::Vector2d;

namespace {
constexpr double kGuideReach = 8; // halves of the view's height: over the edge of any window
}

double DrawingContext::gridStep() const {
    const double own = settings().gridStep;
    return own > 0 ? own : axesStep();
}

Vector2d DrawingContext::snapped(const Vector2d& place, Qt::KeyboardModifiers modifiers) const {
    if (settings().snaps == modifiers.testFlag(Qt::ControlModifier))
        return place;
    const double step = gridStep();
    return {step * std::round(place.x() / step), step * std::round(place.y() / step)};
}

Vector2d DrawingContext::symmetryCenter() const {
    return settings().symmetry.aboutView ? viewCenter() : Vector2d::Zero();
}

std::vector<Eigen::Affine2d> DrawingContext::copies() const { return copiesOf(settings().symmetry, symmetryCenter()); }

void DrawingContext::showGuides(OverlayView& overlay) const {
    overlay.guides = guidesOf(settings().symmetry, symmetryCenter(),
                              kGuideReach * halfHeight() + (symmetryCenter() - viewCenter()).norm());
}

bool DrawingContext::canPaint() const {
    return selection.currentSnapshot() >= 0 || document.project().dataset.isEmpty();
}

bool DrawingContext::paint(const QString& text, const engine::Points& points) const {
    if (points.cols() == 0)
        return true;
    try {
        document.edit(text, [&](Project& p) {
            const int target = p.dataset.isEmpty() ? edits::addSnapshot(p, 0) : selection.currentSnapshot();
            const Projection picture = p.projection();
            const bool isTurned = picture.dimension() == points.rows() && !picture.isIdentity();
            edits::appendPoints(p, target,
                                engine::PointSet(isTurned ? picture.matrix().transpose() * points : points));
        });
    } catch (const engine::Error& error) {
        refused(error);
        return false;
    }
    return true;
}

} // namespace ui
