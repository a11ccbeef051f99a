#include "ui/view/gl_probe.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStringList>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace ui {

namespace {

int guardStatus = 0;
QtMessageHandler previousHandler = nullptr;

void guard(QtMsgType type, const QMessageLogContext& where, const QString& text) {
    if (type != QtFatalMsg) {
        if (previousHandler)
            previousHandler(type, where, text);
        else
            std::fprintf(stderr, "%s\n", qUtf8Printable(text));
        return;
    }
    std::fprintf(stderr,
                 "No display can be opened for the window.\n%s\n"
                 "Start it from a desktop session or set DISPLAY or WAYLAND_DISPLAY; the commands, render included, "
                 "need no display: kinetoscope --help\n",
                 qUtf8Printable(text));
    std::fflush(nullptr);
    std::_Exit(guardStatus);
}

GlProbe look() {
    GlProbe probe;
    probe.platform = QGuiApplication::platformName();
    // These may have OpenGL contexts, but no way to put one into a widget: Qt 6.4 crashes on a try.
    if (QStringList{"offscreen", "minimal", "vnc", "linuxfb"}.contains(probe.platform)) {
        probe.problem = QStringLiteral("the window system \"%1\" cannot show OpenGL in widgets").arg(probe.platform);
        return probe;
    }
    QOpenGLContext context;
    context.setFormat(QSurfaceFormat::defaultFormat());
    if (!context.create()) {
        probe.problem = QStringLiteral("the window system \"%1\" offers no OpenGL").arg(probe.platform);
        return probe;
    }
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!context.makeCurrent(&surface)) {
        probe.problem = QStringLiteral("an OpenGL context exists but cannot be used");
        return probe;
    }
    const auto text = [&context](GLenum name) {
        return QString::fromLatin1(reinterpret_cast<const char*>(context.functions()->glGetString(name)));
    };
    probe.renderer = text(GL_RENDERER);
    probe.version = text(GL_VERSION);
    for (const char* name : {"llvmpipe", "softpipe", "swrast", "SwiftShader"})
        probe.software = probe.software || probe.renderer.contains(QLatin1String(name));
    if (context.isOpenGLES())
        probe.problem = QStringLiteral("only OpenGL ES is available");
    else if (context.format().version() < std::pair(3, 2))
        probe.problem = QStringLiteral("OpenGL 3.2 is needed, the driver offers %1").arg(probe.version);
    else
        probe.usable = true;
    context.doneCurrent();
    return probe;
}

} // namespace

const GlProbe& probeGl() {
    static const GlProbe probe = look();
    return probe;
}

DisplayGuard::DisplayGuard(int exitStatus) {
    guardStatus = exitStatus;
    previousHandler = qInstallMessageHandler(guard);
}

DisplayGuard::~DisplayGuard() { qInstallMessageHandler(previousHandler); }

} // namespace ui
