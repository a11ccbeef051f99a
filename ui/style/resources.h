#pragma once

namespace ui {

/// Makes icons, style sheet, tokens and help pages available under `:/`. They are compiled into this library, and a
/// static library's resources must be asked for. Calling it again costs nothing.
void loadResources();

} // namespace ui
