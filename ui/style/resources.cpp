#include "ui/style/resources.h"

#include <QtGlobal>

// The macro must stand outside any namespace.
static void initialize() { Q_INIT_RESOURCE(resources); }

namespace ui {

void loadResources() {
    static const bool done = (initialize(), true);
    Q_UNUSED(done);
}

} // namespace ui
