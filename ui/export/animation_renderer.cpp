#include "ui/export/animation_renderer.h"

#include "engine/core/error.h"
#include "ui/scene/scene_capture.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ui {

namespace {

constexpr double kPlainHeight = 640; ///< height of a picture whose type and points are as large as on a stage

void requireData(const Project& project) {
    if (project.dataset.isEmpty())
        throw engine::Error(engine::ErrorCode::UnusableInput, "There is nothing to draw: the project has no snapshots.",
                            "Open data or draw some first.");
}

SceneState prepared(SceneComposer& composer, const Project& project, const SceneResults& results,
                    const AnimationSettings& settings, double time) {
    SceneState state = composer.compose(project, results, settings.theme, time, settings.extras);
    state.pixelRatio = settings.effectiveScale();
    state.orientationCube = false; // nothing to click at
    return state;
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

void renderAnimation(const Project& project, const SceneResults& results, const AnimationSettings& settings,
                     FrameSink& sink, const std::function<void(const AnimationProgress&)>& report,
                     std::stop_token stop) {
    requireData(project);
    const double from = settings.from.value_or(project.dataset.firstTime());
    const double to = settings.to.value_or(project.dataset.lastTime());
    SceneCapture capture;
    SceneComposer composer;
    const int frames = settings.frameCount();
    const auto start = std::chrono::steady_clock::now();
    for (int k = 0; k < frames; ++k) {
        if (stop.stop_requested())
            throw engine::Error(engine::ErrorCode::Cancelled, "The export was cancelled; no file was written.");
        const double time = from + (to - from) * settings.progressAt(k);
        SceneState state = prepared(composer, project, results, settings, time);
        state.motion.backward = to < from;
        sink.add(capture.draw(state, settings.width, settings.height));
        if (report) {
            const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
            report({k + 1, frames, spent.count() / (k + 1) * (frames - k - 1)});
        }
    }
    sink.finish();
}

Image renderStill(const Project& project, const SceneResults& results, const AnimationSettings& settings, double time) {
    requireData(project);
    SceneCapture capture;
    SceneComposer composer;
    return capture.draw(prepared(composer, project, results, settings, time), settings.width, settings.height);
}

} // namespace ui
