#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace engine {

/// Messages into a thread, in order, none lost. The receiver sleeps while there is nothing to do.
/// Thread: any number of senders, one receiver.
template <class T> class RequestQueue {
public:
    void push(T request) {
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(std::move(request));
        }
        m_arrived.notify_one();
    }

    /// Everything waiting, without blocking.
    std::vector<T> takeAll() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_requests, {});
    }

    /// Sleeps until a request is there, `wake()` is called or a stop is asked for.
    void wait(std::stop_token stop) {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, stop, [this] { return !m_requests.empty() || m_woken; });
        m_woken = false;
    }

    void wake() {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
        m_arrived.notify_one();
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::vector<T> m_requests;
    bool m_woken = false;
};

} // namespace engine
