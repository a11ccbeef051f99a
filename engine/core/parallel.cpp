#include "engine/core/parallel.h"

#include "engine/core/vector_registers.h"

#include <algorithm>
#include <chrono>

namespace engine {

namespace {

/// What one looks out for before sleeping. Units: less than it takes to be woken, as long as what lies between two
/// rounds of a training step.
constexpr std::chrono::microseconds kLookOut(30);

void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// Returns when the value is another one.
template <class T> void waitWhile(const std::atomic<T>& value, T old) {
    constexpr int kPauses = 16;
    const auto end = std::chrono::steady_clock::now() + kLookOut;
    do {
        for (int i = 0; i < kPauses; ++i) {
            if (value.load(std::memory_order_acquire) != old)
                return;
            pause();
        }
    } while (std::chrono::steady_clock::now() < end);
    value.wait(old);
}

} // namespace

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
    m_unfinished = tasks;
    m_ticket = std::uint64_t(tasks) << 32; // publishes the fields above
    m_round.fetch_add(1);
    m_round.notify_all();
    takeTasks(0);
    for (int unfinished; (unfinished = m_unfinished.load()) != 0;)
        waitWhile(m_unfinished, unfinished);
}

void WorkerPool::spareOne(bool spare) {
    if (m_spare.exchange(spare) == spare || spare)
        return;
    m_round.fetch_add(1); // whoever stood aside looks for tasks again
    m_round.notify_all();
}

bool WorkerPool::standsAside(int worker) const {
    return worker > 0 && worker == size() - 1 && m_spare && unsigned(size()) >= std::thread::hardware_concurrency();
}

void WorkerPool::takeTasks(int worker) {
    while (!standsAside(worker)) {
        const std::uint64_t ticket = m_ticket.fetch_add(1);
        const auto task = std::uint32_t(ticket), tasks = std::uint32_t(ticket >> 32);
        if (task >= tasks)
            return;
        m_call(m_work, int(task), worker);
        if (m_unfinished.fetch_sub(1) == 1)
            m_unfinished.notify_one();
    }
}

void WorkerPool::loop(int worker) {
    releaseVectorRegisters();
    std::uint32_t seen = 0;
    for (;;) {
        waitWhile(m_round, seen);
        seen = m_round.load();
        if (m_stop)
            return;
        takeTasks(worker);
    }
}

} // namespace engine
