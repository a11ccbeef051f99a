#pragma once

#include "app/application.h"
#include "ui/studio/document_controller.h"
#include "ui/studio/training_controller.h"

#include <QTemporaryDir>
#include <QTest>

namespace tests {

/// The program with everything behind its window, away from a person's own settings.
class WholeStudio {
    QTemporaryDir m_folder; // outlives the program

public:
    WholeStudio()
        : program({m_folder.filePath(QStringLiteral("settings.ini")), m_folder.filePath(QStringLiteral("recovery")),
                   QStringLiteral(KINETOSCOPE_PROGRAM), 1}) {
        program.start({});
        if (!QTest::qWaitForWindowExposed(&program.window()))
            qFatal("the window does not appear");
    }

    const ui::Project& project() { return program.document().project(); }
    ui::MainWindow& window() { return program.window(); }

    app::Application program;
};

} // namespace tests
