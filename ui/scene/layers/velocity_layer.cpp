#include "ui/scene/layers/velocity_layer.h"

#include "ui/scene/motion_sampler.h"

#include <array>

namespace ui {

using Eigen::Index;

namespace {

constexpr double kLeastSpacing = 36; ///< pixels between arrows
constexpr float kOpacity = 0.66F;
constexpr float kStroke = 1.3F, kShortest = 5, kLongest = 60, kHead = 5;
constexpr std::int64_t kMostAlong = 160; ///< arrows along one side

void addArrow(ShapeBatch& shapes, float x, float y, float dx, float dy, Color color) {
    const float length = std::hypot(dx, dy);
    if (length < kShortest)
        return;
    const float shown = std::min(length, kLongest) / length;
    dx *= shown, dy *= shown;
    const float head = std::min(kHead, length * shown * 0.4F), angle = std::atan2(dy, dx);
    const float ex = x + dx / 2, ey = y + dy / 2;
    const std::uint32_t rgba = packed(color);
    shapes.line(x - dx / 2, y - dy / 2, ex, ey, kStroke, color);
    const std::array<StrokePoint, 3> tip = {
        StrokePoint{ex - head * std::cos(angle - 0.5F), ey - head * std::sin(angle - 0.5F), 0, kStroke, rgba},
        StrokePoint{ex, ey, 0, kStroke, rgba},
        StrokePoint{ex - head * std::cos(angle + 0.5F), ey - head * std::sin(angle + 0.5F), 0, kStroke, rgba}};
    shapes.stroke(tip);
}

} // namespace

VelocityLayer::VelocityLayer(const LayerHost& host) : Layer(host), m_arrows(add<ShapeBatch>()) {}

void VelocityLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_arrows->clear();
    const engine::FieldSamples* field = state.velocity.field.get();
    if (!field || frame.inSpace() || field->nx < 2 || field->ny < 2 || field->velocities.empty())
        return;
    field->velocitiesAt(state.time, m_velocities);
    const ViewTransform& view = frame.view;
    const Eigen::Vector2d cell =
        (field->upper - field->lower).cwiseQuotient(Eigen::Vector2d(field->nx - 1, field->ny - 1));
    const double wanted = kLeastSpacing / view.pixelsPerUnit();
    // Arrows stand on cell centres, or halve or double their distance as one zooms: they never slide over the data.
    const auto spacing = [wanted](double side) { return side * std::exp2(std::ceil(std::log2(wanted / side))); };
    const double stepX = spacing(cell.x()), stepY = spacing(cell.y());

    // Mass near each grid point, spread over its neighbours.
    const int nx = field->nx, ny = field->ny;
    const Eigen::MatrixXf& particles = frame.motion.positions();
    const bool masked = particles.rows() == 2 && particles.cols() > 0;
    m_mass.assign(std::size_t(nx * ny), masked ? 0.0F : 1.0F);
    if (masked) {
        for (Index i = 0; i < particles.cols(); ++i) {
            const auto cx = std::lround((double(particles(0, i)) - field->lower.x()) / cell.x());
            const auto cy = std::lround((double(particles(1, i)) - field->lower.y()) / cell.y());
            if (cx >= 0 && cy >= 0 && cx < nx && cy < ny)
                m_mass[std::size_t(cy * nx + cx)] = 1;
        }
        for (int pass = 0; pass < 2; ++pass) {
            m_spread = m_mass;
            for (int y = 0; y < ny; ++y)
                for (int x = 0; x < nx; ++x)
                    for (const auto& [ox, oy] : {std::pair(-1, 0), {1, 0}, {0, -1}, {0, 1}})
                        if (x + ox >= 0 && x + ox < nx && y + oy >= 0 && y + oy < ny) {
                            float& m = m_spread[std::size_t(y * nx + x)];
                            m = std::max(m, 0.7F * m_mass[std::size_t((y + oy) * nx + x + ox)]);
                        }
            m_mass.swap(m_spread);
        }
    }

    const Eigen::Vector3d corner = view.toData({0, view.height()}), opposite = view.toData({view.width(), 0});
    const double speedPerPixel = state.velocity.speedPerArrow / kArrowPixels;
    const Eigen::Vector2d reach = field->upper - field->lower;
    const auto range = [](double from, double to, double step, double length) {
        const auto first = std::int64_t(std::max(0.0, std::ceil(from / step)));
        const auto last = std::int64_t(std::floor(std::min(to, length) / step + 1e-9));
        return std::pair(first, std::min(last, first + kMostAlong));
    };
    const auto [firstX, lastX] =
        range(corner.x() - field->lower.x(), opposite.x() - field->lower.x(), stepX, reach.x());
    const auto [firstY, lastY] =
        range(corner.y() - field->lower.y(), opposite.y() - field->lower.y(), stepY, reach.y());
    for (std::int64_t iy = firstY; iy <= lastY; ++iy)
        for (std::int64_t ix = firstX; ix <= lastX; ++ix) {
            const double gx = double(ix) * stepX / cell.x(), gy = double(iy) * stepY / cell.y();
            const int x0 = std::min(int(gx), nx - 2), y0 = std::min(int(gy), ny - 2);
            const auto u = float(gx - x0), v = float(gy - y0);
            Eigen::Vector2f velocity = Eigen::Vector2f::Zero();
            float mass = 0;
            for (const auto& [ox, oy, w] :
                 {std::tuple(0, 0, (1 - u) * (1 - v)), {1, 0, u * (1 - v)}, {0, 1, (1 - u) * v}, {1, 1, u * v}}) {
                const int at = (y0 + oy) * nx + x0 + ox;
                velocity += w * m_velocities.col(at);
                mass += w * m_mass[std::size_t(at)];
            }
            if (mass < 0.3F || !velocity.allFinite())
                continue;
            const Eigen::Vector3d pixel =
                view.toPixel({field->lower.x() + double(ix) * stepX, field->lower.y() + double(iy) * stepY, 0});
            addArrow(*m_arrows, float(pixel.x()), float(pixel.y()), float(double(velocity.x()) / speedPerPixel),
                     -float(double(velocity.y()) / speedPerPixel),
                     state.theme.text.withAlpha(kOpacity * std::min(1.0F, mass * 1.3F)));
        }
}

} // namespace ui
