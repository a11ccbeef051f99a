#include "ui/scene/layers/contour_strokes.h"

namespace ui {

namespace {
constexpr float kLeastStep = 3; ///< pixels between two bends: a software renderer's time goes into triangles
constexpr float kFaintest = 0.02F;
} // namespace

void ContourStrokes::draw(const LayerFrame& frame, ShapeBatch& shapes, const PlaneGrid& grid,
                          const Eigen::RowVectorXf& values, float level, float width, Color color,
                          const std::function<float(const Eigen::Vector2f&)>& presence, double z) {
    m_tracer.trace(grid, values, level);
    const Eigen::Vector2d cell = grid.cell();
    const std::uint32_t rgb = packed(color) & 0xffffffU;
    const auto finish = [&] {
        if (m_points.size() > 1)
            shapes.stroke(m_points);
        m_points.clear();
    };
    for (int i = 0; i < m_tracer.lines(); ++i) {
        const auto line = m_tracer.line(i);
        for (std::size_t k = 0; k < line.size(); ++k) {
            const float opacity = color.alpha * presence(line[k]);
            const Eigen::Vector2d at = grid.lower + line[k].cast<double>().cwiseProduct(cell);
            const Eigen::Vector3d pixel = frame.view.toPixel({at.x(), at.y(), z});
            if (opacity < kFaintest || pixel.z() > 1) { // or behind the eye
                finish();
                continue;
            }
            const StrokePoint point{float(pixel.x()), float(pixel.y()), frame.inSpace() ? float(pixel.z()) : 0, width,
                                    rgb | std::uint32_t(std::lround(std::min(opacity, 1.0F) * 255)) << 24};
            const bool isLast = k + 1 == line.size();
            if (!m_points.empty() && !isLast &&
                std::hypot(point.x - m_points.back().x, point.y - m_points.back().y) < kLeastStep)
                continue;
            m_points.push_back(point);
        }
        finish();
    }
}

} // namespace ui
