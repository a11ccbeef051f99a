#include "engine/core/parallel.h"

#include <algorithm>

namespace engine {

WorkerPool::WorkerPool(int threads) {
    if (threads <= 0)
        threads = int(std::max(1u, std::thread::hardware_concurrency()));
    m_threads.reserve(std::size_t(threads - 1));
    for (int i = 1; i < threads; ++i)
        m_threads.emplace_back([this, i] { loop(i); });
}

WorkerPool::~WorkerPool() {
    m_stop = true;
    m_round.fetch_add(1);
    m_round.notify_all();
    for (auto& thread : m_threads)
        thread.join();
}

void WorkerPool::runErased(int tasks, Call call, void* work) {
    if (m_threads.empty() || tasks <= 1) {
        for (int i = 0; i < tasks; ++i)
            call(work, i, 0);
        return;
    }
    m_call = call;
    m_work = work;
    m_tasks = tasks;
    m_next = 0;
    m_busy = int(m_threads.size());
    m_round.fetch_add(1); // publishes the fields above
    m_round.notify_all();
    takeTasks(0);
    for (int busy; (busy = m_busy.load()) != 0;)
        m_busy.wait(busy);
}

void WorkerPool::takeTasks(int worker) {
    for (int task; (task = m_next.fetch_add(1)) < m_tasks;)
        m_call(m_work, task, worker);
}

void WorkerPool::loop(int worker) {
    std::uint32_t seen = 0;
    for (;;) {
        m_round.wait(seen);
        seen = m_round.load();
        if (m_stop)
            return;
        takeTasks(worker);
        if (m_busy.fetch_sub(1) == 1)
            m_busy.notify_one();
    }
}

} // namespace engine
