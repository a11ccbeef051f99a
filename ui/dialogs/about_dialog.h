#pragma once

#include "ui/dialogs/studio_dialog.h"

namespace ui {

/// Version, licence, the paper, and what draws the stage.
class AboutDialog : public StudioDialog {
    Q_OBJECT

public:
    AboutDialog(const QString& graphics, QWidget* parent);
};

} // namespace ui
