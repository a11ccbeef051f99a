#include "tests/support/test_registry.h"
#include "ui/view/scene_view.h"

#include <QApplication>

int main(int argc, char** argv) {
    ui::SceneView::prepareApplication();
    QApplication application(argc, argv);
    return tests::runNamed(argc, argv);
}
