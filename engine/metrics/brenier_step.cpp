#include "engine/metrics/brenier_step.h"

#include "engine/metrics/wasserstein.h"
#include "engine/path/exact_transport.h"

#include <cmath>

namespace engine {

BrenierComparison compareWithTransport(const ActionModel& model, WorkerPool& pool, Real time, const WeightedCloud& now,
                                       Real laterTime, const WeightedCloud& later) {
    Points velocity;
    ModelEvaluator(std::make_shared<const ActionModel>(model), pool).velocity(time, now.points, velocity);
    const Points stepped = now.points + (laterTime - time) * velocity;

    const TransportPlan plan =
        exactTransport(now.points, later.points, now.weights, later.weights, GroundCost::SquaredEuclidean);
    Points goal = Points::Zero(now.points.rows(), now.size());
    RowVector mass = RowVector::Zero(now.size());
    for (const auto& entry : plan.entries) {
        goal.col(entry.source) += entry.mass * later.points.col(entry.target);
        mass[entry.source] += entry.mass;
    }
    Real error = 0, way = 0;
    for (Index i = 0; i < now.size(); ++i)
        if (mass[i] > 0) {
            goal.col(i) /= mass[i];
            error += mass[i] * (stepped.col(i) - goal.col(i)).squaredNorm();
            way += mass[i] * (goal.col(i) - now.points.col(i)).squaredNorm();
        }
    BrenierComparison out;
    out.relativeError = way > 0 ? std::sqrt(error / way) : 0;
    out.stepDistance = wasserstein(2, stepped, later.points, now.weights, later.weights);
    out.stillDistance = std::sqrt(plan.cost);
    return out;
}

} // namespace engine
