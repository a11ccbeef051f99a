#pragma once

#include "engine/action/action_model.h"
#include "engine/data/dataset.h"
#include "engine/session/stage_motion.h"
#include "engine/trajectory/plane_samples.h"

#include <memory>

namespace engine {

/// Samples what a 2-D model says about the plane, one time a call, so that whoever trains as well is never held up for
/// long. The grid covers the data and a margin around them.
/// Thread: one at a time.
class PlaneSampler {
public:
    /// `trajectories` tell where particles come. With the known process of an example the truth is sampled as well,
    /// where it has a closed form for the model's method. Precondition: all of two dimensions.
    PlaneSampler(std::shared_ptr<const ActionModel> model, WorkerPool& pool, const Dataset& dataset,
                 const Trajectories& trajectories, MotionCare care);
    ~PlaneSampler();

    bool isFinished() const { return m_level >= m_samples->times.size(); }
    /// Samples the next time.
    void advance();
    /// Once finished: the samples, complete.
    std::shared_ptr<const PlaneSamples> take();

private:
    struct Truth;

    std::shared_ptr<const ActionModel> m_model;
    ModelEvaluator m_evaluator;
    std::unique_ptr<Truth> m_truth;
    std::shared_ptr<PlaneSamples> m_samples;
    Points m_grid;
    Index m_level = 0;
};

/// All of it at once: what files are drawn from.
std::shared_ptr<const PlaneSamples> samplePlane(std::shared_ptr<const ActionModel> model, WorkerPool& pool,
                                                const Dataset& dataset, const Trajectories& trajectories,
                                                MotionCare care);

} // namespace engine
