#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace engine {

/// One thread for work that takes its time (pairing, metrics): jobs run in the order they were given, each with a token
/// that says when nobody wants it any more. Destruction cancels what waits, asks the running job to stop, and joins.
/// Thread: `submit` from any thread. Jobs must not throw.
class JobThread {
public:
    using Job = std::function<void(std::stop_token)>;

    JobThread();
    ~JobThread();

    /// The returned source cancels the job, before or while it runs.
    std::stop_source submit(Job job);

private:
    void loop(std::stop_token stop);

    struct Entry {
        Job job;
        std::stop_source source{std::nostopstate};
    };
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::deque<Entry> m_waiting;
    std::stop_source m_running{std::nostopstate};
    std::jthread m_thread;
};

} // namespace engine
