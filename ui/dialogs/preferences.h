#pragma once

#include "ui/style/theme.h"

class QSettings;

namespace ui {

/// What a person has chosen about the program, not about a document.
struct Preferences {
    Theme::Choice theme = Theme::Choice::FollowSystem;
    bool reducedMotion = false;
    int threads = 0;         ///< of the engine, from the next start on; 0: all cores
    int autosaveMinutes = 2; ///< 0: never

    static Preferences load(QSettings& settings);
    void store(QSettings& settings) const;
    bool operator==(const Preferences&) const = default;
};

} // namespace ui
