#pragma once

#include "ui/dialogs/studio_dialog.h"

#include <functional>

namespace ui {

/// A question whose buttons say what they will do. Deletes itself when answered.
class Question : public StudioDialog {
    Q_OBJECT

public:
    enum class Role { Primary, Other, Cancel };

    Question(const QString& question, const QString& details, QWidget* parent);
    void addButton(const QString& objectName, const QString& text, Role role, const std::function<void()>& answer);
};

} // namespace ui
