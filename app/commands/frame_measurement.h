#pragma once

#include <stop_token>
#include <string>

namespace app {

/// Time to draw one frame of a playing animation, snapshots, particles and trails, by the renderer of window and file.
struct FrameSpeed {
    int dimension = 2, particles = 0, width = 1280, height = 800, frames = 0;
    double median = 0, percentile99 = 0; ///< seconds
    std::string renderer;                ///< what OpenGL draws with
};
/// Errors: Error{NoGraphics}, Error{Cancelled}.
FrameSpeed frameSpeed(int dimension, int particles, double seconds, std::stop_token stop);

} // namespace app
