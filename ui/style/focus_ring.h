#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace ui {

/// Draws the ring around the widget that has the keyboard focus, and only when it was reached by keyboard. Widgets that
/// show their focus themselves set the property `ownFocusRing`.
class FocusRing : public QObject {
    Q_OBJECT

public:
    explicit FocusRing(QObject* application);

    /// Whether the widget got its focus by Tab or a shortcut, so that it should show it.
    static bool showsFor(const QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void surround(QWidget* widget);
    QPointer<QFocusFrame> m_frame;
};

} // namespace ui
