#include "ui/formats/register_formats.h"

#include "engine/io/reader_registry.h"
#include "ui/formats/picture_reader.h"

#include <QLoggingCategory>

namespace ui {

void registerFormats() {
    // What is wrong with a picture is said by its reader's error, not by Qt on the terminal.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.svg*=false\nqt.gui.imageio*=false"));
    engine::registerReader(pixelPictureReader());
    engine::registerReader(vectorPictureReader());
}

} // namespace ui
