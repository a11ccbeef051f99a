#include "ui/scene/layers/stream_layer.h"

#include "ui/scene/density_estimate.h"

namespace ui {

using Eigen::Vector2f;

namespace {
constexpr double kSpacing = 30; ///< pixels between seeds, at least
constexpr float kStill = 90;    ///< pixels of a streamline at the top speed
constexpr float kMoving = 150;  ///< pixels the way of a moving piece has at the top speed
constexpr int kSteps = 30;      ///< of a streamline
constexpr double kPeriod = 2.6; ///< seconds a piece takes along its way
constexpr float kPiece = 0.42F; ///< its length, as a part of the way
constexpr float kWidth = 1.5F, kTail = 0.25F;
constexpr float kStillOpacity = 0.6F, kMovingOpacity = 0.85F;
constexpr float kShortest = 5;     ///< pixels
constexpr float kElsewhere = 0.4F; ///< part of the opacity away from where particles are at the moment
constexpr float kFaintest = 0.04F;
constexpr std::int64_t kMostAlong = 220; ///< seeds along one side

/// Two numbers in 0 … 1 that belong to a seed of the lattice, always the same.
std::pair<float, float> scatter(std::int64_t x, std::int64_t y, std::uint64_t salt) {
    std::uint64_t h = std::uint64_t(x) * 0x9E3779B97F4A7C15ULL ^ std::uint64_t(y) * 0xC2B2AE3D27D4EB4FULL ^ salt;
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9ULL;
    h = (h ^ h >> 27) * 0x94D049BB133111EBULL;
    h ^= h >> 31;
    return {float(h & 0xffff) / 65535, float(h >> 16 & 0xffff) / 65535};
}
} // namespace

StreamLayer::StreamLayer(const LayerHost& host) : Layer(host), m_strokes(add<ShapeBatch>()) {}

void StreamLayer::sow(const LayerFrame& frame, const PlaneGrid& grid) {
    m_seeds.clear();
    const ViewTransform& view = frame.view;
    const double wanted = kSpacing / view.pixelsPerUnit();
    // Seeds stand on a lattice of the data that halves or doubles its distances as one zooms: they never slide.
    const double base = (grid.upper - grid.lower).maxCoeff() / 64;
    const double step = base * std::exp2(std::ceil(std::log2(wanted / base)));
    const Eigen::Vector3d corner = view.toData({0, view.height()}), opposite = view.toData({view.width(), 0});
    const auto range = [step](double from, double to) {
        const auto first = std::int64_t(std::floor(from / step)), last = std::int64_t(std::ceil(to / step));
        return std::pair(first, std::min(last, first + kMostAlong));
    };
    const auto [firstX, lastX] = range(std::max(corner.x(), grid.lower.x()) - grid.lower.x(),
                                       std::min(opposite.x(), grid.upper.x()) - grid.lower.x());
    const auto [firstY, lastY] = range(std::max(corner.y(), grid.lower.y()) - grid.lower.y(),
                                       std::min(opposite.y(), grid.upper.y()) - grid.lower.y());
    for (std::int64_t y = firstY; y <= lastY; ++y)
        for (std::int64_t x = firstX; x <= lastX; ++x) {
            const auto [dx, dy] = scatter(x, y, 1);
            const Eigen::Vector2d at = grid.lower + step * Eigen::Vector2d(double(x) + 0.8 * (double(dx) - 0.5),
                                                                           double(y) + 0.8 * (double(dy) - 0.5));
            // Faint wherever particles come at some time, full where they are now.
            const auto px = float(at.x()), py = float(at.y());
            const float presence =
                frame.ways.presence(px, py) * (kElsewhere + (1 - kElsewhere) * frame.density.presence(px, py));
            if (presence > kFaintest)
                m_seeds.push_back({at, scatter(x, y, 2).first, presence});
        }
}

void StreamLayer::follow(const PlaneLookup& lookup, const Seed& seed, float step) {
    const auto velocity = [&](const Vector2f& at) {
        return lookup([this](Eigen::Index i) { return Vector2f(m_velocities.col(i)); }, at.x(), at.y());
    };
    const auto walk = [&](std::vector<Bend>& line, float h) {
        line.clear();
        Vector2f at = seed.place.cast<float>();
        for (int i = 0; i <= kSteps / 2; ++i) {
            const Vector2f v = velocity(at);
            if (!v.allFinite() || !lookup.covers(at.x(), at.y()))
                break;
            line.push_back({at, v.norm()});
            at += h * velocity(at + 0.5F * h * v);
        }
    };
    walk(m_back, -step);
    walk(m_line, step);
    // The way to the seed comes first; the seed itself stands in both.
    if (m_back.size() > 1)
        m_line.insert(m_line.begin(), m_back.rbegin(), m_back.rend() - 1);
}

void StreamLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_strokes->clear();
    const engine::FieldSamples* field = state.streams.field.get();
    if (!field || frame.inSpace() || field->nx < 2 || field->ny < 2 || field->velocities.empty())
        return;
    field->velocitiesAt(state.time, m_velocities);
    const PlaneGrid grid{field->lower, field->upper, field->nx, field->ny};
    const PlaneLookup lookup(grid);
    sow(frame, grid);
    const double reach = double(state.streams.moving ? kMoving : kStill) / frame.view.pixelsPerUnit();
    const auto step = float(reach / std::max(state.streams.topSpeed, 1e-30) / kSteps);
    m_strokes->reserve(m_seeds.size() * kSteps * 2);
    for (const Seed& seed : m_seeds) {
        follow(lookup, seed, step);
        drawLine(frame, seed);
    }
}

void StreamLayer::drawLine(const LayerFrame& frame, const Seed& seed) {
    const StreamView& view = frame.state.streams;
    if (m_line.size() < 3)
        return;
    // The part of the way that is drawn, and how it comes and goes.
    float from = 0, to = 1, opacity = kStillOpacity;
    if (view.moving) {
        double turns = frame.state.now / kPeriod + double(seed.phase);
        turns -= std::floor(turns);
        to = float(turns) * (1 + kPiece);
        from = to - kPiece;
        opacity = kMovingOpacity * std::min(1.0F, 4 * float(turns)) * std::min(1.0F, 4 * (1 - float(turns)));
    }
    opacity *= view.opacity * seed.presence;
    const ColorMap& lamp = colorMap(Palette::Lamp, frame.state.theme.dark);
    const float width = kWidth * frame.strokeScale(), span = to - from;
    const auto last = float(m_line.size() - 1);
    const float begin = std::max(from, 0.0F) * last, end = std::min(to, 1.0F) * last;
    m_points.clear();
    float length = 0;
    const auto add = [&](float index) {
        const auto k = std::min(std::size_t(index), m_line.size() - 2);
        const float u = index - float(k);
        const Vector2f at = (1 - u) * m_line[k].at + u * m_line[k + 1].at;
        const float speed = (1 - u) * m_line[k].speed + u * m_line[k + 1].speed;
        const Eigen::Vector3d pixel = frame.view.toPixel({double(at.x()), double(at.y()), 0});
        const float along = std::clamp((index / last - from) / span, 0.0F, 1.0F); // 0 at the tail
        const float alpha = opacity * along * (along > 0.92F ? (1 - along) / 0.08F * 0.5F + 0.5F : 1);
        const double tone = 0.35 + 0.65 * std::min(1.0, double(speed) / std::max(view.topSpeed, 1e-30));
        const std::uint32_t rgba =
            (lamp.packedAt(tone) & 0xffffffU) | std::uint32_t(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255)) << 24;
        if (!m_points.empty())
            length += std::hypot(float(pixel.x()) - m_points.back().x, float(pixel.y()) - m_points.back().y);
        m_points.push_back({float(pixel.x()), float(pixel.y()), 0, width * (kTail + (1 - kTail) * along), rgba});
    };
    if (!(end > begin + 0.1F))
        return;
    add(begin);
    for (float index = std::floor(begin) + 1; index < end - 0.05F; ++index)
        add(index);
    add(end);
    if (length > kShortest)
        m_strokes->stroke(m_points);
}

} // namespace ui
