#pragma once

#include <string>

namespace ui {

/// How fast this machine draws the stage.
struct FrameTiming {
    int particles = 0, trails = 0, width = 0, height = 0;
    double milliseconds = 0; ///< median of all frames
    double framesPerSecond = 0;
    std::string renderer;
};

/// Draws particles that all move, with trails and axes, off-screen for so long.
/// Errors: Error{NoGraphics}.
FrameTiming measureFrameTime(int particles, int trails, int width, int height, double seconds);

} // namespace ui
