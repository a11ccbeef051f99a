#pragma once

#include "ui/scene/color.h"

namespace ui {

/// The colours of one theme that the scene draws with. A plain value, so that pictures need no Qt.
struct SceneTheme {
    bool dark = true; ///< which variant of the colour maps
    Color stage, grid, text, textSecondary, border, borderStrong, accent;
    Color panel, raised, hover;           ///< faces of the orientation cube
    Color particle, particleGlow, shadow; ///< glow and shadow with their opacity

    bool operator==(const SceneTheme&) const = default;
};

/// As in resources/style/tokens.json.
SceneTheme darkTheme();
SceneTheme lightTheme();
SceneTheme contrastTheme();

} // namespace ui
