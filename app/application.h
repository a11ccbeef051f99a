#pragma once

#include "ui/document/document.h"
#include "ui/session/session_bridge.h"
#include "ui/studio/studio.h"
#include "ui/window/main_window.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStringList>
#include <memory>

namespace app {

/// The program with its window: builds and owns document, engine, window and what joins them, in that order.
/// Thread: GUI.
class Application {
public:
    struct Options {
        QString settingsFile;   ///< empty: the person's own
        QString recoveryFolder; ///< empty: the person's own
        QString program;        ///< that draws animations; empty: this one
        int threads = -1;       ///< of the engine; negative: as preferred
    };

    Application() : Application(Options()) {}
    explicit Application(const Options& options);
    ~Application();

    void start(const QStringList& files) { m_studio->start(files); }

    ui::Document& document() { return m_document; }
    ui::MainWindow& window() { return m_window; }
    ui::Studio& studio() { return *m_studio; }
    QSettings& settings() { return *m_settings; }

private:
    std::unique_ptr<QSettings> m_settings;
    ui::Document m_document;
    ui::SessionBridge m_session;
    ui::MainWindow m_window;
    std::unique_ptr<ui::Studio> m_studio;
};

/// The Qt application that commands run in: without windows and display, with fonts where a word asks for a picture
/// that may have text in it. `argc` and `argv` must outlive it.
std::unique_ptr<QCoreApplication> commandLineApplication(int& argc, char** argv);

/// Shows the window until it is closed; returns the exit code.
/// Errors: engine::Error{NoGraphics} without a display.
int runWindow(int& argc, char** argv);

} // namespace app
