#include "ui/session/verification_run.h"

#include "engine/core/error.h"
#include "engine/core/instruction_set.h"
#include "engine/core/thread_priority.h"
#include "ui/document/engine_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <chrono>

namespace ui {

namespace {

constexpr auto kProgressInterval = std::chrono::milliseconds(50);
constexpr double kSecondsBeforeGuessing = 2;

QString percent(double part) { return QStringLiteral("%1 %").arg(100 * part, 0, 'f', 2); }

QString number(double value) { return QStringLiteral("%1").arg(value, 0, 'f', 5); }

QString lineOf(const VerificationRun::Case& c) {
    using State = VerificationRun::State;
    QString line = QString::fromStdString(c.closedForm->id).leftJustified(15) +
                   QString::fromUtf8(engine::name(c.closedForm->dynamics.method)).leftJustified(6);
    switch (c.state) {
    case State::Waiting:
        return line + QStringLiteral("not run");
    case State::Running:
        return line + QStringLiteral("running");
    case State::Cancelled:
        return line + QStringLiteral("cancelled");
    case State::Failed:
        return line + QStringLiteral("FAILED: ") + c.problem;
    case State::Done:
        break;
    }
    const auto& r = c.result;
    line += QStringLiteral("%1 %2 %3 of %4")
                .arg(number(r.expected), 9)
                .arg(number(r.obtained), 9)
                .arg(percent(r.velocityError), 9)
                .arg(percent(c.closedForm->velocityLimit));
    if (r.growthError)
        line += QStringLiteral(", growth %1 of %2").arg(percent(*r.growthError), percent(c.closedForm->growthLimit));
    if (r.orbitError)
        line += QStringLiteral(", orbit %1").arg(percent(*r.orbitError));
    return line +
           QStringLiteral(", %1 s  %2").arg(r.seconds, 0, 'f', 1).arg(QLatin1String(r.passed ? "passed" : "FAILED"));
}

} // namespace

VerificationRun::Cases VerificationRun::allCases() {
    Cases all;
    for (const engine::ClosedFormCase& c : engine::closedFormCases())
        all.push_back(&c);
    return all;
}

VerificationRun::VerificationRun(int threads, const Cases& cases, Verify verify, QObject* parent)
    : QObject(parent), m_threads(threads), m_verify(std::move(verify)) {
    if (!m_verify)
        m_verify = [](const engine::ClosedFormCase& c, engine::WorkerPool& pool, std::stop_token stop,
                      const std::function<void(double)>& progress) {
            return engine::verify(c, pool, 0, std::move(stop), progress);
        };
    for (const engine::ClosedFormCase* c : cases)
        m_cases.push_back({c});
}

// The thread ends first: afterwards nothing is posted any more.
VerificationRun::~VerificationRun() { m_thread = {}; }

void VerificationRun::start() {
    if (m_running)
        return;
    Cases cases;
    for (Case& c : m_cases) {
        c = {c.closedForm};
        cases.push_back(c.closedForm);
    }
    m_running = true;
    m_clock.start();
    m_thread = std::jthread([this, cases](const std::stop_token& stop) { work(stop, cases); });
    emit changed();
}

void VerificationRun::cancel() { m_thread.request_stop(); }

template <class Change> void VerificationRun::post(Change change) {
    QMetaObject::invokeMethod(
        this,
        [this, change] {
            change();
            emit changed();
        },
        Qt::QueuedConnection);
}

void VerificationRun::work(const std::stop_token& stop, const Cases& cases) {
    engine::giveWay();
    std::optional<engine::WorkerPool> pool;
    auto told = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (stop.stop_requested()) {
            post([this, i] { m_cases[i].state = State::Cancelled; });
            continue;
        }
        post([this, i] { m_cases[i].state = State::Running; });
        const auto progress = [&](double part) {
            if (const auto now = std::chrono::steady_clock::now(); now - told >= kProgressInterval) {
                told = now;
                post([this, i, part] { m_cases[i].part = part; });
            }
        };
        const auto fail = [&](const QString& problem) {
            post([this, i, problem] {
                m_cases[i].state = State::Failed;
                m_cases[i].problem = problem;
            });
        };
        try {
            if (!pool)
                pool.emplace(m_threads);
            const engine::VerificationResult result = m_verify(*cases[i], *pool, stop, progress);
            post([this, i, result] {
                m_cases[i].state = State::Done;
                m_cases[i].result = result;
            });
        } catch (const engine::Error& error) {
            if (error.code() == engine::ErrorCode::Cancelled)
                post([this, i] { m_cases[i].state = State::Cancelled; });
            else
                fail(translated(error.sentence()));
        } catch (const std::exception& failure) {
            fail(QString::fromUtf8(failure.what()));
        }
    }
    post([this] { m_running = false; });
}

int VerificationRun::over() const {
    return int(std::count_if(m_cases.begin(), m_cases.end(),
                             [](const Case& c) { return c.state == State::Done || c.state == State::Failed; }));
}

int VerificationRun::passed() const {
    return int(std::count_if(m_cases.begin(), m_cases.end(),
                             [](const Case& c) { return c.state == State::Done && c.result.passed; }));
}

double VerificationRun::part() const {
    double sum = 0;
    for (const Case& c : m_cases)
        sum += c.isOver() ? 1 : c.part;
    return m_cases.empty() ? 1 : sum / double(m_cases.size());
}

std::optional<double> VerificationRun::secondsLeft() const {
    const double elapsed = double(m_clock.isValid() ? m_clock.elapsed() : 0) / 1000, done = part();
    if (!m_running || elapsed < kSecondsBeforeGuessing || done <= 0)
        return {};
    return elapsed * (1 - done) / done;
}

QString VerificationRun::report() const {
    const int threads = m_threads > 0 ? m_threads : int(std::max(1U, std::thread::hardware_concurrency()));
    QString text =
        QStringLiteral(
            "Kinetoscope %1, verification of %2, %3 threads, %4\n%5 of %6 closed forms within their limits, %7 "
            "not run\n\n")
            .arg(QCoreApplication::applicationVersion(),
                 QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")))
            .arg(threads)
            .arg(QString::fromUtf8(engine::name(engine::instructionSet())))
            .arg(passed())
            .arg(m_cases.size())
            .arg(int(m_cases.size()) - over());
    text += QStringLiteral("case           method expected  obtained  velocity error and limit\n");
    for (const Case& c : m_cases)
        text += lineOf(c) + QLatin1Char('\n');
    return text;
}

} // namespace ui
