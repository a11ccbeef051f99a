#include "engine/core/job_thread.h"

#include "engine/core/vector_registers.h"

namespace engine {

JobThread::JobThread() : m_thread([this](std::stop_token stop) { loop(stop); }) {}

JobThread::~JobThread() {
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
    m_running.request_stop();
}

std::stop_source JobThread::submit(Job job) {
    Entry entry{std::move(job), std::stop_source()};
    const std::stop_source source = entry.source;
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(entry));
    }
    m_arrived.notify_one();
    return source;
}

void JobThread::loop(std::stop_token stop) {
    releaseVectorRegisters();
    for (;;) {
        Entry entry;
        {
            std::unique_lock lock(m_mutex);
            m_running = std::stop_source(std::nostopstate);
            if (!m_arrived.wait(lock, stop, [this] { return !m_waiting.empty(); }) || stop.stop_requested())
                return;
            entry = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running = entry.source;
        }
        if (!entry.source.stop_requested())
            entry.job(entry.source.get_token());
    }
}

} // namespace engine
