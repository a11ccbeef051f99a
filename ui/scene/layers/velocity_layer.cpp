#include "ui/scene/layers/velocity_layer.h"

#include "ui/scene/motion_sampler.h"
#include "ui/scene/plane_grid.h"
#include "ui/scene/relief_surface.h"

#include <array>
#include <optional>

namespace ui {

using Eigen::Index;

namespace {

constexpr double kLeastSpacing = 36; ///< pixels between arrows
constexpr float kOpacity = 0.66F;
constexpr float kStroke = 1.3F, kShortest = 5, kLongest = 60, kHead = 5;
constexpr std::int64_t kMostAlong = 160; ///< arrows along one side
constexpr Index kMostAtParticles = 150;  ///< always the same ones: arrows that come and go would flicker

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
    if (state.velocity.atParticles)
        drawAtParticles(frame);
    const engine::FieldSamples* field = state.velocity.field.get();
    if (field && !frame.inSpace() && field->nx > 1 && field->ny > 1 && !field->velocities.empty())
        drawGrid(frame, *field);
}

void VelocityLayer::drawAtParticles(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const Eigen::MatrixXf &x = frame.motion.positions(), &v = frame.motion.velocities();
    if (v.cols() != x.cols() || x.cols() == 0)
        return;
    const ViewTransform& view = frame.view;
    // What an arrow of kArrowPixels stands for is the way of so much time.
    const double duration = kArrowPixels / (state.velocity.speedPerArrow * view.pixelsPerUnit());
    const Index count = std::min(x.cols(), kMostAtParticles);
    const DepthCue cue;
    const auto inSpace = [&](const Eigen::MatrixXf& of, Index i) {
        return Eigen::Vector3d(of(0, i), of.rows() > 1 ? of(1, i) : 0, frame.inSpace() && of.rows() > 2 ? of(2, i) : 0);
    };
    for (Index k = 0; k < count; ++k) {
        const Index i = k * x.cols() / count;
        Eigen::Vector3d from = inSpace(x, i), to = from + duration * inSpace(v, i);
        if (!to.allFinite())
            continue;
        if (frame.inSpace() && !frame.relief.isEmpty())
            for (Eigen::Vector3d* end : {&from, &to})
                end->z() = double(frame.relief.at(float(end->x()), float(end->y()))) + frame.lift();
        const Eigen::Vector3d a = view.toPixel(from), b = view.toPixel(to);
        if (a.z() > 1 || b.z() > 1) // behind the eye
            continue;
        float opacity = kOpacity * state.velocity.opacity;
        if (frame.inSpace()) {
            const float depth =
                frame.depthPlane.head<3>().dot((from - frame.origin).cast<float>()) + frame.depthPlane[3];
            opacity *= cue.opacity(std::clamp(depth, 0.0F, 1.0F));
        }
        addArrow(*m_arrows, float(a.x() + b.x()) / 2, float(a.y() + b.y()) / 2, float(b.x() - a.x()),
                 float(b.y() - a.y()), state.theme.text.withAlpha(opacity));
    }
}

void VelocityLayer::drawGrid(const LayerFrame& frame, const engine::FieldSamples& samples) {
    const SceneState& state = frame.state;
    const engine::FieldSamples* field = &samples;
    field->velocitiesAt(state.time, m_velocities);
    const engine::PlaneSamples* known = state.velocity.truth.get();
    std::optional<PlaneLookup> truth;
    if (known && !known->trueVelocities.empty()) {
        known->trueVelocitiesAt(state.time, m_truth);
        truth.emplace(PlaneGrid{known->lower, known->upper, known->nx, known->ny});
    }
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
            if (mass < 0.3F)
                continue;
            const Eigen::Vector2d place = field->lower + Eigen::Vector2d(double(ix) * stepX, double(iy) * stepY);
            const Eigen::Vector3d pixel = view.toPixel({place.x(), place.y(), 0});
            const float opacity = kOpacity * state.velocity.opacity * std::min(1.0F, mass * 1.3F);
            const auto draw = [&](const Eigen::Vector2f& arrow, Color color) {
                if (arrow.allFinite())
                    addArrow(*m_arrows, float(pixel.x()), float(pixel.y()), float(double(arrow.x()) / speedPerPixel),
                             -float(double(arrow.y()) / speedPerPixel), color.withAlpha(opacity));
            };
            if (truth)
                draw((*truth)([this](Index i) { return Eigen::Vector2f(m_truth.col(i)); }, float(place.x()),
                              float(place.y())),
                     trueArrowColor(state.theme.dark));
            if (state.velocity.learned)
                draw(velocity, state.theme.text);
        }
}

} // namespace ui
