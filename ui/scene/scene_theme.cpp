#include "ui/scene/scene_theme.h"

namespace ui {

SceneTheme darkTheme() {
    return {.dark = true,
            .stage = Color::hex(0x0C0E11),
            .grid = Color::hex(0x1B2026),
            .text = Color::hex(0xE8EBEE),
            .textSecondary = Color::hex(0xA6AFB9),
            .border = Color::hex(0x2A3038),
            .borderStrong = Color::hex(0x414A55),
            .accent = Color::hex(0xF5A83C),
            .panel = Color::hex(0x1A1E23),
            .raised = Color::hex(0x242A31),
            .hover = Color::hex(0x2B323A),
            .particle = Color::hex(0xFFE9BF, 0.95F),
            .particleGlow = Color::hex(0xF5A83C, 0.16F),
            .shadow = Color::hex(0x000000, 0.16F)};
}

SceneTheme lightTheme() {
    return {.dark = false,
            .stage = Color::hex(0xFFFFFF),
            .grid = Color::hex(0xF0EEEB),
            .text = Color::hex(0x1B1E22),
            .textSecondary = Color::hex(0x555C65),
            .border = Color::hex(0xDAD6D0),
            .borderStrong = Color::hex(0xA39D94),
            .accent = Color::hex(0x9C5200),
            .panel = Color::hex(0xF6F5F3),
            .raised = Color::hex(0xFFFFFF),
            .hover = Color::hex(0xE6E3DF),
            .particle = Color::hex(0x6B3700, 0.95F),
            .particleGlow = Color::hex(0x9C5200, 0),
            .shadow = Color::hex(0x000000, 0.05F)};
}

SceneTheme contrastTheme() {
    SceneTheme theme = darkTheme();
    theme.stage = Color::hex(0x000000);
    theme.grid = Color::hex(0x3A3A3A);
    theme.text = Color::hex(0xFFFFFF);
    theme.textSecondary = Color::hex(0xE6E6E6);
    theme.border = Color::hex(0x8C8C8C);
    theme.borderStrong = Color::hex(0xFFFFFF);
    theme.accent = Color::hex(0xFFC04D);
    theme.panel = Color::hex(0x000000);
    theme.raised = Color::hex(0x121212);
    theme.hover = Color::hex(0x333333);
    theme.particle = Color::hex(0xFFF3DA);
    return theme;
}

} // namespace ui
