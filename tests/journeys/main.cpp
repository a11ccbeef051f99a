#include "tests/support/test_registry.h"
#include "ui/view/scene_view.h"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv) {
    ui::SceneView::prepareApplication();
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); // a test cannot type into the desktop's own
    QCoreApplication::setOrganizationName(QStringLiteral("kinetoscope"));
    QCoreApplication::setApplicationName(QStringLiteral("kinetoscope"));
    QApplication application(argc, argv);
    return tests::runNamed(argc, argv);
}
