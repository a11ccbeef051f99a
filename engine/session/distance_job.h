#pragma once

#include "engine/core/job_thread.h"
#include "engine/data/dataset.h"
#include "engine/session/session_update.h"
#include "engine/trajectory/trajectories.h"

#include <functional>
#include <memory>
#include <vector>

namespace engine {

/// Measures on the job thread how far simulated particles are from the snapshots, by the estimator of
/// snapshot_comparison.h. One measurement at a time; the floors, which depend on the data alone, are found once.
/// Thread: one at a time.
class DistanceJob {
public:
    DistanceJob();

    /// While a measurement is under way, what is not the last word is left out; the last waits for its turn. `wake` is
    /// called from the job thread when a result is there.
    void start(JobThread& jobs, std::shared_ptr<const Dataset> dataset,
               std::shared_ptr<const Trajectories> trajectories, bool isLast, std::function<void()> wake);
    /// The newest result; null before the first.
    std::shared_ptr<const std::vector<SnapshotDistance>> result() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace engine
