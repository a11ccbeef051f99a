#include "ui/window/shortcut_guard.h"

#include "ui/style/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

namespace ui {

namespace {

bool wantsKey(const QWidget* widget, int key) {
    const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
    if (qobject_cast<const QAbstractButton*>(widget))
        return key == Qt::Key_Space || (arrow && static_cast<const QAbstractButton*>(widget)->group());
    if (qobject_cast<const QAbstractSlider*>(widget))
        return arrow;
    if (qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QComboBox*>(widget))
        return arrow || key == Qt::Key_Space;
    return widget->property("keepsKeys").toBool() && (arrow || key == Qt::Key_Space);
}

} // namespace

ShortcutGuard::ShortcutGuard(QObject* window) : QObject(window) { qApp->installEventFilter(this); }

bool ShortcutGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType())
        return false;
    const auto* widget = static_cast<QWidget*>(watched);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && FocusRing::showsFor(widget) && wantsKey(widget, key->key()))
        event->accept();
    return false;
}

} // namespace ui
