#include "app/latency_probe.h"

#include "ui/studio/training_controller.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdio>

namespace app {

namespace {
constexpr int kInterval = 5; // milliseconds
}

LatencyProbe::LatencyProbe(const ui::TrainingController& training)
    : m_training(training), m_wanted(qEnvironmentVariable(kVariable).toDouble()) {
    if (m_wanted <= 0)
        return;
    m_sinceTick.start();
    startTimer(kInterval, Qt::PreciseTimer);
}

void LatencyProbe::timerEvent(QTimerEvent*) {
    const double wait = double(m_sinceTick.nsecsElapsed()) * 1e-6;
    m_sinceTick.start();
    const bool trains = m_training.isTraining() && m_training.run()->step > 0;
    if (!trains) {
        m_opening = std::max(m_opening, wait - kInterval);
        return;
    }
    // The ticks that were due meanwhile count too: a person may come at any moment, not only after a wait has ended.
    for (double late = wait - kInterval; late > 0; late -= kInterval)
        m_lateness.push_back(late);
    if (wait <= kInterval)
        m_lateness.push_back(0);
    m_measured += 1e-3 * wait;
    if (m_measured < m_wanted)
        return;
    report();
    QCoreApplication::quit();
}

void LatencyProbe::report() const {
    std::vector<double> sorted = m_lateness;
    std::sort(sorted.begin(), sorted.end());
    const double percentile = sorted[std::min(sorted.size() - 1, std::size_t(0.999 * double(sorted.size())))];
    std::printf("%zu %.6f %.6f %.6f\n", sorted.size(), 1e-3 * percentile, 1e-3 * sorted.back(), 1e-3 * m_opening);
    std::fflush(stdout);
}

} // namespace app
