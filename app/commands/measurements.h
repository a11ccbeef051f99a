#pragma once

#include "engine/core/parallel.h"
#include "engine/trajectory/integrator.h"

#include <optional>
#include <string>

/// What `benchmark` measures. Each figure is taken with nothing else running in this process.
namespace app {

/// One shape of training to measure.
struct TrainingLoad {
    std::string variant; ///< method and form: am-flow, am-action, eam-flow, eam-exact, uam-flow, uam-action, cam-flow
    int dimension, hidden, layers, batch, threads;
};

/// Floating-point operations of the matrix products of one step.
double flopsPerStep(const TrainingLoad& load);

/// Per second, over slices of the measuring time.
struct Speed {
    double median = 0, best = 0;
};
Speed trainingSpeed(const TrainingLoad& load, engine::WorkerPool& pool, double seconds);

struct ParticleSpeed {
    int particles = 0, steps = 0;
    double seconds = 0;
    double perSecond() const { return double(particles) * steps / seconds; }
};
/// Particles along the velocity of a network of the usual size.
ParticleSpeed particleSpeed(engine::Solver solver, int particles, engine::WorkerPool& pool);

/// GFLOP/s of the program's own matrix product, on all threads of the pool at once, best of several tries.
double matrixProductPeak(engine::WorkerPool& pool);

/// From the start of this program to its end when it has nothing to do, median of several tries.
double startUpSeconds();
/// From the start of this program to the window painted, median of several tries; empty without a display.
std::optional<double> windowSeconds();

/// How late the window's event loop serves a timer of 5 ms while it trains: what a person waits before anything
/// answers. Units: seconds.
struct Latency {
    int points = 0;           ///< drawn
    double measuringTime = 0; ///< of training
    int ticks = 0;
    double percentile999 = 0, longest = 0;
    double longestOpening = 0; ///< from the start of the program to the training, the file read and shown between
};
/// A window of its own on the display there is; empty without one.
std::optional<Latency> eventLoopLatency(double seconds);

} // namespace app
