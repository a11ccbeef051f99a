#pragma once

class QSettings;

namespace ui {

class Actions;

/// Keys that a person has given to commands, in the settings by the commands' ids; only what differs from the table.
/// Ids that no command has, from another version, are passed over; where such a version's table gives somebody's chosen
/// keys to another command, the choice holds.
void loadShortcuts(Actions& actions, QSettings& settings);
void storeShortcuts(const Actions& actions, QSettings& settings);

} // namespace ui
