#include "ui/tools/stroke_sampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using engine::Index;
using engine::Points;

Eigen::Vector2d StrokeSampler::offset() {
    // Uniform in the disc; towards the edge of a soft brush points are kept with falling probability.
    for (;;) {
        const double rho = std::sqrt(m_rng.uniform()), angle = 2 * std::numbers::pi * m_rng.uniform();
        const double inner = 1 - m_brush.softness;
        if (rho > inner) {
            const double u = (rho - inner) / std::max(m_brush.softness, 1e-9);
            if (m_rng.uniform() > 0.5 * (1 + std::cos(std::numbers::pi * u)))
                continue;
        }
        return m_brush.radius * rho * Eigen::Vector2d(std::cos(angle), std::sin(angle));
    }
}

Points StrokeSampler::dab(const Eigen::Vector2d& center) {
    const auto count = std::max<Index>(1, std::llround(m_brush.density));
    Points points(2, count);
    for (Index i = 0; i < count; ++i)
        points.col(i) = center + offset();
    return points;
}

Points StrokeSampler::segment(const Eigen::Vector2d& from, const Eigen::Vector2d& to) {
    // A disc of radius r moved by L sweeps 2rL more, which is 2L/(πr) of its own area.
    m_owed += m_brush.density * 2 * (to - from).norm() / (std::numbers::pi * m_brush.radius);
    const auto count = Index(m_owed);
    m_owed -= double(count);
    Points points(2, count);
    for (Index i = 0; i < count; ++i)
        points.col(i) = from + m_rng.uniform() * (to - from) + offset();
    return points;
}

} // namespace ui
