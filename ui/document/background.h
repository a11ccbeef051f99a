#pragma once

#include "engine/core/error.h"
#include "engine/core/request_queue.h"

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace ui {

/// How a piece of background work ended: with a value, or with the error to show.
template <class T> struct Outcome {
    std::optional<T> value;
    std::optional<engine::Error> error;
};

/// Work that may take long (reading and writing files), one piece after another on a thread of its own; what comes of
/// it is handed back in the thread that owns this object.
/// Thread: all functions in the owner's. Destruction asks running work to stop, but finishes what was started: a file
///         that was to be saved is saved.
class Background : public QObject {
public:
    explicit Background(QObject* parent = nullptr);
    ~Background() override;

    /// Calls `work(stop_token)` in the background, then `done(Outcome)` here. Exceptions become Outcome::error.
    template <class Work, class Done> void run(Work work, Done done) {
        using T = std::invoke_result_t<Work, std::stop_token>;
        ++m_pending;
        m_queue.push([this, work = std::move(work), done = std::move(done)](std::stop_token stop) mutable {
            auto outcome = std::make_shared<Outcome<T>>();
            outcome->error = guarded([&] { outcome->value.emplace(work(stop)); });
            deliver([outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); });
        });
    }

    bool isBusy() const { return m_pending > 0; }
    /// Waits until all work is done and every `done` was called. For quitting and tests, not for a running window.
    void wait();

private:
    static std::optional<engine::Error> guarded(const std::function<void()>& work);
    void deliver(std::function<void()> done);

    int m_pending = 0;
    engine::RequestQueue<std::function<void(std::stop_token)>> m_queue;
    std::jthread m_thread;
};

} // namespace ui
