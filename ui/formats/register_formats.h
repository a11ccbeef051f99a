#pragma once

namespace ui {

/// Makes the formats known to engine::readData that are read with Qt's help: PNG, JPEG and SVG pictures. Once at start;
/// again does no harm.
void registerFormats();

} // namespace ui
