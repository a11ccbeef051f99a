#include "ui/tools/selecting.h"

#include <QCoreApplication>

namespace ui::selecting {

using Eigen::Vector2d;

namespace {

constexpr double kNudge = 1, kLargeNudge = 10; // pixels

QString translated(const char* text) { return QCoreApplication::translate("ui::SelectTool", text); }

} // namespace

Selection::Combine combineFor(Qt::KeyboardModifiers modifiers) {
    return modifiers & Qt::ShiftModifier     ? Selection::Combine::Add
           : modifiers & Qt::ControlModifier ? Selection::Combine::Remove
                                             : Selection::Combine::Replace;
}

std::optional<Vector2d> nudgeFor(int key, Qt::KeyboardModifiers modifiers) {
    if (modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return {};
    const double pixels = modifiers & Qt::ShiftModifier ? kLargeNudge : kNudge;
    switch (key) {
    case Qt::Key_Left:
        return Vector2d(-pixels, 0);
    case Qt::Key_Right:
        return Vector2d(pixels, 0);
    case Qt::Key_Up:
        return Vector2d(0, pixels);
    case Qt::Key_Down:
        return Vector2d(0, -pixels);
    default:
        return {};
    }
}

bool isInside(const std::vector<Vector2d>& polygon, const Vector2d& point) {
    // How often a ray to the right crosses the line.
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Vector2d &a = polygon[i], &b = polygon[j];
        if ((a.y() > point.y()) != (b.y() > point.y()) &&
            point.x() < (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

QString moveText() { return translated("Move points"); }
QString turnText() { return translated("Turn points"); }
QString scaleText() { return translated("Scale points"); }
QString nudgeText() { return translated("Nudge points"); }

} // namespace ui::selecting
