#include "tests/support/test_registry.h"
#include "ui/formats/register_formats.h"

#include <QGuiApplication>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // for fonts only
    QGuiApplication application(argc, argv);
    ui::registerFormats();
    return tests::runNamed(argc, argv);
}
