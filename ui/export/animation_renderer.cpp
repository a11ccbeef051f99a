#include "ui/export/animation_renderer.h"

#include "engine/core/error.h"
#include "ui/export/frame_drawer.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ui {

namespace {

constexpr double kPlainHeight = 640; ///< height of a picture whose type and points are as large as on a stage

void requireData(const Project& project) {
    if (project.dataset.isEmpty())
        throw engine::Error(engine::ErrorCode::UnusableInput,
                            engine::Sentence::of("There is nothing to draw: the project has no snapshots."),
                            engine::Sentence::of("Open data or draw some first."));
}

} // namespace

int AnimationSettings::frameCount() const { return std::max(1, int(std::lround(framesPerSecond * seconds))); }

double AnimationSettings::progressAt(int frame) const {
    // Without a held end the last frame itself shows the end.
    const double held = std::clamp(holdLast, 0.0, seconds);
    const double moving = std::min(seconds - held, (frameCount() - 1) / framesPerSecond);
    return moving > 0 ? std::min(1.0, frame / framesPerSecond / moving) : 1;
}

double AnimationSettings::effectiveScale() const {
    return scale > 0 ? scale : std::clamp(height / kPlainHeight, 0.8, 8.0);
}

void renderAnimation(const Project& project, const std::vector<SceneResults>& results,
                     const AnimationSettings& settings, FrameSink& sink,
                     const std::function<void(const AnimationProgress&)>& report, std::stop_token stop) {
    requireData(project);
    const double from = settings.from.value_or(project.dataset.firstTime());
    const double to = settings.to.value_or(project.dataset.lastTime());
    FrameDrawer drawer(project, results, settings);
    const int frames = settings.frameCount();
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < frames; ++k) {
        if (stop.stop_requested())
            throw engine::Error(engine::ErrorCode::Cancelled,
                                engine::Sentence::of("The export was cancelled; no file was written."));
        const double time = from + (to - from) * settings.progressAt(k);
        sink.add(drawer.draw(time, to < from, k / settings.framesPerSecond));
        if (report) {
            const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
            report({k + 1, frames, spent.count() / (k + 1) * (frames - k - 1)});
        }
    }
    sink.finish();
}

Image renderStill(const Project& project, const std::vector<SceneResults>& results, const AnimationSettings& settings,
                  double time) {
    requireData(project);
    return FrameDrawer(project, results, settings).draw(time);
}

void renderVectorStill(const Project& project, const std::vector<SceneResults>& results,
                       const AnimationSettings& settings, double time, const std::string& path) {
    requireData(project);
    writeVectorFile(path, FrameDrawer(project, results, settings).drawShapes(time), settings.width, settings.height,
                    settings.effectiveScale(), settings.theme.border);
}

} // namespace ui
