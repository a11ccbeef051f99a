#include "ui/scene/layers/spark_layer.h"

#include "ui/scene/color_map.h"
#include "ui/scene/relief_surface.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr float kSmall = 1.4F, kLarge = 3.8F; ///< diameter of a ring, in those of a particle
constexpr float kStroke = 1.3F;
constexpr float kOpacity = 0.9F;
} // namespace

Color SparkLayer::birthColor(bool dark) { return colorMap(Palette::Growth, dark).at(1); }
Color SparkLayer::deathColor(bool dark) { return colorMap(Palette::Growth, dark).at(0); }

SparkLayer::SparkLayer(const LayerHost& host) : Layer(host), m_rings(add<DotBatch>()) {}

void SparkLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    const SparkView& view = state.sparks;
    const auto& trajectories = state.motion.trajectories;
    std::vector<Dot>& dots = m_rings->buffer().edit();
    dots.clear();
    if (!view.shown || !trajectories || !(view.weight > 0) || !(view.lifetime > 0)) {
        m_trajectories.reset();
        return;
    }
    if (trajectories != m_trajectories || view.weight != m_weight) {
        m_trajectories = trajectories;
        m_weight = view.weight;
        m_sparks = sparksOf(*trajectories, view.weight);
    }
    // Those that happened within a lifetime before this moment, or after it where time runs backward.
    const double from = state.motion.backward ? state.time : state.time - view.lifetime, to = from + view.lifetime;
    const auto first = std::lower_bound(m_sparks.begin(), m_sparks.end(), from,
                                        [](const Spark& spark, double time) { return spark.time < time; });
    const float size = state.sizes.particle * frame.pointScale();
    const Color birth = birthColor(state.theme.dark), death = deathColor(state.theme.dark);
    const Eigen::Vector3f origin = frame.origin.cast<float>();
    const bool onRelief = frame.inSpace() && !frame.relief.isEmpty();
    for (auto spark = first; spark != m_sparks.end() && spark->time <= to; ++spark) {
        const auto age = float(std::abs(state.time - spark->time) / view.lifetime);
        const float wide = 1 - (1 - age) * (1 - age); // fast at first
        const float diameter = kSmall + (kLarge - kSmall) * (spark->isBirth ? wide : 1 - wide);
        const Color color = (spark->isBirth ? birth : death).withAlpha(kOpacity * (1 - age * age) * view.opacity);
        const float z = onRelief          ? frame.relief.at(spark->place.x(), spark->place.y()) + float(frame.lift())
                        : frame.inSpace() ? spark->place.z()
                                          : 0;
        dots.push_back({spark->place.x() - origin.x(), spark->place.y() - origin.y(), z - origin.z(), size * diameter,
                        packed(color)});
    }
    DotStyle style;
    style.shape = DotShape::Ring;
    style.stroke = kStroke * frame.strokeScale();
    if (frame.inSpace()) {
        sortByDepth(dots, frame.depthPlane, m_scratch);
        DepthCue().apply(style, state.theme.stage);
    }
    m_rings->setStyle(style);
}

} // namespace ui
