#pragma once

#include <span>

namespace ui {

enum class ActionMenu { File, Edit, View, Stage, Train, Learn, Help };

/// One command as a person meets it. The table is the only place where commands are named: menus, tool bar, tool tips,
/// shortcuts, the command search and the sheet of shortcuts are all made from it.
struct ActionSpec {
    const char* id;        ///< object name
    const char* text;      ///< in menus, with its mnemonic
    const char* icon;      ///< in resources/icons, may be empty
    const char* shortcuts; ///< separated by blanks, as QKeySequence writes them
    const char* sentence;  ///< status tip and tool tip: what it does, in one sentence
    ActionMenu menu;
    int group;                 ///< within the menu; a line between groups
    const char* submenu = "";  ///< title of the submenu it belongs to
    int toolGroup = 0;         ///< within the tool bar, 0: not there; negative: at the right end
    const char* toolText = ""; ///< beside the icon in the tool bar
    bool checkable = false;
};

std::span<const ActionSpec> actionTable();

} // namespace ui
