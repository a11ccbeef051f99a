#pragma once

#include "ui/document/document.h"
#include "ui/tools/drawing_settings.h"
#include "ui/tools/tool.h"

#include <Eigen/Geometry>
#include <functional>
#include <vector>

namespace ui {

class Selection;

/// What the drawing tools need to know about their surroundings.
/// Units: data units.
struct DrawingContext {
    Document& document;
    Selection& selection;
    std::function<DrawingSettings()> settings;
    /// Half of the view's height: what the radii of brush and stamps are parts of.
    std::function<double()> halfHeight;
    std::function<Eigen::Vector2d()> viewCenter;
    std::function<double()> unitsPerPixel;
    /// Between two lines of the grid that is shown.
    std::function<double()> axesStep;
    /// The work plane goes where its handles were dragged.
    std::function<void(const WorkPlane&)> movePlane;
    /// Colour of the snapshot drawn into.
    std::function<Color()> color;
    /// An edit was refused.
    std::function<void(const engine::Error&)> refused;

    double brushRadius() const { return settings().brush.radius * halfHeight(); }
    double gridStep() const;
    /// The place, or the nearest crossing of the grid where the settings say so; Ctrl turns that round.
    Eigen::Vector2d snapped(const Eigen::Vector2d& place, Qt::KeyboardModifiers modifiers) const;
    Eigen::Vector2d place(const PointerEvent& event) const { return snapped(event.data2(), event.modifiers); }
    /// The maps of the symmetry that is set, and its guides over the whole view.
    std::vector<Eigen::Affine2d> copies() const;
    void showGuides(OverlayView& overlay) const;

    /// Whether a tool can draw: there is a current snapshot, or none at all yet.
    bool canPaint() const;
    /// Adds points to the current snapshot, as an edit of this name; an empty document gets its first snapshot.
    /// Returns false, and says why, when they do not fit.
    bool paint(const QString& text, const engine::Points& points) const;

private:
    Eigen::Vector2d symmetryCenter() const;
};

} // namespace ui
