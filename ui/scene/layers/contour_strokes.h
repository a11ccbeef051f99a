#pragma once

#include "ui/scene/contour_tracer.h"
#include "ui/scene/layers/layer.h"

#include <functional>

namespace ui {

/// Draws lines of equal value of a grid as thin strokes. Keeps its memory.
class ContourStrokes {
public:
    /// `color` of a line, its opacity included; `presence` (0 … 1) at a place in cells fades parts of it; all
    /// at height `z`, data units.
    void draw(const LayerFrame& frame, ShapeBatch& shapes, const PlaneGrid& grid, const Eigen::RowVectorXf& values,
              float level, float width, Color color, const std::function<float(const Eigen::Vector2f&)>& presence,
              double z = 0);

private:
    ContourTracer m_tracer;
    std::vector<StrokePoint> m_points;
};

} // namespace ui
