#pragma once

#include "app/window_probe.h"
#include "ui/document/project.h"

#include <QString>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// From the start of this program to the window painted, median of several tries; empty without a display.
std::optional<double> windowSeconds();

/// What a window does with one document. Units: seconds, bytes.
struct WindowFigures {
    double measured = 0;            ///< for how long
    int ticks = 0;                  ///< of a timer of 5 ms: how late they come is what a person waits for any answer
    double percentile999 = 0, longest = 0;
    double longestOpening = 0;      ///< the same from the start of the program to what is measured, the file read between
    double firstMotion = 0;         ///< from choosing the example, or opening the file, to the first frame that moves
    double framesPerSecond = 0, frameMedian = 0, framePercentile99 = 0; ///< after the first second
    double stepsPerSecond = 0;      ///< of training, while drawing; 0 when it only plays
    double anonymousMemory = 0, residentMemory = 0;
    std::string thinned;            ///< what was left out of the picture, as the status bar says
};

/// A document for a window, and what the window does with it.
struct WindowLoad {
    enum class Way { Chosen, Trains, Plays }; ///< the gallery's first, which trains; a file to train; a trained one
    std::string what;                         ///< key in the results
    Way way;
    int points; ///< of two clouds of its own; 0: the example's
    int particles;
    std::string example = WindowProbe::kExample;

    bool trains() const { return way != Way::Plays; }
};
/// Each in a window of its own on the display there is, as on the first day; empty without a display.
/// `threads` of the engine.
std::optional<WindowFigures> windowFigures(const WindowLoad& load, double seconds, int threads);
/// Steps per second that the same training takes with no window.
double stepsWithoutWindow(const WindowLoad& load, double seconds, int threads);

/// The gallery's first example after a short training.
ui::Project trainedExample(int threads);

/// How a window that is there answers while a file opens in it. Units: seconds.
struct OpeningFigures {
    double drawn = 0;                      ///< until its points are on the stage
    double percentile999 = 0, longest = 0; ///< how late the window's answers were, up to a second after that
    /// Of the processor that the window's thread took in one of these waits: what it lasts where nothing else runs.
    double busy = 0;
};
/// Empty without a display.
std::optional<OpeningFigures> windowWhileOpening(const QString& file);

/// Two clouds of 50,000 points each, read from a table: what the latency is about.
std::optional<WindowFigures> windowWithTable(double seconds);
inline constexpr int kTablePoints = 100'000;

/// The documents of performance.md's row G and of the memory limits.
const std::vector<WindowLoad>& windowLoads();

} // namespace app
