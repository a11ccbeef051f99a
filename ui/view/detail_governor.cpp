#include "ui/view/detail_governor.h"

#include <algorithm>

namespace ui {

namespace {

constexpr double kTooLong = 36, kPlenty = 12; ///< milliseconds; their ratio is above two, so that nothing swings
constexpr double kLeast = 1.0 / 64;
constexpr int kIgnored = 2; ///< first frames after a change: they compile shaders and fill buffers
constexpr int kEnough = 6;
constexpr double kPatience = 2; ///< seconds before detail comes back
constexpr engine::Index kLeastPoints = 20'000, kLeastParticles = 2000, kLeastTrails = 150;

} // namespace

void DetailGovernor::frameTook(double milliseconds, double now) {
    if (++m_frames <= kIgnored)
        return;
    m_average = m_frames == kIgnored + 1 ? milliseconds : 0.75 * m_average + 0.25 * milliseconds;
    if (m_frames < kEnough)
        return;
    double wanted = m_detail;
    if (m_average > kTooLong)
        wanted = std::max(m_detail / 2, kLeast);
    else if (m_average < kPlenty && now - m_changed > kPatience)
        wanted = std::min(m_detail * 2, 1.0);
    if (wanted == m_detail)
        return;
    m_detail = wanted;
    m_changed = now;
    m_frames = 0;
}

SceneLimits DetailGovernor::reduced(const SceneLimits& limits, const SceneReport& last) const {
    if (m_detail >= 1)
        return limits;
    const auto part = [this](engine::Index limit, engine::Index asked, engine::Index least) {
        const auto reduced = engine::Index(double(std::min(limit, asked)) * m_detail);
        return std::min(limit, std::max(reduced, least));
    };
    SceneLimits result = limits;
    result.snapshotPoints = part(limits.snapshotPoints, last.snapshotPoints, kLeastPoints);
    result.particles = part(limits.particles, last.particles, kLeastParticles);
    result.trails = part(limits.trails, last.trails, kLeastTrails);
    return result;
}

} // namespace ui
