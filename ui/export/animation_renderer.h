#pragma once

#include "ui/export/frame_sink.h"
#include "ui/export/scene_composer.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace ui {

/// What an animation looks like, apart from the project.
struct AnimationSettings {
    int width = 1280, height = 720; ///< physical pixels
    double framesPerSecond = 30;
    double seconds = 4;    ///< of the whole film, the held end included
    double holdLast = 0.5; ///< seconds the end is shown
    FilmQuality quality = FilmQuality::High;
    SceneTheme theme = darkTheme();
    SceneExtras extras = {.edited = {}, .clock = true};
    /// How much larger type, points and strokes are; 0: as the height asks for, so that a film looks like the stage.
    double scale = 0;
    /// Part of the data's time; empty: all of it.
    std::optional<double> from, to;

    int frameCount() const;
    /// Part of the way, 0 … 1, that frame k shows.
    double progressAt(int frame) const;
    double effectiveScale() const;
};

struct AnimationProgress {
    int frame = 0, frames = 0;
    double secondsLeft = 0;
};

/// Draws every frame of an animation by surfaceless EGL into a sink and finishes it, several runs beside each other.
/// Frame k shows exactly the moment k / framesPerSecond, however long it takes to draw.
/// Errors: Error{NoGraphics}, Error{CannotWrite}, Error{Cancelled}; Error{UnusableInput} for a project without data.
/// Shape:  as many results as the project has runs.
void renderAnimation(const Project& project, const std::vector<SceneResults>& results,
                     const AnimationSettings& settings, FrameSink& sink,
                     const std::function<void(const AnimationProgress&)>& report = {}, std::stop_token stop = {});

/// One moment. Units: `time` as in the data.
Image renderStill(const Project& project, const std::vector<SceneResults>& results, const AnimationSettings& settings,
                  double time);

/// One moment as shapes in an .svg or .pdf: see writeVectorFile.
/// Errors: Error{NoGraphics}, Error{CannotWrite}; Error{UnusableInput} for a project without data.
void renderVectorStill(const Project& project, const std::vector<SceneResults>& results,
                       const AnimationSettings& settings, double time, const std::string& path);

} // namespace ui
