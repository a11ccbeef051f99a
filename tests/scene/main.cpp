#include "tests/support/test_registry.h"

#include <QGuiApplication>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // for fonts and images only: scenes are drawn by surfaceless EGL
    QGuiApplication application(argc, argv);
    return tests::runNamed(argc, argv);
}
