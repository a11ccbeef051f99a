#include "ui/scene/layers/probe_layer.h"

#include "ui/scene/relief_surface.h"

namespace ui {

namespace {
constexpr float kRing = 5, kStroke = 1.5F;
constexpr float kOne = 0.9F, kMost = 0.6F, kLeast = 0.16F; ///< opacity of a single path, and of one among many
constexpr float kDot = 4;

Eigen::Vector3d placed(const LayerFrame& frame, const Eigen::MatrixXf& x, Eigen::Index i) {
    Eigen::Vector3d at(x(0, i), x.rows() > 1 ? x(1, i) : 0, x.rows() > 2 && frame.inSpace() ? x(2, i) : 0);
    if (frame.inSpace() && !frame.relief.isEmpty())
        at.z() = double(frame.relief.at(float(at.x()), float(at.y()))) + frame.lift();
    return at;
}
} // namespace

ProbeLayer::ProbeLayer(const LayerHost& host)
    : Layer(host),
      m_lines(add<ShapeBatch>()),
      m_dots(add<DotBatch>()),
      m_marks(add<ShapeBatch>()),
      m_names(add<LabelBatch>(true)) {}

void ProbeLayer::update(const LayerFrame& frame) {
    m_lines->clear();
    m_marks->clear();
    m_names->clear();
    m_dots->buffer().edit().clear();
    const SceneState& state = frame.state;
    for (const ProbeView& probe : state.probes) {
        if (probe.past)
            drawFan(frame, *probe.past, false);
        if (probe.future)
            drawFan(frame, *probe.future, true);
    }
    for (const ProbeView& probe : state.probes) {
        if (probe.name.empty())
            continue;
        Eigen::Vector3d place = probe.place;
        if (frame.inSpace() && !frame.relief.isEmpty())
            place.z() = double(frame.relief.at(float(place.x()), float(place.y()))) + frame.lift();
        const Eigen::Vector3d pixel = frame.view.toPixel(place);
        if (pixel.z() > 1)
            continue;
        const auto x = float(pixel.x()), y = float(pixel.y());
        m_marks->circle(x, y, kRing, kStroke + 2, state.theme.stage); // keeps the ring off what lies below
        m_marks->circle(x, y, kRing, kStroke, state.theme.accent);
        const TextStyle style{Typeface::Strong, state.sizes.legendText, state.theme.text};
        const float size = state.sizes.legendText, wide = m_names->width(probe.name, style);
        m_marks->fillRectangle(x + kRing + 2, y - kRing - 0.9F * size, wide + 5, 1.15F * size,
                               state.theme.stage.withAlpha(0.75F), 3);
        m_names->add(probe.name, style, x + kRing + 4.5F, y - kRing);
    }
}

void ProbeLayer::drawFan(const LayerFrame& frame, const engine::Trajectories& fan, bool isFuture) {
    const SceneState& state = frame.state;
    const Eigen::Index n = fan.particles();
    const float opacity = n > 1 ? std::clamp(4 / float(n), kLeast, kMost) : kOne;
    const Color color = (isFuture ? futureColor(state.theme) : pastColor(state.theme)).withAlpha(opacity);
    const std::uint32_t rgba = packed(color);
    for (Eigen::Index i = 0; i < n; ++i) {
        m_points.clear();
        for (const Eigen::MatrixXf& level : fan.positions) {
            const Eigen::Vector3d pixel = frame.view.toPixel(placed(frame, level, i));
            if (pixel.z() > 1)
                break;
            m_points.push_back({float(pixel.x()), float(pixel.y()), frame.inSpace() ? float(pixel.z()) : 0,
                                (n > 1 ? 1 : kStroke) * frame.strokeScale(), rgba});
        }
        m_lines->stroke(m_points);
    }
    if (state.time < fan.firstTime() || state.time > fan.lastTime())
        return;
    fan.positionsAt(state.time, m_now);
    const std::uint32_t solid = packed(color.withAlpha(n > 1 ? 0.8F : 1));
    for (Eigen::Index i = 0; i < n; ++i) {
        const Eigen::Vector3f at = (placed(frame, m_now, i) - frame.origin).cast<float>();
        m_dots->buffer().edit().push_back({at.x(), at.y(), at.z(), kDot, solid});
    }
}

} // namespace ui
