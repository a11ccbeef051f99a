#pragma once

#include "ui/dialogs/studio_dialog.h"

namespace ui {

class Actions;

/// All shortcuts on one sheet, made from the actions; a button leads to where they are changed.
class ShortcutsDialog : public StudioDialog {
    Q_OBJECT

public:
    ShortcutsDialog(const Actions& actions, QWidget* parent);
};

} // namespace ui
