#include "engine/session/distance_job.h"

#include "engine/data/sampling.h"
#include "engine/metrics/wasserstein.h"

#include <algorithm>
#include <mutex>

namespace engine {

namespace {
constexpr Index kDistancePoints = 400;
constexpr std::uint64_t kDistanceDraw = 0xd157;
} // namespace

/// What the job hands back.
struct DistanceJob::Shared {
    std::mutex mutex;
    std::shared_ptr<const std::vector<SnapshotDistance>> result;
    bool running = false;
    std::vector<Real> floors; ///< per snapshot
};

DistanceJob::DistanceJob() : m_shared(std::make_shared<Shared>()) {}

std::shared_ptr<const std::vector<SnapshotDistance>> DistanceJob::result() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->result;
}

void DistanceJob::start(JobThread& jobs, std::shared_ptr<const Dataset> dataset,
                        std::shared_ptr<const Trajectories> trajectories, std::function<void()> wake) {
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->running)
            return;
        m_shared->running = true;
    }
    jobs.submit([shared = m_shared, dataset = std::move(dataset), trajectories = std::move(trajectories),
                 wake = std::move(wake)](std::stop_token stop) {
        auto result = std::make_shared<std::vector<SnapshotDistance>>();
        std::vector<Real> floors;
        {
            const std::lock_guard lock(shared->mutex);
            floors = shared->floors;
        }
        const bool needFloors = floors.empty();
        Eigen::MatrixXf particles;
        Eigen::RowVectorXf weights;
        for (std::size_t k = 0; k < dataset->snapshots.size() && !stop.stop_requested(); ++k) {
            const Snapshot& snapshot = dataset->snapshots[k];
            Rng rng(0, kDistanceDraw, k);
            const Index n = std::min(kDistancePoints, snapshot.points.size());
            const Points data = drawPoints(snapshot, n, rng);
            trajectories->positionsAt(snapshot.time, particles);
            trajectories->weightsAt(snapshot.time, weights);
            const Index m = std::min(kDistancePoints, particles.cols());
            if (needFloors) {
                const Index half = std::min(kDistancePoints, snapshot.points.size() / 2);
                const Points both = drawPoints(snapshot, 2 * half, rng);
                floors.push_back(half > 0 ? wasserstein(1, both.leftCols(half), both.rightCols(half)) : 0);
            }
            const RowVector shares = weights.leftCols(std::min(m, weights.cols())).cast<Real>();
            result->push_back({snapshot.time, snapshot.heldOut,
                               wasserstein(1, particles.leftCols(m).cast<Real>(), data, shares), floors[k]});
        }
        const std::lock_guard lock(shared->mutex);
        shared->running = false;
        if (!stop.stop_requested()) {
            shared->floors = floors;
            shared->result = std::move(result);
            wake();
        }
    });
}

} // namespace engine
