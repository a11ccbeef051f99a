#pragma once

#include "ui/dialogs/preferences.h"
#include "ui/dialogs/studio_dialog.h"

namespace ui {

/// Choices about the program. Each takes effect as soon as it is made.
class PreferencesDialog : public StudioDialog {
    Q_OBJECT

public:
    PreferencesDialog(const Preferences& preferences, QWidget* parent);

signals:
    void changed(const ui::Preferences& preferences);

private:
    Preferences m_preferences;
};

} // namespace ui
