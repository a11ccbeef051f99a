#include "ui/scene/layers/snapshot_layer.h"

#include "ui/scene/relief_surface.h"

namespace ui {

namespace {
constexpr float kRingOpacity = 0.9F / 0.74F; ///< rings have less ink, so they are a little more opaque than dots
constexpr float kRingExtra = 1.5F;           ///< and a little larger
constexpr float kRingStroke = 1.25F;
constexpr float kRim = 1, kRimOpacity = 0.5F; ///< logical pixels on either side of a ring, and around a dot over colours
constexpr float kRimReach = 1.6F;             ///< of a dot's, over its diameter
constexpr engine::Index kMostRims = 5'000;
} // namespace

SnapshotLayer::SnapshotLayer(const LayerHost& host, Kind kind)
    : Layer(host), m_kind(kind), m_rims(add<DotBatch>()), m_dots(add<DotBatch>()) {
    for (DotBatch* batch : {m_rims.Get(), m_dots.Get()})
        batch->setBuffer(m_buffer);
}

bool SnapshotLayer::sameAsBefore(const LayerFrame& frame) const {
    const auto& snapshots = frame.state.snapshots;
    if (!frame.relief.isEmpty()) // its heights change with time
        return false;
    if (snapshots.size() != m_keys.size() || frame.origin != m_origin || frame.state.limits.snapshotPoints != m_limit ||
        frame.state.sizes.point * frame.pointScale() != m_scale)
        return false;
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        const SnapshotView& s = snapshots[i];
        const Key& k = m_keys[i];
        if (s.points.chunks() != k.chunks || s.color != k.color || s.hollow != k.hollow || s.opacity != k.opacity)
            return false;
    }
    return true;
}

void SnapshotLayer::rebuild(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_keys.clear();
    m_origin = frame.origin;
    m_limit = state.limits.snapshotPoints;
    m_scale = state.sizes.point * frame.pointScale();
    m_total = 0;
    for (const SnapshotView& s : state.snapshots) {
        m_keys.push_back({s.points.chunks(), s.color, s.hollow, s.opacity});
        m_total += s.points.size();
    }
    std::vector<Dot>& dots = m_buffer->edit();
    dots.clear();
    const double keep = m_total > m_limit ? double(m_limit) / double(m_total) : 1;
    m_diameter = m_scale * LayerFrame::crowdScale(std::min(m_total, m_limit)) +
                 (m_kind == Kind::HeldOut ? kRingExtra : 0);
    const bool onRelief = frame.inSpace() && !frame.relief.isEmpty();
    const double lift = frame.lift();
    const float fainter = std::sqrt(frame.crowdOpacity(std::min(m_total, m_limit)));
    for (const SnapshotView& s : state.snapshots) {
        if (s.hollow != (m_kind == Kind::HeldOut))
            continue;
        const std::uint32_t rgba =
            packed(s.color.withAlpha(std::min(1.0F, s.opacity * fainter * (s.hollow ? kRingOpacity : 1))));
        double due = 0;
        for (const auto& chunk : s.points.chunks()) {
            const auto& p = chunk->points;
            for (engine::Index i = 0; i < p.cols(); ++i) {
                due += keep;
                if (due < 1)
                    continue;
                due -= 1;
                const double x = p(0, i), y = p.rows() > 1 ? p(1, i) : 0;
                const double z = onRelief                            ? double(frame.relief.at(float(x), float(y))) + lift
                                 : p.rows() > 2 && frame.inSpace() ? p(2, i)
                                                                   : 0;
                dots.push_back(
                    {float(x - m_origin.x()), float(y - m_origin.y()), float(z - m_origin.z()), m_diameter, rgba});
            }
        }
    }
    m_drawn = engine::Index(dots.size());
}

void SnapshotLayer::update(const LayerFrame& frame) {
    const bool same = sameAsBefore(frame);
    if (!same)
        rebuild(frame);
    if (frame.inSpace() && (!same || frame.viewChanged))
        sortByDepth(m_buffer->edit(), frame.depthPlane, m_scratch);
    draw(frame);
    frame.report.snapshotPoints = m_total;
    frame.report.snapshotPointsDrawn += m_drawn;
}

void SnapshotLayer::draw(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const bool ring = m_kind == Kind::HeldOut, flat = !frame.inSpace();
    DotStyle style;
    if (!flat) {
        style.shape = DotShape::Ball;
        DepthCue().apply(style, state.theme.stage);
    }
    if (ring) {
        style.shape = DotShape::Ring;
        style.stroke = kRingStroke;
    }
    m_dots->setStyle(style);

    const bool onColor = state.field.samples || state.density.heat;
    m_rims->SetVisibility(flat && m_drawn <= kMostRims && (ring || onColor));
    DotStyle rim;
    rim.shape = ring ? DotShape::Ring : DotShape::Glow;
    rim.stroke = kRingStroke + 2 * kRim;
    rim.reach = kRimReach;
    if (ring)
        rim.sizeNear = rim.sizeFar = 1 + 2 * kRim / m_diameter;
    rim.color = state.theme.stage.withAlpha(kRimOpacity);
    m_rims->setStyle(rim);
}

} // namespace ui
