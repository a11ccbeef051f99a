#pragma once

#include "engine/action/action_function.h"
#include "engine/core/parallel.h"
#include "engine/data/normalization.h"

#include <memory>
#include <vector>

namespace engine {

/// What a training produced, immutable: the action, and the units it was learned in. Everything it gives out is in data
/// units.
struct ActionModel {
    std::shared_ptr<const ActionFunction> function;
    Normalization normalization;

    int dimension() const { return function->dimension(); }
    Real firstTime() const { return normalization.start; }
    Real lastTime() const { return normalization.start + normalization.duration; }
};

/// Values of a model at given points. Shape: 1×n and d×n. Units: data units.
struct ActionValues {
    RowVector s, ds_dt, laplacian;
    Points velocity;
};

/// Evaluates one model at many points, in tiles, on the threads of a pool.
/// Thread: one at a time; keeps its scratch memory between calls.
class ModelEvaluator {
public:
    ModelEvaluator(std::shared_ptr<const ActionModel> model, WorkerPool& pool);
    ~ModelEvaluator();

    /// s, ∂s/∂t, velocity and Laplacian at (times[i], x.col(i)). Shape: times 1×n, x d×n.
    ActionValues evaluate(const Times& times, const Points& x);
    /// Velocity of all points at one time. Shape: x, velocity d×n.
    void velocity(Real time, const Points& x, Points& velocity);

private:
    struct Scratch;
    template <class Work> void forTiles(Index n, Work&& work);

    std::shared_ptr<const ActionModel> m_model;
    WorkerPool& m_pool;
    std::vector<std::unique_ptr<Scratch>> m_scratch;
};

} // namespace engine
