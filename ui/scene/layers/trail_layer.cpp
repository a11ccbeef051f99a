#include "ui/scene/layers/trail_layer.h"

#include "ui/scene/motion_sampler.h"
#include "ui/scene/relief_surface.h"

#include <algorithm>

namespace ui {

using Eigen::Index;

namespace {

constexpr float kOpacity = 0.8F;
constexpr double kFewTrails = 250; ///< more are fainter, or they merge into a glow under which nothing is seen
constexpr float kLeastOpacity = 0.45F;
constexpr float kTailWidth = 0.35F;  ///< part of the width that is left at the tail's end
constexpr float kFlat = 0.3F;        ///< pixels a bend may be off the straight line and still be left out
constexpr int kLongestSkip = 5;      ///< bends left out in a row: colour and width must still follow
constexpr float kFaintest = 0.012F;  ///< opacity below which nothing is seen
constexpr float kAhead = 0.6F;       ///< of width and opacity, for what is still to come

} // namespace

TrailLayer::TrailLayer(const LayerHost& host) : Layer(host), m_strokes(add<ShapeBatch>()) {}

// Copies the columns of the particles that carry trails: far fewer than there may be particles.
void TrailLayer::choose(const SceneState& state) {
    const engine::Trajectories& all = *state.motion.trajectories;
    const Index total = all.particles(), count = std::min(total, state.limits.trails);
    m_particles.clear();
    for (Index k = 0; k < count; ++k)
        m_particles.push_back(k * total / count);
    m_chosen.times = all.times;
    m_chosen.smooth = all.smooth;
    m_chosen.startLevel = all.startLevel;
    m_chosen.positions.resize(all.positions.size());
    m_chosen.velocities.resize(all.velocities.size());
    for (std::size_t l = 0; l < all.positions.size(); ++l)
        m_chosen.positions[l] = all.positions[l](Eigen::all, m_particles);
    for (std::size_t l = 0; l < all.velocities.size(); ++l)
        m_chosen.velocities[l] = all.velocities[l](Eigen::all, m_particles);
    m_source = state.motion.trajectories;
    m_limit = state.limits.trails;
}

const Eigen::MatrixXf& TrailLayer::level(std::int64_t index) {
    const auto size = std::int64_t(m_levels.size());
    Level& slot = m_levels[std::size_t((index % size + size) % size)];
    if (slot.index != index) {
        slot.index = index;
        m_chosen.positionsAt(double(index) * m_step, slot.positions);
    }
    return slot.positions;
}

void TrailLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const MotionView& motion = state.motion;
    m_strokes->clear();
    const Eigen::MatrixXf& now = frame.motion.positions();
    const double past = std::max(motion.trailDuration, 0.0), ahead = std::max(motion.trailAhead, 0.0);
    if (!motion.trails || now.cols() == 0 || !(past + ahead > 0) || state.sizes.trailSegments < 1)
        return;
    const double step = std::max(past, ahead) / state.sizes.trailSegments;
    const auto slots = std::size_t(std::ceil((past + ahead) / step)) + 2;
    const bool afresh = motion.trajectories != m_source || state.limits.trails != m_limit;
    if (afresh)
        choose(state);
    if (afresh || step != m_step || slots != m_levels.size()) {
        m_step = step;
        m_levels.resize(slots);
        for (Level& l : m_levels)
            l.index = INT64_MIN;
    }
    frame.report.trails = now.cols();
    frame.report.trailsDrawn = Index(m_particles.size());

    const double time = std::clamp(state.time, m_chosen.firstTime(), m_chosen.lastTime());
    const double before = motion.backward ? ahead : past, after = motion.backward ? past : ahead;
    const double begin = std::max(time - before, m_chosen.firstTime()),
                 end = std::min(time + after, m_chosen.lastTime());
    m_bends.clear();
    m_heads = now(Eigen::all, m_particles);
    const auto first = std::int64_t(std::ceil(begin / step)), last = std::int64_t(std::floor(end / step));
    bool headed = false;
    const auto addHead = [&] {
        m_bends.push_back({&m_heads, time, 1, false});
        headed = true;
    };
    for (std::int64_t i = first; i <= last; ++i) {
        const double t = double(i) * step, distance = std::abs(t - time);
        if (distance < 1e-9 * step)
            continue;
        if (t > time && !headed)
            addHead();
        const bool isAhead = (t > time) != motion.backward;
        m_bends.push_back({&level(i), t, 1 - distance / (isAhead ? ahead : past), isAhead});
    }
    if (!headed)
        addHead();
    if (motion.backward)
        std::reverse(m_bends.begin(), m_bends.end());
    if (m_bends.size() < 2)
        return;

    const double perSpeed = 1 / std::max(double(motion.topSpeed), 1e-30);
    m_byGrowth = motion.topGrowth > 0 && frame.motion.growth().size() == now.cols();
    m_random = packed(randomTrailColor(state.theme.dark));
    m_opacity = kOpacity * motion.trailOpacity *
                std::clamp(float(std::sqrt(kFewTrails / double(m_particles.size()))), kLeastOpacity, 1.0F);
    m_strokes->reserve(m_particles.size() * m_bends.size() * 2);
    for (Index i = 0; i < Index(m_particles.size()); ++i)
        drawTrail(frame, i, perSpeed);
}

void TrailLayer::drawTrail(const LayerFrame& frame, Index trail, double perSpeed) {
    const SceneState& state = frame.state;
    const Index particle = m_particles[std::size_t(trail)];
    const ColorMap& map = colorMap(m_byGrowth ? Palette::Growth : Palette::Lamp, state.theme.dark);
    const double growth =
        m_byGrowth ? std::clamp(0.5 + 0.5 * double(frame.motion.growth()[particle] / state.motion.topGrowth), 0.0, 1.0)
                   : 0;
    const float weight = m_byGrowth ? std::min(1.0F, frame.motion.weights()[particle]) : 1;
    const Eigen::MatrixXf &shift = frame.motion.shift(), &now = frame.motion.positions();
    const float fullWidth = state.sizes.trail * frame.strokeScale();
    const DepthCue cue;
    const auto dataPoint = [&](const Bend& bend) {
        const auto& p = *bend.positions;
        Eigen::Vector3d x(p(0, trail), p.rows() > 1 ? p(1, trail) : 0,
                          frame.inSpace() && p.rows() > 2 ? p(2, trail) : 0);
        if (shift.cols() > 0 && &p != &m_heads) // the heads are shifted already
            for (Index k = 0; k < std::min<Index>(shift.rows(), 3); ++k)
                x[k] += double(shift(k, particle));
        if (frame.inSpace() && !frame.relief.isEmpty())
            x.z() = double(frame.relief.at(float(x.x()), float(x.y()))) + frame.lift();
        return x;
    };

    // What a particle covers along axes the picture does not have belongs to its speed.
    const Index hidden = std::max<Index>(0, now.rows() - (frame.inSpace() ? 3 : 2));
    const auto hiddenWay = [&](const Bend& from, const Bend& to) {
        Eigen::VectorXf way = to.positions->col(trail).tail(hidden) - from.positions->col(trail).tail(hidden);
        if (shift.cols() > 0 && (to.positions == &m_heads) != (from.positions == &m_heads))
            way -= (to.positions == &m_heads ? 1 : -1) * shift.col(particle).tail(hidden);
        return double(way.squaredNorm());
    };

    m_points.clear();
    Eigen::Vector3d before = dataPoint(m_bends.front());
    for (std::size_t k = 0; k < m_bends.size(); ++k) {
        const Bend& bend = m_bends[k];
        const Eigen::Vector3d x = dataPoint(bend);
        const Eigen::Vector3d pixel = frame.view.toPixel(x);
        if (pixel.z() > 1) { // behind the eye
            m_points.clear();
            before = x;
            continue;
        }
        // The speed of the way hither; the first bend takes that of the way from it.
        const Bend& other = m_bends[k > 0 ? k - 1 : 1];
        const Eigen::Vector3d way = k > 0 ? Eigen::Vector3d(x - before) : Eigen::Vector3d(dataPoint(other) - x);
        const double length = hidden > 0 ? std::sqrt(way.squaredNorm() + hiddenWay(other, bend)) : way.norm();
        const double speed = length / std::max(std::abs(bend.time - other.time), 1e-300);
        const auto age = float(bend.age);
        float opacity = m_opacity * age * age * weight,
              width = fullWidth * (kTailWidth + (1 - kTailWidth) * age);
        if (bend.isAhead)
            opacity *= kAhead, width *= kAhead;
        if (frame.inSpace()) {
            const float depth = std::clamp(float(frame.depthPlane.head<3>().dot((x - frame.origin).cast<float>())) +
                                               frame.depthPlane[3],
                                           0.0F, 1.0F);
            opacity *= cue.opacity(depth);
            width *= cue.size(depth);
        }
        const auto alpha = std::uint32_t(std::lround(std::clamp(opacity, 0.0F, 1.0F) * 255));
        const std::uint32_t tone = m_byGrowth          ? map.packedAt(growth)
                                   : m_chosen.smooth ? map.packedAt(speed * perSpeed)
                                                     : m_random;
        const std::uint32_t rgba = (tone & 0xffffffU) | alpha << 24;
        before = x;
        // What cannot be seen is not drawn: the faint end, except for the last bend of it, which the ribbon fades to.
        const StrokePoint point{float(pixel.x()), float(pixel.y()), frame.inSpace() ? float(pixel.z()) : 0, width,
                                rgba};
        if (opacity < kFaintest && m_points.size() == 1)
            m_points.front() = point;
        else
            m_points.push_back(point);
    }
    if (m_points.size() < 2)
        return;

    // Bends on a straight stretch are left out: a software renderer's time goes into triangles.
    m_kept.clear();
    m_kept.push_back(m_points.front());
    std::size_t from = 0;
    for (std::size_t i = 1; i + 1 < m_points.size(); ++i) {
        bool needed = i - from >= kLongestSkip;
        const StrokePoint &a = m_points[from], &b = m_points[i + 1];
        const float dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
        for (std::size_t j = from + 1; j <= i && !needed; ++j) {
            const float px = m_points[j].x - a.x, py = m_points[j].y - a.y;
            const float off = length > 0.5F ? std::abs(px * dy - py * dx) / length : std::sqrt(px * px + py * py);
            needed = off > kFlat;
        }
        if (needed) {
            m_kept.push_back(m_points[i]);
            from = i;
        }
    }
    m_kept.push_back(m_points.back());
    m_strokes->stroke(m_kept);
}

} // namespace ui
