#pragma once

#include "ui/scene/scene_report.h"

#include <QString>

namespace ui {

/// What a frame left out, in one phrase for the status bar; empty when nothing that matters was: that only some
/// particles carry a trail is said only where trails are on.
QString thinnedText(const SceneReport& report);

} // namespace ui
