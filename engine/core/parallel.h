#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace engine {

/// A fixed set of threads that share out numbered tasks. Waiting threads sleep after a moment that is shorter than
/// waking them takes: they take no processor time from others.
///
/// Whoever runs out of tasks waits for tasks under way, not for threads: on a busy machine one that never woke up in
/// time is done without.
///
/// One that is put off its processor amid a task is waited for, though: where every processor has a worker, whoever
/// needs one for a moment says so by `spareOne`, and the last worker stands aside between two tasks.
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

    /// While true the last worker takes no task, if the pool has one for every processor. Thread: any.
    void spareOne(bool spare);

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
    bool standsAside(int worker) const;

    Call m_call = nullptr; ///< together with m_work only read by whoever holds a task, only written when nobody does
    void* m_work = nullptr;
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_spare{false};
    /// Number of tasks (upper half) and the next of them (lower half) in one word: a late thread takes a task of the
    /// present round or none.
    std::atomic<std::uint64_t> m_ticket{0};
    std::atomic<int> m_unfinished{0};
    std::atomic<std::uint32_t> m_round{0};
    std::vector<std::thread> m_threads;
};

} // namespace engine
