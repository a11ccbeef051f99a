#include "app/start_up_probe.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <chrono>
#include <cstdio>

namespace app {

StartUpProbe::StartUpProbe(QWidget& window) : m_launched(qEnvironmentVariable(kVariable).toLongLong()) {
    if (m_launched > 0)
        window.installEventFilter(this);
}

bool StartUpProbe::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // The queue runs on when everything in the window has been painted.
        QTimer::singleShot(0, this, [this] {
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            std::printf("%.6f\n", 1e-9 * double(std::chrono::nanoseconds(now).count() - m_launched));
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    }
    return false;
}

} // namespace app
