#pragma once

#include <QString>

namespace ui {

/// What OpenGL the window system offers to widgets, found out before any view is made.
struct GlProbe {
    bool usable = false;
    bool software = false; ///< llvmpipe and the like
    QString platform, renderer, version;
    QString problem; ///< why it is not usable
};

/// Once the QGuiApplication exists. Looks only the first time.
const GlProbe& probeGl();

/// Qt ends the process with a core dump when it finds no display. While one of these lives, which is to be around the
/// construction of the QApplication only, that becomes a message on standard error and an exit status.
class DisplayGuard {
public:
    explicit DisplayGuard(int exitStatus);
    ~DisplayGuard();
    DisplayGuard(const DisplayGuard&) = delete;
    DisplayGuard& operator=(const DisplayGuard&) = delete;
};

} // namespace ui
