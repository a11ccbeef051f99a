#include "ui/scene/layers/relief_layer.h"

#include "ui/scene/relief_surface.h"

#include <Eigen/Geometry>

namespace ui {

namespace {
constexpr float kOpacity = 0.94F;
constexpr float kShade = 0.45F; ///< how much darker a slope away from the light is than one towards it
constexpr float kLine = 1, kLineOpacity = 0.26F;
constexpr int kLines = 12; ///< of equal height, between the ends of the colours
} // namespace

ReliefLayer::ReliefLayer(const LayerHost& host) : Layer(host), m_mesh(add<MeshBatch>()), m_lines(add<ShapeBatch>()) {}

void ReliefLayer::update(const LayerFrame& frame) {
    m_lines->clear();
    if (!frame.inSpace() || frame.relief.isEmpty()) {
        m_mesh->clear();
        return;
    }
    paint(frame);
    const FieldView& field = frame.state.field;
    if (!field.contours)
        return;
    const PlaneGrid& grid = frame.relief.grid();
    const Color color = frame.state.theme.text.withAlpha(kLineOpacity * field.opacity);
    const PlaneLookup reach({Eigen::Vector2d::Zero(), Eigen::Vector2d(grid.nx - 1, grid.ny - 1), grid.nx, grid.ny});
    for (int k = 1; k < kLines; ++k) {
        const double height = field.height * k / kLines;
        m_strokes.draw(
            frame, *m_lines, grid, frame.relief.heights(), float(height), kLine * frame.strokeScale(), color,
            [&](const Eigen::Vector2f& at) {
                const float r = reach(frame.relief.reach(), at.x(), at.y());
                return r * r;
            },
            height + frame.lift());
    }
}

void ReliefLayer::paint(const LayerFrame& frame) {
    const FieldView& field = frame.state.field;
    const PlaneGrid& grid = frame.relief.grid();
    const Eigen::RowVectorXf &heights = frame.relief.heights(), &reach = frame.relief.reach();
    const ColorMap& map = colorMap(field.palette, frame.state.theme.dark);
    const Eigen::Vector2f cell = grid.cell().cast<float>();
    const Eigen::Vector3d light = Eigen::Vector3d(-0.5, -0.35, 0.8).normalized();
    const float perHeight = float(1 / field.height);
    m_mesh->setGrid(grid.nx, grid.ny);
    std::vector<MeshBatch::Vertex>& vertices = m_mesh->edit();
    vertices.resize(std::size_t(grid.size()));
    const Eigen::Vector3d corner = Eigen::Vector3d(grid.lower.x(), grid.lower.y(), 0) - frame.origin;
    for (int y = 0; y < grid.ny; ++y)
        for (int x = 0; x < grid.nx; ++x) {
            const auto at = [&](int i, int j) {
                return heights[Eigen::Index(std::clamp(j, 0, grid.ny - 1)) * grid.nx + std::clamp(i, 0, grid.nx - 1)];
            };
            const Eigen::Index i = Eigen::Index(y) * grid.nx + x;
            const Eigen::Vector3d normal = Eigen::Vector3d(double((at(x - 1, y) - at(x + 1, y)) / (2 * cell.x())),
                                                           double((at(x, y - 1) - at(x, y + 1)) / (2 * cell.y())), 1)
                                               .normalized();
            const float bright = 1 - kShade * (1 - float(std::max(0.0, normal.dot(light))));
            Color color = map.at(double(heights[i] * perHeight));
            color.red *= bright, color.green *= bright, color.blue *= bright;
            color.alpha = kOpacity * field.opacity * reach[i] * reach[i] * (3 - 2 * reach[i]);
            vertices[std::size_t(i)] = {float(corner.x()) + float(x) * cell.x(),
                                        float(corner.y()) + float(y) * cell.y(), float(corner.z()) + heights[i],
                                        packed(color)};
        }
}

} // namespace ui
