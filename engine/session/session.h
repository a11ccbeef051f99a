#pragma once

#include "engine/session/session_request.h"
#include "engine/session/session_update.h"

#include <functional>
#include <memory>

namespace engine {

/// The engine thread: requests in, complete immutable updates out. Owns the trainers of all runs and serves them in
/// turn. No exception leaves the thread; a failure ends in RunUpdate::problem.
/// Thread: every function from any thread. Destruction stops and joins.
class Session {
public:
    struct Options {
        int threads = 0; ///< of the worker pool, 0: all cores
        /// Called in the engine thread after each publication; must return at once.
        std::function<void()> published;
    };

    Session();
    explicit Session(Options options);
    ~Session();

    void post(SessionRequest request);
    /// While true a processor is left to whoever draws, see WorkerPool::spareOne.
    void spareProcessor(bool spare);
    /// The newest update; never null.
    std::shared_ptr<const SessionUpdate> latest() const;

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace engine
