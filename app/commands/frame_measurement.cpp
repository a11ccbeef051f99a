#include "app/commands/frame_measurement.h"

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/trajectory/integrator.h"
#include "ui/export/scene_composer.h"
#include "ui/scene/scene_capture.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <vector>

namespace app {

using engine::Index;

namespace {

using Clock = std::chrono::steady_clock;

/// A cloud that turns and opens: everything on the stage moves.
std::shared_ptr<const engine::Trajectories> whirl(int dimension, Index particles) {
    constexpr int kLevels = 81;
    auto made = std::make_shared<engine::Trajectories>();
    made->times = engine::evenTimes(0, 1, kLevels);
    engine::Points start(dimension, particles);
    engine::Rng(1).fillNormal(start);
    for (int level = 0; level < kLevels; ++level) {
        const double angle = 2 * made->times[level], size = 1 + made->times[level];
        engine::Points x = start * size, v = start;
        x.row(0) = size * (std::cos(angle) * start.row(0) - std::sin(angle) * start.row(1));
        x.row(1) = size * (std::sin(angle) * start.row(0) + std::cos(angle) * start.row(1));
        v.row(0) -= 2 * x.row(1);
        v.row(1) += 2 * x.row(0);
        made->positions.push_back(x.cast<float>());
        made->velocities.push_back(v.cast<float>());
    }
    return made;
}

ui::Project projectOf(const engine::Trajectories& motion) {
    constexpr Index kSnapshotPoints = 400;
    ui::Project project;
    for (const int level : {0, motion.levels() / 2, motion.levels() - 1}) {
        engine::Snapshot snapshot;
        snapshot.time = motion.times[level];
        const Eigen::MatrixXf& x = motion.positions[std::size_t(level)];
        snapshot.points = engine::PointSet(x.leftCols(std::min(kSnapshotPoints, x.cols())).cast<double>());
        project.dataset.snapshots.push_back(std::move(snapshot));
    }
    return project;
}

} // namespace

FrameSpeed frameSpeed(int dimension, int particles, double seconds, std::stop_token stop) {
    const auto motion = whirl(dimension, particles);
    const ui::Project project = projectOf(*motion);
    ui::SceneCapture capture;
    ui::SceneComposer composer;
    FrameSpeed speed;
    speed.dimension = dimension;
    speed.particles = particles;
    speed.renderer = capture.description();

    constexpr int kWarmUp = 3, kLeast = 20;
    std::vector<double> times;
    const auto start = Clock::now();
    for (int k = -kWarmUp; int(times.size()) < kLeast || Clock::now() - start < std::chrono::duration<double>(seconds);
         ++k) {
        if (stop.stop_requested())
            throw engine::Error(engine::ErrorCode::Cancelled, "Interrupted.");
        const auto begin = Clock::now();
        constexpr double kFramesPerPass = 240;
        const double time = std::fmod(std::abs(k) / kFramesPerPass, 1.0);
        capture.draw(composer.compose(project, {motion, nullptr}, ui::darkTheme(), time), speed.width, speed.height);
        if (k >= 0)
            times.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    speed.frames = int(times.size());
    speed.median = times[times.size() / 2];
    speed.percentile99 = times[std::min(times.size() - 1, times.size() * 99 / 100)];
    return speed;
}

} // namespace app
