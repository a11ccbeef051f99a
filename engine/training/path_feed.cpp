#include "engine/training/path_feed.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>

namespace engine {

struct PathFeed::Shared {
    struct Outcome {
        std::shared_ptr<const Path> path;
        std::exception_ptr error;
    };
    std::mutex mutex;
    std::condition_variable made;
    std::map<std::uint64_t, std::optional<Outcome>> rounds; ///< an entry without outcome is being made
    std::stop_source stop;
    std::function<void()> ready;
    std::atomic<double> progress = 0;
};

PathFeed::PathFeed(std::shared_ptr<const PathSource> source, JobThread& jobs, std::function<void()> ready)
    : m_source(std::move(source)), m_jobs(jobs), m_shared(std::make_shared<Shared>()) {
    m_shared->ready = std::move(ready);
}

PathFeed::~PathFeed() {
    m_shared->stop.request_stop();
    const std::lock_guard lock(m_shared->mutex);
    m_shared->ready = nullptr;
}

double PathFeed::progress() const { return m_shared->progress; }

void PathFeed::prefetch(std::uint64_t round) {
    {
        const std::lock_guard lock(m_shared->mutex);
        if (!m_shared->rounds.try_emplace(round).second)
            return;
    }
    m_jobs.submit([shared = m_shared, source = m_source, round](std::stop_token cancelled) {
        Shared::Outcome outcome;
        const std::stop_callback both(cancelled, [&] { shared->stop.request_stop(); });
        try {
            shared->progress = 0;
            outcome.path = source->make(round, shared->stop.get_token(), [&](double done) { shared->progress = done; });
        } catch (...) {
            outcome.error = std::current_exception();
        }
        const std::lock_guard lock(shared->mutex);
        shared->rounds[round] = std::move(outcome);
        shared->made.notify_all();
        if (shared->ready)
            shared->ready();
    });
}

std::shared_ptr<const Path> PathFeed::tryTake(std::uint64_t round) {
    prefetch(round);
    const std::unique_lock lock(m_shared->mutex);
    const auto& entry = m_shared->rounds[round];
    if (!entry)
        return nullptr;
    if (entry->error)
        std::rethrow_exception(entry->error);
    const auto path = entry->path;
    m_shared->rounds.erase(m_shared->rounds.begin(), m_shared->rounds.find(round));
    return path;
}

std::shared_ptr<const Path> PathFeed::take(std::uint64_t round) {
    prefetch(round);
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->made.wait(lock, [&] { return m_shared->rounds[round].has_value(); });
    }
    return tryTake(round);
}

} // namespace engine
