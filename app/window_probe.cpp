#include "app/window_probe.h"

#include "ui/studio/document_controller.h"
#include "ui/studio/stage_controller.h"
#include "ui/studio/studio.h"
#include "ui/studio/training_controller.h"
#include "ui/view/scene_view.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <QTimerEvent>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

namespace app {

namespace {

constexpr int kInterval = 5;       // milliseconds
constexpr double kSettling = 1000; // milliseconds in which frames are not counted yet
constexpr int kRest = 1500;        // milliseconds until an example is chosen

double percentile(std::vector<double> values, double part) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(part * double(values.size())))];
}

/// Of the processor, that this thread has had. Units: milliseconds.
double cpuTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * double(time.tv_sec) + 1e-6 * double(time.tv_nsec);
}

/// Of this process, from the kernel. Units: bytes.
double memory(const char* key) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith(key))
                return 1024 * line.mid(int(qstrlen(key)) + 1).trimmed().split(' ').first().toDouble();
    return 0;
}

} // namespace

WindowProbe::WindowProbe(ui::Studio& studio)
    : m_studio(studio), m_training(studio.training()), m_view(studio.stage().view()) {
    const QString asked = qEnvironmentVariable(kVariable), what = asked.section(QLatin1Char(' '), 0, 0),
                  rest = asked.section(QLatin1Char(' '), 1);
    m_playing = what == QLatin1String("playing");
    if (what == QLatin1String("opening"))
        m_file = rest;
    else
        m_wanted = rest.toDouble();
    if (m_wanted <= 0 && m_file.isEmpty())
        return;
    m_sinceTick.start();
    m_sinceStart.start();
    connect(&m_view, &ui::SceneView::frameDrawn, this, &WindowProbe::frameDrawn);
    if (what == QLatin1String("choosing"))
        QTimer::singleShot(kRest, this, &WindowProbe::chooseExample);
    startTimer(kInterval, Qt::PreciseTimer);
}

bool WindowProbe::isUnderWay() const {
    const bool trains = m_training.isTraining();
    return m_playing ? !trains && m_firstMotion > 0 : trains && m_training.run()->step > 0;
}

void WindowProbe::chooseExample() {
    m_sinceStart.start();
    m_studio.documents().openExample(QLatin1String(kExample));
}

void WindowProbe::followOpening() {
    constexpr double kAfter = 1; // second
    if (!m_isOpening && m_sinceStart.elapsed() > kSettling) {
        m_isOpening = true;
        m_lateness.clear();
        m_sinceOpening.start();
        m_studio.documents().openPaths({m_file});
    }
    if (m_drawn == 0 || 1e-9 * double(m_sinceOpening.nsecsElapsed()) < m_drawn + kAfter)
        return;
    m_measured = m_drawn + kAfter;
    report();
    QCoreApplication::exit(0);
}

void WindowProbe::frameDrawn() {
    if (m_isOpening && m_drawn == 0 && !m_view.state().snapshots.empty())
        m_drawn = 1e-9 * double(m_sinceOpening.nsecsElapsed());
    if (m_firstMotion == 0 && m_view.state().motion.trajectories)
        m_firstMotion = 1e-9 * double(m_sinceStart.nsecsElapsed());
    if (m_sinceFrame.isValid() && 1e3 * m_measured > kSettling)
        m_frames.push_back(1e-6 * double(m_sinceFrame.nsecsElapsed()));
    m_sinceFrame.start();
}

void WindowProbe::timerEvent(QTimerEvent* event) {
    const double wait = 1e-6 * double(m_sinceTick.nsecsElapsed());
    m_sinceTick.start();
    const double before = std::exchange(m_cpu, cpuTime());
    if (!m_file.isEmpty()) {
        count(wait);
        if (m_isOpening)
            m_busy = std::max(m_busy, m_cpu - before);
        followOpening();
        return;
    }
    if (!isUnderWay()) {
        if (!m_playing && !m_training.isWanted() && !m_view.state().snapshots.empty())
            m_training.setWanted(true); // a project opens as it was left
        m_opening = std::max(m_opening, wait - kInterval);
        m_firstStep = m_training.run() ? m_training.run()->step : 0;
        return;
    }
    count(wait);
    m_measured += 1e-3 * wait;
    if (m_measured < m_wanted)
        return;
    report();
    killTimer(event->timerId());
    QCoreApplication::exit(0); // without asking whether to save
}

void WindowProbe::count(double wait) {
    // The ticks that were due meanwhile count too: a person may come at any moment, not only after a wait has ended.
    for (double late = wait - kInterval; late > 0; late -= kInterval)
        m_lateness.push_back(late);
    if (wait <= kInterval)
        m_lateness.push_back(0);
}

void WindowProbe::report() const {
    const ui::FrameStatistics& last = m_view.statistics();
    double drawing = 0;
    for (const double frame : m_frames)
        drawing += 1e-3 * frame;
    const nlohmann::ordered_json said = {
        {"seconds", m_measured},
        {"ticks", m_lateness.size()},
        {"p999_seconds", 1e-3 * percentile(m_lateness, 0.999)},
        {"max_seconds", 1e-3 * percentile(m_lateness, 1)},
        {"opening_max_seconds", 1e-3 * m_opening},
        {"drawn_seconds", m_drawn},
        {"busy_seconds", 1e-3 * m_busy},
        {"first_motion_seconds", m_firstMotion},
        {"frames_per_second", drawing > 0 ? double(m_frames.size()) / drawing : 0},
        {"frame_median_seconds", 1e-3 * percentile(m_frames, 0.5)},
        {"frame_p99_seconds", 1e-3 * percentile(m_frames, 0.99)},
        {"steps_per_second",
         m_playing || !m_file.isEmpty() ? 0 : double(m_training.run()->step - m_firstStep) / m_measured},
        {"memory_anonymous_bytes", memory("RssAnon")},
        {"memory_resident_bytes", memory("VmRSS")},
        {"thinned", last.thinned.toStdString()}};
    std::printf("%s\n", said.dump().c_str());
    std::fflush(stdout);
}

} // namespace app
