#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace engine {

/// A fixed set of threads that share out numbered tasks. Waiting threads sleep: they take no processor time from
/// others.
///
/// Results must not depend on which worker does a task; give every task its own place to write to.
/// Thread: `run` from one thread at a time, which works along as worker 0. Allocates nothing.
class WorkerPool {
public:
    /// `threads` counts the calling thread; 0 means all cores.
    explicit WorkerPool(int threads = 0);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    int size() const { return int(m_threads.size()) + 1; }

    /// Calls `work(task, worker)` for every task in 0 … tasks−1 and returns when all are done. `work` must not throw.
    template <class Work> void run(int tasks, Work&& work) {
        using Plain = std::remove_reference_t<Work>;
        runErased(
            tasks, [](void* w, int task, int worker) { (*static_cast<Plain*>(w))(task, worker); },
            const_cast<void*>(static_cast<const void*>(&work)));
    }

private:
    using Call = void (*)(void*, int, int);
    void runErased(int tasks, Call call, void* work);
    void loop(int worker);
    void takeTasks(int worker);

    Call m_call = nullptr;
    void* m_work = nullptr;
    int m_tasks = 0;
    bool m_stop = false;
    std::atomic<int> m_next{0};
    std::atomic<int> m_busy{0};
    std::atomic<std::uint32_t> m_round{0};
    std::vector<std::thread> m_threads;
};

} // namespace engine
