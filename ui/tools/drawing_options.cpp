#include "ui/tools/drawing_options.h"

#include <algorithm>

namespace ui {

void DrawingOptions::set(const DrawingSettings& wanted) {
    DrawingSettings s = wanted;
    s.brush.radius = std::clamp(s.brush.radius, 0.005, 1.0);
    s.brush.density = std::clamp(s.brush.density, 1.0, 2000.0);
    s.brush.softness = std::clamp(s.brush.softness, 0.0, 1.0);
    s.symmetry.folds = std::clamp(s.symmetry.folds, 2, 24);
    s.stamp.count = std::clamp(s.stamp.count, 1, 100'000);
    s.stamp.radius = std::clamp(s.stamp.radius, 0.005, 10.0);
    s.stamp.noise = std::clamp(s.stamp.noise, 0.0, 1.0);
    s.space.thickness = std::clamp(s.space.thickness, 0.0, 1.0);
    s.polygonCount = std::clamp(s.polygonCount, 1, 100'000);
    s.gridStep = std::max(0.0, s.gridStep);
    if (s == m_settings)
        return;
    m_settings = s;
    emit changed();
}

void DrawingOptions::setScale(double dataPerHalfHeight) {
    if (dataPerHalfHeight == m_scale)
        return;
    m_scale = dataPerHalfHeight;
    emit changed();
}

} // namespace ui
