#include "engine/session/distance_job.h"

#include "engine/session/snapshot_comparison.h"

#include <mutex>
#include <optional>
#include <utility>

namespace engine {

/// What the job hands back.
struct DistanceJob::Shared {
    struct Request {
        std::shared_ptr<const Dataset> dataset;
        std::shared_ptr<const Trajectories> trajectories;
        std::function<void()> wake;
    };
    std::mutex mutex;
    std::shared_ptr<const std::vector<SnapshotDistance>> result;
    bool running = false;
    std::optional<Request> waiting; ///< for the measurement under way to end
    std::vector<Real> floors;       ///< per snapshot

    void measure(const Request& request, const std::stop_token& stop);
};

/// Without the lock but where the fields are touched; only the running job writes `floors`.
void DistanceJob::Shared::measure(const Request& request, const std::stop_token& stop) {
    auto measured = std::make_shared<std::vector<SnapshotDistance>>();
    for (const Snapshot& snapshot : request.dataset->snapshots) {
        if (stop.stop_requested())
            return;
        const bool isEmpty = snapshot.points.isEmpty();
        if (floors.size() == measured->size())
            floors.push_back(isEmpty ? 0 : w1OfTwoDraws(snapshot));
        measured->push_back({snapshot.time, snapshot.heldOut, isEmpty ? 0 : w1At(snapshot, *request.trajectories),
                             floors[measured->size()]});
    }
    const std::lock_guard lock(mutex);
    result = std::move(measured);
    request.wake();
}

DistanceJob::DistanceJob() : m_shared(std::make_shared<Shared>()) {}

std::shared_ptr<const std::vector<SnapshotDistance>> DistanceJob::result() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->result;
}

void DistanceJob::start(JobThread& jobs, std::shared_ptr<const Dataset> dataset,
                        std::shared_ptr<const Trajectories> trajectories, bool isLast, std::function<void()> wake) {
    Shared::Request request{std::move(dataset), std::move(trajectories), std::move(wake)};
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->running) {
            if (isLast)
                m_shared->waiting = std::move(request);
            return;
        }
        m_shared->running = true;
    }
    jobs.submit([shared = m_shared, next = std::optional(std::move(request))](std::stop_token stop) mutable {
        while (next) {
            shared->measure(*next, stop);
            const std::lock_guard lock(shared->mutex);
            next = std::exchange(shared->waiting, std::nullopt);
            shared->running = next.has_value();
        }
    });
}

} // namespace engine
