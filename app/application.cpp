#include "app/application.h"

#include "app/command_line.h"
#include "app/start_up_probe.h"
#include "app/window_probe.h"
#include "engine/core/error.h"
#include "engine/core/vector_registers.h"
#include "ui/document/autosave.h"
#include "ui/formats/register_formats.h"
#include "ui/view/gl_probe.h"
#include "ui/view/scene_view.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <cstdio>
#include <optional>

namespace app {

namespace {

std::unique_ptr<QSettings> openSettings(const QString& file) {
    if (!file.isEmpty())
        return std::make_unique<QSettings>(file, QSettings::IniFormat);
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QCoreApplication::organizationName(),
                                       QCoreApplication::applicationName());
}

int preferredThreads(const Application::Options& options, QSettings& settings) {
    return options.threads >= 0 ? options.threads : ui::Preferences::load(settings).threads;
}

ui::Studio::Places placesFor(const Application::Options& options) {
    return {options.recoveryFolder.isEmpty() ? ui::Autosave::defaultFolder() : options.recoveryFolder,
            options.program.isEmpty() ? QCoreApplication::applicationFilePath() : options.program};
}

/// Qt ends the program when it finds no display; say it as everything else is said.
void requireDisplay() {
    if (qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
        qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        return;
    throw engine::Error(engine::ErrorCode::NoGraphics,
                        "There is no display to open the window on: DISPLAY and WAYLAND_DISPLAY are not set.",
                        "Start it in a desktop session, or use the command line: kinetoscope --help.");
}

} // namespace

Application::Application(const Options& options)
    : m_settings(openSettings(options.settingsFile)),
      m_session(preferredThreads(options, *m_settings)),
      m_studio(std::make_unique<ui::Studio>(m_document, m_session, m_window, *m_settings, placesFor(options))) {
    ui::registerFormats();
}

Application::~Application() { m_document.finishFileWork(); }

std::unique_ptr<QCoreApplication> commandLineApplication(int& argc, char** argv) {
    const bool needsFonts = std::any_of(argv + 1, argv + argc, [](const char* word) {
        const QString name = QString::fromLocal8Bit(word).toLower();
        return name.endsWith(QStringLiteral(".svg")) || name.endsWith(QStringLiteral(".svgz")) ||
               name.endsWith(QStringLiteral(".pdf"));
    });
    if (!needsFonts)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // What Qt misses of a desktop concerns no one here.
    const auto before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    qInstallMessageHandler(before);
    return application;
}

int runWindow(int& argc, char** argv) {
    requireDisplay();
    ui::SceneView::prepareApplication();
    QCoreApplication::setOrganizationName(QStringLiteral("kinetoscope"));
    QCoreApplication::setApplicationName(QStringLiteral("kinetoscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KINETOSCOPE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Kinetoscope"));
    QGuiApplication::setDesktopFileName(QStringLiteral("kinetoscope"));
    std::optional<ui::DisplayGuard> guard(std::in_place, kNoGraphics); // for a display that is named but not there
    QApplication application(argc, argv);
    guard.reset();
    engine::releaseVectorRegisters(); // what is made now, threads too, begins with a clean slate
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &application,
                     [] { engine::releaseVectorRegisters(); });
    Application studio;
    const StartUpProbe startUp(studio.window());
    const WindowProbe measured(studio.studio());
    studio.start(QCoreApplication::arguments().mid(1));
    return QApplication::exec();
}

} // namespace app
