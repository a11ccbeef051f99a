#pragma once

#include "engine/core/error.h"
#include "engine/core/job_thread.h"
#include "engine/training/path_source.h"

#include <functional>
#include <memory>

namespace engine {

/// Makes the rounds of a PathSource ahead of time in a job thread, so that training never waits longer than it must.
/// Thread: one at a time.
class PathFeed {
public:
    /// `ready` is called in the job thread when a round is done or failed.
    PathFeed(std::shared_ptr<const PathSource> source, JobThread& jobs, std::function<void()> ready = {});
    ~PathFeed();
    PathFeed(const PathFeed&) = delete;
    PathFeed& operator=(const PathFeed&) = delete;

    const PathSource& source() const { return *m_source; }
    /// Begins to make a round, unless that was done before.
    void prefetch(std::uint64_t round);
    /// The path of a round once it is made, null until then; begins to make it where that was not asked for yet.
    /// Errors: what PathSource::make throws.
    std::shared_ptr<const Path> tryTake(std::uint64_t round);
    /// The same, waiting for it.
    std::shared_ptr<const Path> take(std::uint64_t round);
    /// Part done of the round being made, 0 … 1.
    double progress() const;

private:
    struct Shared;

    std::shared_ptr<const PathSource> m_source;
    JobThread& m_jobs;
    std::shared_ptr<Shared> m_shared;
};

} // namespace engine
