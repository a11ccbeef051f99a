#include "ui/scene/egl_offscreen.h"

#include "engine/core/error.h"
#include "tests/support/test_registry.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <vtkRenderer.h>

namespace {
constexpr const char* kChild = "KINETOSCOPE_TEST_CHILD";
}

class EglOffscreenTest : public QObject {
    Q_OBJECT
private slots:
    void rowsAndChannelsAreInOrder() {
        vtkNew<vtkRenderer> lower, upper; // the upper half green, the lower blue
        lower->SetBackground(0, 0, 1);
        lower->SetViewport(0, 0, 1, 0.5);
        upper->SetBackground(0, 1, 0);
        upper->SetViewport(0, 0.5, 1, 1);
        ui::EglOffscreen offscreen;
        offscreen.window()->AddRenderer(lower);
        offscreen.window()->AddRenderer(upper);
        const ui::Image image = offscreen.render(20, 10);
        QCOMPARE(image.rgba.size(), std::size_t(800));
        QVERIFY(image.row(0)[1] == 255 && image.row(0)[2] == 0 && image.row(0)[3] == 255);
        QVERIFY(image.row(9)[1] == 0 && image.row(9)[2] == 255);
        std::vector<std::uint8_t> raw(800); // as widgets want it: blue first, from the bottom
        offscreen.render(20, 10, raw.data());
        QVERIFY(raw[0] == 255 && raw[1] == 0);
        QVERIFY(raw[9 * 80] == 0 && raw[9 * 80 + 1] == 255);
        QVERIFY(!offscreen.description().empty());
    }

    void severalLiveSideBySide() {
        ui::EglOffscreen first;
        auto second = std::make_unique<ui::EglOffscreen>();
        vtkNew<vtkRenderer> red, blue;
        red->SetBackground(1, 0, 0);
        blue->SetBackground(0, 0, 1);
        first.window()->AddRenderer(red);
        second->window()->AddRenderer(blue);
        QCOMPARE(first.render(8, 8).rgba[0], std::uint8_t(255));
        QCOMPARE(second->render(8, 8).rgba[2], std::uint8_t(255));
        second.reset();
        QCOMPARE(first.render(9, 9).rgba[0], std::uint8_t(255));
    }

    void withoutDriversTheErrorSaysWhatToInstall() {
        if (qEnvironmentVariableIsSet(kChild)) {
            try {
                const ui::EglOffscreen offscreen;
                QFAIL("there was OpenGL");
            } catch (const engine::Error& error) {
                QCOMPARE(error.code(), engine::ErrorCode::NoGraphics);
                QVERIFY2(error.remedy().find("libgl1-mesa-dri") != std::string::npos, error.what());
            }
            return;
        }
        // EGL looks for its drivers once in a process, hence another one.
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(kChild, "1");
        environment.insert("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent");
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(),
                    {"EglOffscreenTest", "withoutDriversTheErrorSaysWhatToInstall"});
        QVERIFY(child.waitForFinished());
        QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, child.readAll().constData());
    }
};

KINETOSCOPE_TEST(EglOffscreenTest)

#include "egl_offscreen_test.moc"
