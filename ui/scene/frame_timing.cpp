#include "ui/scene/frame_timing.h"

#include "ui/scene/scene_capture.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ui {

namespace {

/// A spiral disc whose inner part turns faster.
std::shared_ptr<const engine::Trajectories> turningDisc(int particles) {
    constexpr int kLevels = 41;
    constexpr double kGoldenAngle = 2.39996323;
    auto disc = std::make_shared<engine::Trajectories>();
    disc->times = engine::Times::LinSpaced(kLevels, 0, 1);
    for (int l = 0; l < kLevels; ++l) {
        Eigen::MatrixXf x(2, particles), v(2, particles);
        for (int i = 0; i < particles; ++i) {
            const double radius = std::sqrt((i + 0.5) / particles), rate = 3 / (0.3 + radius);
            const double angle = kGoldenAngle * i + rate * disc->times[l];
            x(0, i) = float(radius * std::cos(angle));
            x(1, i) = float(radius * std::sin(angle));
            v(0, i) = float(-rate) * x(1, i);
            v(1, i) = float(rate) * x(0, i);
        }
        disc->positions.push_back(std::move(x));
        disc->velocities.push_back(std::move(v));
    }
    return disc;
}

} // namespace

FrameTiming measureFrameTime(int particles, int trails, int width, int height, double seconds) {
    using Clock = std::chrono::steady_clock;
    SceneState state;
    state.bounds = {{-1, -1, 0}, {1, 1, 0}};
    state.motion.trajectories = turningDisc(particles);
    state.motion.topSpeed = state.motion.trajectories->typicalTopSpeed();
    state.limits.trails = trails;
    SceneCapture capture;
    std::vector<std::uint8_t> pixels(std::size_t(width) * std::size_t(height) * 4);
    std::vector<double> times;
    const auto start = Clock::now();
    for (int frame = 0; frame < 3 || Clock::now() - start < std::chrono::duration<double>(seconds); ++frame) {
        state.time = 0.3 + 0.01 * (frame % 60);
        const auto before = Clock::now();
        capture.draw(state, width, height, pixels.data());
        if (frame > 0) // the first one compiles shaders
            times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - before).count());
    }
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    const double median = times[times.size() / 2];
    return {particles, trails, width, height, median, 1000 / median, capture.description()};
}

} // namespace ui
