#pragma once

#include <QObject>

namespace ui {

/// Lets a control that was reached by keyboard keep the keys it works with (Space on a button, arrows on a slider),
/// although the window's commands use them too. Without it, Tab and Space would play the animation instead of pressing
/// the button.
class ShortcutGuard : public QObject {
    Q_OBJECT

public:
    explicit ShortcutGuard(QObject* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace ui
