#include "ui/scene/layers/particle_layer.h"

#include "ui/scene/floor_geometry.h"
#include "ui/scene/layers/particle_tones.h"
#include "ui/scene/motion_sampler.h"
#include "ui/scene/relief_surface.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr engine::Index kMostGlows = 2'500; ///< beyond, glows merge into fog and cost more than all else
constexpr float kGlowReach = 2.4F;
constexpr float kShadowReach = 1.8F;
constexpr float kRimReach = 1.7F, kRimOnColor = 0.8F, kRimOfPale = 0.45F;
constexpr float kLeastWeight = 0.02F, kMostWeight = 12; ///< below, a particle is gone; above, it grows no more
constexpr float kFaint = 0.25F, kFull = 0.95F;          ///< opacity from no weight to the mean weight

/// Opacity of a particle, fading out altogether where it has no weight left to speak of.
float opacityOf(float weight) {
    return (kFaint + (kFull - kFaint) * std::min(1.0F, weight)) * std::min(1.0F, weight / (3 * kLeastWeight));
}
} // namespace

ParticleLayer::ParticleLayer(const LayerHost& host, vtkSmartPointer<DotBatch> shadow)
    : Layer(host), m_shadow(std::move(shadow)), m_glow(add<DotBatch>()), m_discs(add<DotBatch>()) {
    for (DotBatch* batch : {m_shadow.Get(), m_glow.Get(), m_discs.Get()})
        batch->setBuffer(m_buffer);
}

void ParticleLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const Eigen::MatrixXf& x = frame.motion.positions();
    std::vector<Dot>& dots = m_buffer->edit();
    dots.clear();
    const engine::Index total = state.motion.particles ? x.cols() : 0;
    const engine::Index count = std::min(total, state.limits.particles);
    const float size = state.sizes.particle * frame.pointScale() * LayerFrame::crowdScale(count);
    const Color plain = state.theme.particle.faded(frame.crowdOpacity(count) * state.motion.opacity);
    const std::uint32_t plainColor = packed(plain), opacity = plainColor & 0xff000000U;
    const ParticleTones tones(frame);
    const Eigen::RowVectorXf& weights = frame.motion.weights();
    const bool weighted = weights.size() == x.cols();
    const Eigen::Vector3f origin = frame.origin.cast<float>();
    const bool flat = x.rows() < 3 || !frame.inSpace();
    const bool onRelief = frame.inSpace() && !frame.relief.isEmpty();
    const auto lift = float(frame.lift());
    dots.reserve(std::size_t(count));
    for (engine::Index k = 0; k < count; ++k) {
        const engine::Index i = count == total ? k : k * total / count;
        if (weighted && weights[i] < kLeastWeight)
            continue;
        const std::uint32_t rgba = tones.isPlain() ? plainColor : tones.rgb(i) | opacity;
        Dot dot{x(0, i) - origin.x(), (x.rows() > 1 ? x(1, i) : 0) - origin.y(),
                (onRelief ? frame.relief.at(x(0, i), x(1, i)) + lift
                 : flat   ? 0
                          : x(2, i)) -
                    origin.z(),
                size, rgba};
        if (weighted) { // area in proportion to weight
            dot.diameter *= std::sqrt(std::min(weights[i], kMostWeight));
            const auto alpha = std::uint32_t(float(rgba >> 24) * opacityOf(weights[i]));
            dot.rgba = (rgba & 0xffffffU) | alpha << 24;
        }
        dots.push_back(dot);
    }
    const bool shadow = frame.inSpace() && frame.relief.isEmpty() && state.axes.visible && state.theme.shadow.alpha > 0;
    m_shadow->SetVisibility(shadow);
    const bool glow = tones.isPlain() && !frame.inSpace() && state.theme.particleGlow.alpha > 0 && count <= kMostGlows;
    // Over colours a particle keeps a rim of the stage around it; pale ones on a light stage get a dark rim.
    const bool onColor = !frame.inSpace() && (state.field.samples || state.density.heat);
    const bool pale = !frame.inSpace() && !state.theme.dark && !tones.isPlain();
    const bool rim = (onColor || pale) && count <= kMostGlows;
    m_glow->SetVisibility(glow || rim);

    DotStyle style;
    if (frame.inSpace()) {
        sortByDepth(dots, frame.depthPlane, m_scratch);
        style.shape = DotShape::Ball;
        DepthCue().apply(style, state.theme.stage);
    }
    m_discs->setStyle(style);
    if (glow || rim) {
        DotStyle around;
        around.shape = DotShape::Glow;
        around.reach = rim ? kRimReach : kGlowReach;
        around.color = (onColor ? state.theme.stage.withAlpha(kRimOnColor)
                        : rim   ? state.theme.text.withAlpha(kRimOfPale)
                                : state.theme.particleGlow)
                           .faded(state.motion.opacity);
        m_glow->setStyle(around);
    }
    frame.report.particles = total;
    frame.report.particlesDrawn = count;
    if (shadow) {
        DotStyle fallen;
        fallen.shape = DotShape::Glow;
        fallen.reach = kShadowReach;
        // Many overlapping shadows must not add up to a black hole.
        const float share =
            std::clamp(float(std::pow(700.0 / double(std::max<engine::Index>(count, 1)), 0.5)), 0.15F, 1.0F);
        fallen.color = state.theme.shadow.faded(share);
        fallen.floor = float(FloorGeometry::of(state.bounds).z - frame.origin.z());
        m_shadow->setStyle(fallen);
    }
}

} // namespace ui
