#include "engine/session/session.h"

#include "engine/core/job_thread.h"
#include "engine/core/latest.h"
#include "engine/core/request_queue.h"
#include "engine/core/thread_priority.h"
#include "engine/core/vector_registers.h"
#include "engine/session/run.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

namespace engine {

namespace {
constexpr auto kSlice = std::chrono::milliseconds(25), kShortestSlice = std::chrono::milliseconds(8);
constexpr double kMotionShare = 0.07; ///< of the thread's time while training

template <class... Handlers> struct Overloaded : Handlers... { using Handlers::operator()...; };
} // namespace

/// The engine thread and everything only it may touch.
class Session::Thread {
public:
    explicit Thread(Options options)
        : m_published(std::move(options.published)),
          m_threads(options.threads),
          m_thread([this](std::stop_token stop) { loop(stop); }) {}

    void post(SessionRequest request) { m_requests.push(std::move(request)); }
    std::shared_ptr<const SessionUpdate> latest() const { return m_latest.get(); }
    void spareProcessor(bool spare) {
        if (WorkerPool* pool = m_sharedPool.load())
            pool->spareOne(spare);
    }

private:
    SessionRun& run(RunId id) {
        auto& run = m_runs[id];
        if (!run) {
            run = std::make_unique<SessionRun>(*m_pool, *m_jobs, [this] { m_requests.wake(); });
            if (m_dataset)
                run->setDataset(m_dataset);
        }
        return *run;
    }

    void take(SessionRequest& request) {
        std::visit(Overloaded{
                       [this](SetDataset& r) {
                           m_dataset = std::move(r.dataset);
                           for (auto& [id, run] : m_runs)
                               run->setDataset(m_dataset);
                       },
                       [this](Configure& r) { run(r.run).configure(r.settings, r.particles, r.plane); },
                       [this](Train& r) { run(r.run).train(); },
                       [this](Pause& r) { run(r.run).pause(); },
                       [this](Step& r) { run(r.run).stepOnly(r.count); },
                       [this](Stop& r) { run(r.run).stop(); },
                       [this](Reset& r) { run(r.run).reset(); },
                       [this](Restore& r) { run(r.run).restore(std::move(r.checkpoint)); },
                       [this](ShowStored& r) { run(r.run).showStored(std::move(r.checkpoint)); },
                       [this](RemoveRun& r) { m_runs.erase(r.run); },
                   },
                   request);
    }

    /// Of several settings for a run in a row only the last matter: a dragged slider makes many. They take the place of
    /// the first, before all that was asked for in between.
    static void merge(std::vector<SessionRequest>& requests) {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            auto* first = std::get_if<Configure>(&requests[i]);
            for (std::size_t j = i + 1; first && j < requests.size(); ++j) {
                const auto* later = std::get_if<Configure>(&requests[j]);
                if (later && later->run == first->run)
                    *first = *later;
                else if (!later && !std::holds_alternative<Train>(requests[j]))
                    break;
            }
        }
    }

    void loop(std::stop_token stop) {
        releaseVectorRegisters();
        giveWay(); // the window comes first; the threads made here do as this one
        m_pool.emplace(m_threads);
        m_sharedPool = &*m_pool;
        m_jobs.emplace();
        auto published = std::make_shared<const SessionUpdate>();
        while (!stop.stop_requested()) {
            auto requests = m_requests.takeAll();
            merge(requests);
            for (std::size_t i = 0; i < requests.size(); ++i) {
                // Of several datasets in a row only the last matters: a dragged point makes many.
                const bool overtaken = std::holds_alternative<SetDataset>(requests[i]) && i + 1 < requests.size() &&
                                       std::holds_alternative<SetDataset>(requests[i + 1]);
                if (!overtaken)
                    take(requests[i]);
            }
            bool busy = false, news = published->runs.size() != m_runs.size();
            auto next = std::make_shared<SessionUpdate>();
            const int runs = std::max<int>(1, int(m_runs.size())); // they share what one would have
            for (auto& [id, run] : m_runs) {
                run->work(std::max(kSlice / runs, kShortestSlice));
                auto update = run->publishIfDue(SessionRun::Clock::now(), kMotionShare / runs);
                news |= update != nullptr;
                const auto old = published->runs.find(id);
                next->runs[id] = update ? update : old != published->runs.end() ? old->second : nullptr;
                if (!next->runs[id])
                    next->runs[id] = std::make_shared<const RunUpdate>();
                busy |= run->isBusy();
            }
            if (news) {
                published = next;
                m_latest.set(published);
                if (m_published)
                    m_published();
            }
            if (!busy)
                m_requests.wait(stop);
        }
    }

    std::function<void()> m_published;
    RequestQueue<SessionRequest> m_requests;
    Latest<SessionUpdate> m_latest{std::make_shared<const SessionUpdate>()};
    int m_threads;
    std::optional<WorkerPool> m_pool;
    std::atomic<WorkerPool*> m_sharedPool{nullptr}; ///< the same, once it is there
    std::optional<JobThread> m_jobs;
    std::shared_ptr<const Dataset> m_dataset;
    std::map<RunId, std::unique_ptr<SessionRun>> m_runs;
    std::jthread m_thread; // last: stops and joins before anything it uses is gone
};

Session::Session() : Session(Options()) {}
Session::Session(Options options) : m_thread(std::make_unique<Thread>(std::move(options))) {}
Session::~Session() = default;

void Session::post(SessionRequest request) { m_thread->post(std::move(request)); }
void Session::spareProcessor(bool spare) { m_thread->spareProcessor(spare); }
std::shared_ptr<const SessionUpdate> Session::latest() const { return m_thread->latest(); }

} // namespace engine
