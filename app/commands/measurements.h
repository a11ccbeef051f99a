#pragma once

#include "app/commands/repeated.h"
#include "engine/core/parallel.h"
#include "engine/trajectory/integrator.h"

#include <memory>
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

Speed trainingSpeed(const TrainingLoad& load, engine::WorkerPool& pool, double seconds);

/// A network of three layers that has taken one step.
std::shared_ptr<const engine::ActionModel> measuredModel(int hidden, engine::WorkerPool& pool);
/// Evaluations of ∇s a second.
double fieldSpeed(int hidden, int points, double seconds, engine::WorkerPool& pool);

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

} // namespace app
