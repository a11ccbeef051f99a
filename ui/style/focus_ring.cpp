#include "ui/style/focus_ring.h"

#include <QApplication>
#include <QFocusEvent>
#include <QWidget>

namespace ui {

namespace {
constexpr char kByKeyboard[] = "focusedByKeyboard";

bool isKeyboardReason(Qt::FocusReason reason) {
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}
} // namespace

FocusRing::FocusRing(QObject* application) : QObject(application) { application->installEventFilter(this); }

bool FocusRing::showsFor(const QWidget* widget) { return widget->hasFocus() && widget->property(kByKeyboard).toBool(); }

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        // Coming back from another window or a menu keeps what was shown before.
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason)
            widget->setProperty(kByKeyboard, isKeyboardReason(reason));
        surround(showsFor(widget) && !widget->property("ownFocusRing").toBool() ? widget : nullptr);
    } else if (event->type() == QEvent::FocusOut && m_frame && m_frame->widget() == watched) {
        surround(nullptr);
    }
    return false;
}

void FocusRing::surround(QWidget* widget) {
    if (!widget) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    if (!m_frame) // it lives inside the focused window and dies with it
        m_frame = new QFocusFrame(widget->window());
    m_frame->setWidget(widget);
}

} // namespace ui
