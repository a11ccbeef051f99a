#include "tests/ui/document/same_project.h"

#include "engine/action/action_model.h"

#include <algorithm>
#include <utility>

namespace tests {

using engine::Checkpoint;
using ui::Project;

bool sameBits(const Checkpoint& a, const Checkpoint& b) {
    const auto sameBuckets = [&] {
        return std::equal(a.history.buckets.begin(), a.history.buckets.end(), b.history.buckets.begin(),
                          b.history.buckets.end(), [](const auto& x, const auto& y) {
                              return x.step == y.step && x.minimum == y.minimum && x.mean == y.mean &&
                                     x.maximum == y.maximum && x.bound == y.bound &&
                                     x.gradientNorm == y.gradientNorm;
                          });
    };
    const auto sameMilestones = [&] {
        if (bool(a.milestones) != bool(b.milestones))
            return false;
        return !a.milestones ||
               std::equal(a.milestones->begin(), a.milestones->end(), b.milestones->begin(), b.milestones->end(),
                          [](const engine::Milestone& x, const engine::Milestone& y) {
                              const engine::ActionModel &p = *x.model, &q = *y.model;
                              return x.step == y.step && sameBits(weightsOf(p), weightsOf(q)) &&
                                     p.normalization == q.normalization && p.dynamics == q.dynamics &&
                                     p.costSmoothing == q.costSmoothing && p.masses == q.masses &&
                                     bool(p.companion) == bool(q.companion) &&
                                     (!p.companion || sameBits(weightsOf(*p.companion), weightsOf(*q.companion)));
                          });
    };
    return sameMilestones() && a.settings == b.settings && a.shape == b.shape && a.normalization == b.normalization && a.step == b.step &&
           a.firstStep == b.firstStep && a.seconds == b.seconds && sameBits(a.parameters, b.parameters) &&
           sameBits(a.firstMoment, b.firstMoment) && sameBits(a.secondMoment, b.secondMoment) &&
           sameBits(a.averaged, b.averaged) && a.adamSteps == b.adamSteps && a.averageUpdates == b.averageUpdates &&
           a.costSmoothing == b.costSmoothing && a.times == b.times && a.masses == b.masses &&
           bool(a.companion) == bool(b.companion) && (!a.companion || sameBits(*a.companion, *b.companion)) &&
           a.energyBound == b.energyBound && a.smoothedLoss == b.smoothedLoss && a.history.width == b.history.width &&
           a.history.filled == b.history.filled && sameBuckets();
}

bool sameProject(Project a, Project b) {
    const auto x = std::exchange(a.overlays, {}), y = std::exchange(b.overlays, {});
    if (!std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& p, const auto& q) { return *p == *q; }))
        return false;
    for (std::size_t i = 0; i < a.runs.size() && i < b.runs.size(); ++i) {
        const auto x = std::exchange(a.runs[i].checkpoint, nullptr), y = std::exchange(b.runs[i].checkpoint, nullptr);
        if (bool(x) != bool(y) || (x && !sameBits(*x, *y)))
            return false;
    }
    return a == b;
}

} // namespace tests
