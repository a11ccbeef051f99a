#pragma once

#include "engine/verification/verification.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

namespace ui {

/// The closed forms learned one after another, in a thread of its own that gives way to the window, and what came out.
/// A training may go on beside it: both have their own workers, and the system shares out the processor.
/// Thread: GUI.
class VerificationRun : public QObject {
    Q_OBJECT

public:
    enum class State { Waiting, Running, Done, Failed, Cancelled };
    struct Case {
        const engine::ClosedFormCase* closedForm;
        State state = State::Waiting;
        double part = 0;                     ///< done of it, while it runs
        engine::VerificationResult result{}; ///< when done
        QString problem{};                   ///< when failed

        bool isOver() const { return state != State::Waiting && state != State::Running; }
    };
    using Cases = std::vector<const engine::ClosedFormCase*>;
    /// Called in the run's thread. Errors: as engine::verify.
    using Verify =
        std::function<engine::VerificationResult(const engine::ClosedFormCase& closedForm, engine::WorkerPool& pool,
                                                 std::stop_token stop, const std::function<void(double)>& progress)>;

    static Cases allCases();

    /// `threads` of its workers, 0: all cores.
    explicit VerificationRun(int threads = 0, const Cases& cases = allCases(), Verify verify = {},
                             QObject* parent = nullptr);
    ~VerificationRun() override;

    /// From the first case, whatever was found before. Nothing happens while it runs.
    void start();
    /// Ends it soon; what was found stays.
    void cancel();

    bool isRunning() const { return m_running; }
    const std::vector<Case>& cases() const { return m_cases; }
    int over() const;   ///< number of cases that are done or failed
    int passed() const; ///< number of them within their limits
    double part() const;
    std::optional<double> secondsLeft() const;
    /// All that is known as text: the program, the machine, one line a case.
    QString report() const;

signals:
    void changed();

private:
    void work(const std::stop_token& stop, const Cases& cases);
    template <class Change> void post(Change change);

    int m_threads;
    Verify m_verify;
    std::vector<Case> m_cases;
    bool m_running = false;
    QElapsedTimer m_clock;
    std::jthread m_thread;
};

} // namespace ui
