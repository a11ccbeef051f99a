#pragma once

#include "engine/action/action_function.h"
#include "engine/action/dynamics.h"
#include "engine/core/parallel.h"
#include "engine/data/mass_curve.h"
#include "engine/data/normalization.h"

#include <memory>
#include <vector>

namespace engine {

/// What a training produced, immutable: the action, the units it was learned in and the equation of motion it belongs
/// to. Everything it gives out is in data units.
struct ActionModel {
    std::shared_ptr<const ActionFunction> function;
    Normalization normalization;
    Dynamics dynamics = {};          ///< data units
    Real costSmoothing = 0;          ///< ε of ConjugateCost, training units
    /// The plain action s* of the same path, learned beside an entropic one: the pair gives densities, motion backward
    /// in time and any level of noise (§2). Null without it.
    std::shared_ptr<const ActionModel> companion = {};
    /// Mass of the whole population, which the action of normalised snapshots does not know (§4.1).
    MassCurve masses = {};

    int dimension() const { return function->dimension(); }
    Real firstTime() const { return normalization.start; }
    Real lastTime() const { return normalization.start + normalization.duration; }
    /// The cost in training units.
    ConjugateCost conjugateCost() const {
        return {dynamics.cost, dimension(), normalization.velocityFactor(), costSmoothing};
    }
    /// What s of training units is multiplied with, and energies as well.
    Real actionFactor() const { return conjugateCost().energyUnit() * normalization.duration; }
    /// Growth rate g = λ s + m'/m: what s of training units is multiplied with.
    Real growthFactor() const {
        return dynamics.lambda * normalization.scale * normalization.scale / normalization.duration;
    }
};

/// Values of a model at given points. Shape: 1×n and d×n. Units: data units.
struct ActionValues {
    RowVector s, ds_dt, laplacian;
    Points velocity;      ///< ∇c*(∇s)
    RowVector divergence; ///< of the velocity
    RowVector growth;     ///< λ s + m'/m
};

/// Evaluates one model at many points, in tiles, on the threads of a pool.
/// Thread: one at a time; keeps its scratch memory between calls.
class ModelEvaluator {
public:
    ModelEvaluator(std::shared_ptr<const ActionModel> model, WorkerPool& pool);
    ~ModelEvaluator();

    /// Everything at (times[i], x.col(i)). Shape: times 1×n, x d×n.
    ActionValues evaluate(const Times& times, const Points& x);
    /// Velocity of all points at one time. Shape: x, velocity d×n.
    void velocity(Real time, const Points& x, Points& velocity);

private:
    struct Scratch;
    template <class Work> void forTiles(Index n, Work&& work);

    std::shared_ptr<const ActionModel> m_model;
    ConjugateCost m_cost;
    WorkerPool& m_pool;
    std::vector<std::unique_ptr<Scratch>> m_scratch;
};

} // namespace engine
