#pragma once

#include "engine/action/action_model.h"
#include "engine/core/parallel.h"
#include "engine/data/synthetic.h"
#include "engine/path/analytic_path.h"
#include "engine/training/trainer.h"

#include <cmath>
#include <memory>

namespace tests {

/// Snapshots of a process, only to find its centre and scale.
inline engine::Normalization normalizationOf(const engine::SyntheticProcess& process) {
    engine::Dataset dataset;
    engine::Rng rng(12, 34);
    engine::Vector x(process.dimension()), v(process.dimension());
    for (int k = 0; k <= 4; ++k) {
        engine::Points points(process.dimension(), 2000);
        engine::Snapshot snapshot;
        snapshot.time = process.firstTime() + (process.lastTime() - process.firstTime()) * k / 4;
        for (engine::Index i = 0; i < points.cols(); ++i) {
            process.sample(rng, snapshot.time, x, v);
            points.col(i) = x;
        }
        snapshot.points = engine::PointSet(points);
        dataset.snapshots.push_back(snapshot);
    }
    return engine::Normalization::of(dataset);
}

struct Accuracy {
    double relativeVelocityError; ///< ‖∇s − ∇s*‖/‖∇s*‖ in L²(q), t uniform
    double energyBound, standardError; ///< −L on fresh samples
};

/// Velocity error of a model against the known field, on `samples` fresh samples with t uniform.
inline double relativeVelocityError(const engine::SyntheticProcess& process,
                                    std::shared_ptr<const engine::ActionModel> model, engine::WorkerPool& pool,
                                    int samples = 20000) {
    const int d = process.dimension();
    engine::Rng rng(98765);
    engine::Times times(samples);
    engine::Points x(d, samples), exact(d, samples);
    engine::Vector at(d), unused(d);
    for (int i = 0; i < samples; ++i) {
        times[i] = process.firstTime() + (process.lastTime() - process.firstTime()) * rng.uniform();
        process.sample(rng, times[i], at, unused);
        x.col(i) = at;
        process.optimalVelocity(times[i], at, unused);
        exact.col(i) = unused;
    }
    engine::ModelEvaluator evaluator(std::move(model), pool);
    return (evaluator.evaluate(times, x).velocity - exact).norm() / exact.norm();
}

/// Trains on the process and measures. Settings choose form, network and steps.
inline Accuracy trainAndMeasure(std::shared_ptr<const engine::SyntheticProcess> process,
                                const engine::TrainingSettings& settings, engine::WorkerPool& pool) {
    const engine::Normalization units = normalizationOf(*process);
    engine::Trainer trainer(settings, std::make_shared<engine::AnalyticPath>(process, units), units, pool);
    while (!trainer.isFinished())
        trainer.step();
    const auto bound = trainer.measureEnergyBound(200000);
    return {relativeVelocityError(*process, trainer.model(), pool), bound.value, bound.standardError};
}

} // namespace tests
