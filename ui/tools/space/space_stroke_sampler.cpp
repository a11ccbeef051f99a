#include "ui/tools/space/space_stroke_sampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

using engine::Index;
using engine::Points;

Eigen::Vector3d SpaceStrokeSampler::offset() {
    // Uniform in the ball; towards the edge of a soft brush points are kept with falling probability.
    for (;;) {
        const double rho = std::cbrt(m_rng.uniform()), angle = 2 * std::numbers::pi * m_rng.uniform();
        const double height = 2 * m_rng.uniform() - 1, ring = std::sqrt(1 - height * height);
        const double inner = 1 - m_brush.softness;
        if (rho > inner) {
            const double u = (rho - inner) / std::max(m_brush.softness, 1e-9);
            if (m_rng.uniform() > 0.5 * (1 + std::cos(std::numbers::pi * u)))
                continue;
        }
        return m_brush.radius * rho *
               (m_brush.axes *
                Eigen::Vector3d(ring * std::cos(angle), ring * std::sin(angle), m_brush.thickness * height));
    }
}

Points SpaceStrokeSampler::dab(const Eigen::Vector3d& center) {
    const auto count = std::max<Index>(1, std::llround(m_brush.density));
    Points points(3, count);
    for (Index i = 0; i < count; ++i)
        points.col(i) = center + offset();
    return points;
}

Points SpaceStrokeSampler::segment(const Eigen::Vector3d& from, const Eigen::Vector3d& to) {
    // A ball of radius r moved by L sweeps πr²L more, which is 3L/(4r) of its own volume.
    m_owed += m_brush.density * 3 * (to - from).norm() / (4 * m_brush.radius);
    const auto count = Index(m_owed);
    m_owed -= double(count);
    Points points(3, count);
    for (Index i = 0; i < count; ++i)
        points.col(i) = from + m_rng.uniform() * (to - from) + offset();
    return points;
}

} // namespace ui
