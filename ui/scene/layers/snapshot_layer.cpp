#include "ui/scene/layers/snapshot_layer.h"

namespace ui {

namespace {
constexpr float kRingOpacity = 0.9F / 0.74F; ///< rings have less ink, so they are a little more opaque than dots
constexpr float kRingExtra = 1.0F;           ///< and a little larger
constexpr float kRingStroke = 1.25F;
} // namespace

SnapshotLayer::SnapshotLayer(const LayerHost& host) : Layer(host), m_discs(add<DotBatch>()), m_rings(add<DotBatch>()) {}

bool SnapshotLayer::sameAsBefore(const LayerFrame& frame) const {
    const auto& snapshots = frame.state.snapshots;
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
    std::vector<Dot>& discs = m_discs->buffer().edit();
    std::vector<Dot>& rings = m_rings->buffer().edit();
    discs.clear();
    rings.clear();
    const double keep = m_total > m_limit ? double(m_limit) / double(m_total) : 1;
    const float diameter = m_scale * LayerFrame::crowdScale(std::min(m_total, m_limit));
    const float fainter = std::sqrt(frame.crowdOpacity(std::min(m_total, m_limit)));
    for (const SnapshotView& s : state.snapshots) {
        std::vector<Dot>& dots = s.hollow ? rings : discs;
        const std::uint32_t rgba =
            packed(s.color.withAlpha(std::min(1.0F, s.opacity * fainter * (s.hollow ? kRingOpacity : 1))));
        const float size = diameter + (s.hollow ? kRingExtra : 0);
        double due = 0;
        for (const auto& chunk : s.points.chunks()) {
            const auto& p = chunk->points;
            for (engine::Index i = 0; i < p.cols(); ++i) {
                due += keep;
                if (due < 1)
                    continue;
                due -= 1;
                const double y = p.rows() > 1 ? p(1, i) : 0, z = p.rows() > 2 && frame.inSpace() ? p(2, i) : 0;
                dots.push_back(
                    {float(p(0, i) - m_origin.x()), float(y - m_origin.y()), float(z - m_origin.z()), size, rgba});
            }
        }
    }
    m_drawn = engine::Index(discs.size() + rings.size());
}

void SnapshotLayer::update(const LayerFrame& frame) {
    const bool same = sameAsBefore(frame);
    if (!same)
        rebuild(frame);
    DotStyle style;
    if (frame.inSpace()) {
        if (!same || frame.viewChanged)
            for (DotBatch* batch : {m_discs.Get(), m_rings.Get()})
                sortByDepth(batch->buffer().edit(), frame.depthPlane, m_scratch);
        style.shape = DotShape::Ball;
        DepthCue().apply(style, frame.state.theme.stage);
    }
    m_discs->setStyle(style);
    style.shape = DotShape::Ring;
    style.stroke = kRingStroke;
    m_rings->setStyle(style);
    frame.report.snapshotPoints = m_total;
    frame.report.snapshotPointsDrawn = m_drawn;
}

} // namespace ui
